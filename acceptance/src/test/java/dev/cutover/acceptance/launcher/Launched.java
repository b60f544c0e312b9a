package dev.cutover.acceptance.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher's tests share: only what it may count on is on PATH, and with it a Java and a Maven that only say how they were called. */
abstract class Launched {
    /** What the launcher may find on PATH beside Java. */
    private static final List<String> TOOLS = List.of(
            "sh", "dirname", "readlink", "sed", "find", "head", "mkdir", "touch", "mv", "rm", "ln", "ps", "sleep");

    @TempDir
    private static Path shared;

    @TempDir
    Path temporary;

    record Ended(int code, List<String> out, String err) {
        List<String> arguments() {
            return out.stream()
                    .filter(line -> line.startsWith("argument "))
                    .map(line -> line.substring("argument ".length()))
                    .toList();
        }
    }

    final Ended run(Checkout checkout, Map<String, String> environment, String... arguments) throws Exception {
        return end(start(checkout, environment, checkout.launcher(), arguments));
    }

    final Process start(Checkout checkout, Map<String, String> environment, Path launcher, String... arguments)
            throws IOException {
        return builder(checkout, environment, launcher, arguments).start();
    }

    final ProcessBuilder builder(Checkout checkout, Map<String, String> environment, Path launcher, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.environment().clear();
        builder.environment().putAll(path(checkout, "flock"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** PATH with this checkout's Java and, of all tools, only those that the launcher may count on. */
    final Map<String, String> path(Checkout checkout, String lock) throws IOException {
        return Map.of("PATH", checkout.bin() + ":" + tools(lock));
    }

    final Path tools(String lock) throws IOException {
        Path tools = shared.resolve("tools with " + lock);
        if (!Files.exists(tools)) {
            Files.createDirectory(tools);
            List<String> wanted = new ArrayList<>(TOOLS);
            if (lock.equals("flock")) {
                wanted.add("flock");
            }
            for (String tool : wanted) {
                Path script = Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec " + whereIs(tool) + " \"$@\"\n");
                Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        return tools;
    }

    private static Path whereIs(String tool) {
        return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the machine lacks " + tool));
    }

    static Map<String, String> with(Map<String, String> environment, String... more) {
        Map<String, String> all = new TreeMap<>(environment);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    static Ended end(Process process) throws Exception {
        process.getOutputStream().close();
        List<String> out;
        try (var reader = process.inputReader(UTF_8)) {
            out = reader.lines().toList();
        }
        String err;
        try (var reader = process.errorReader(UTF_8)) {
            StringBuilder text = new StringBuilder();
            reader.lines().forEach(line -> text.append(line).append('\n'));
            err = text.toString();
        }
        assertThat(process.waitFor(30, SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    static void awaitFile(Path file) throws Exception {
        try (var watcher = FileSystems.getDefault().newWatchService()) {
            file.getParent().register(watcher, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                var key = watcher.poll(30, SECONDS);
                assertThat(key).as("nobody made " + file).isNotNull();
                key.pollEvents();
                key.reset();
            }
        }
    }
}
