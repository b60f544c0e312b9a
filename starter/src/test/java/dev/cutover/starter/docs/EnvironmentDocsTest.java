package dev.cutover.starter.docs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/cli.md tells every variable that is read, and no other")
class EnvironmentDocsTest {

    private static final Page PAGE = Page.of("cli.md").section("Environment");

    /** Named by the vendor's library (1.0.3), and asked for by nothing in its chain. */
    private static final Set<String> IDLE = Set.of("ALIBABA_CLOUD_ECS_IMDSV2_ENABLE");

    @Test
    void of_Temporal() throws IOException {
        assertThat(told("Temporal"))
                .isEqualTo(inLibrary("io/temporal/envconfig/ClientConfigProfile.class", "TEMPORAL_[A-Z_]*[A-Z]"));
    }

    @Test
    void of_the_vendor() throws IOException {
        Set<String> read = inLibrary(
                "com/aliyun/credentials/provider/DefaultCredentialsProvider.class", "ALIBABA_CLOUD_[A-Z0-9_]+");
        read.removeAll(IDLE);

        assertThat(startingWith(told("SMC"), "ALIBABA_")).isEqualTo(read);
    }

    @Test
    void of_ours() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .forEach(file -> {
                        read.addAll(find("\"((?:SMC|CUTOVER)_[A-Z_]+)\"", text(file)));
                        read.addAll(find("\"(NO_COLOR|XDG_[A-Z_]+)\"", text(file)));
                        read.addAll(find("nvironment(?:\\(\\))?\\.get(?:OrDefault)?\\(\"([A-Z_]+)\"", text(file)));
                    });
        }
        read.addAll(find("\\$\\{([A-Z_]+):-", text(Path.of("..", "cutover"))));
        read.removeIf(name -> name.startsWith("TEMPORAL_"));
        // How the names of all secrets begin.
        assertThat(read.remove("CUTOVER_SECRET_")).isTrue();
        read.add("CUTOVER_SECRET");

        Set<String> told = told("Ours, and everybody's");
        told.addAll(startingWith(told("SMC"), "SMC_"));
        assertThat(told).isEqualTo(read);
    }

    private static Set<String> told(String heading) {
        Set<String> names = new TreeSet<>();
        PAGE.section(heading).firstWords().forEach(name -> names.add(name.replace("_*", "")));
        return names;
    }

    private static Set<String> startingWith(Set<String> names, String prefix) {
        Set<String> found = new TreeSet<>(names);
        found.removeIf(name -> !name.startsWith(prefix));
        return found;
    }

    /** All names that stand in the classes of the jar that has this class. */
    private static Set<String> inLibrary(String aClass, String pattern) throws IOException {
        JarURLConnection place = (JarURLConnection)
                EnvironmentDocsTest.class.getClassLoader().getResource(aClass).openConnection();
        Set<String> names = new TreeSet<>();
        try (JarFile jar = new JarFile(Path.of(place.getJarFileURL().getPath()).toFile())) {
            for (var entry : (Iterable<java.util.jar.JarEntry>) jar.stream()::iterator) {
                if (entry.getName().endsWith(".class")) {
                    String constants = new String(jar.getInputStream(entry).readAllBytes(), ISO_8859_1);
                    names.addAll(find("(" + pattern + ")", constants));
                }
            }
        }
        return names;
    }

    private static Set<String> find(String pattern, String text) {
        Set<String> found = new TreeSet<>();
        Pattern.compile(pattern).matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
