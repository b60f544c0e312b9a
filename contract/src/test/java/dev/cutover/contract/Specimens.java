package dev.cutover.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All records of the package, and one of each with nothing left out. */
final class Specimens {

    private Specimens() {}

    static List<Class<?>> records() {
        return classes().filter(Class::isRecord).toList();
    }

    /** Those that a record has as a component: the others are never written. */
    static List<Class<?>> enums() {
        return records().stream()
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .<Class<?>>map(RecordComponent::getType)
                .filter(Class::isEnum)
                .distinct()
                .toList();
    }

    private static Stream<Class<?>> classes() {
        try {
            Path root = Path.of(Converter.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.list(root.resolve("dev/cutover/contract"))) {
                return files
                        .map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                        .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
                        .sorted(Comparator.comparing(Class::getName))
                        .toList()
                        .stream();
            }
        } catch (IOException | URISyntaxException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName("dev.cutover.contract." + name);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Object of(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int at = 0; at < components.length; at++) {
            types[at] = components[at].getType();
            values[at] = value(components[at].getGenericType(), components[at].getName());
        }
        return make(record, types, values);
    }

    static Object make(Class<?> record, Class<?>[] types, Object[] values) {
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError(record.getSimpleName() + " throws in its constructor", failure);
        }
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType list) {
            return List.of(
                    value(list.getActualTypeArguments()[0], name), value(list.getActualTypeArguments()[0], name));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain.isRecord()) {
            return of(plain);
        }
        if (plain == String.class) {
            return name + " \"é漢🚀\"";
        }
        if (plain == Instant.class) {
            return Instant.parse("2026-11-28T01:02:03.004Z");
        }
        if (plain == LocalTime.class) {
            return LocalTime.of(1, 30);
        }
        if (plain == Duration.class) {
            return Duration.ofMillis(90_001);
        }
        if (plain == int.class || plain == Integer.class) {
            return 7;
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return true;
        }
        throw new AssertionError("a component of a new type: teach it here: " + type);
    }
}
