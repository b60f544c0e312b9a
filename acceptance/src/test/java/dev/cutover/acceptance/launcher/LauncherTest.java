package dev.cutover.acceptance.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, with a Java and a Maven that only say how they were called. */
class LauncherTest {
    /** What the launcher may find on PATH beside Java. */
    private static final List<String> TOOLS = List.of(
            "sh", "dirname", "readlink", "sed", "find", "head", "mkdir", "touch", "mv", "rm", "ln", "ps", "sleep");

    /** After the sources of {@link Checkout}, and long before the test. */
    private static final FileTime LATER_THAN_THE_SOURCES = FileTime.from(Instant.parse("2021-01-01T00:00:00Z"));

    @TempDir
    static Path shared;

    @TempDir
    Path temporary;

    private record Ended(int code, List<String> out, String err) {
        List<String> arguments() {
            return out.stream()
                    .filter(line -> line.startsWith("argument "))
                    .map(line -> line.substring("argument ".length()))
                    .toList();
        }
    }

    // --- Java ---

    @Test
    void saysWhenJavaIsMissing() throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();

        Ended ended = run(checkout, Map.of("PATH", tools("flock").toString()), "status");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).startsWith("cutover: Java is missing").hasLineCount(1);
    }

    @Test
    void saysWhenJavaHomeHoldsNoJava() throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();

        Ended ended =
                run(checkout, Map.of("JAVA_HOME", temporary.resolve("nowhere").toString()), "status");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("JAVA_HOME is " + temporary.resolve("nowhere"))
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1.8.0_392,   8, false",
        "11.0.20,    11, false",
        "16,         16, false",
        "17,         17, true",
        "17.0.15,    17, true",
        "21.0.1+12,  21, true",
        "25-ea,      25, true"
    })
    void takesJavaFrom17OnWhereverTheVersionIsSaid(String version, String major, boolean goodEnough) throws Exception {
        Checkout asked = Checkout.of(temporary.resolve("asked")).withJar();
        Checkout read = Checkout.of(temporary.resolve("read")).withJar().withRelease(version);

        for (Ended ended :
                List.of(run(asked, Map.of("FAKE_VERSION", version), "status"), run(read, Map.of(), "status"))) {
            assertThat(ended.code()).isEqualTo(goodEnough ? 0 : 1);
            if (!goodEnough) {
                assertThat(ended.err())
                        .startsWith("cutover: Java " + major + " at ")
                        .hasLineCount(1);
            }
        }
    }

    @Test
    void findsTheReleaseOfAJavaThatIsLinked() throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar().withRelease("11.0.1");
        Path alternatives = Files.createDirectory(temporary.resolve("alternatives"));
        Files.createSymbolicLink(alternatives.resolve("java"), checkout.bin().resolve("java"));

        Ended ended = run(checkout, Map.of("PATH", alternatives + ":" + tools("flock")), "status");

        assertThat(ended.err()).contains("Java 11 ");
    }

    @Test
    void saysWhenJavaTellsNoVersion() throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();

        Ended ended = run(checkout, Map.of("FAKE_VERSION", "of none"), "status");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("does not say which version").hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource
    void givesJavaTheOptionsOf(
            String version, Map<String, String> environment, List<String> command, List<String> options)
            throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar().withRelease(version);

        Ended ended = run(checkout, environment, command.toArray(String[]::new));

        List<String> wanted = new ArrayList<>(options);
        wanted.addAll(List.of("-jar", checkout.jar().toRealPath().toString()));
        wanted.addAll(command);
        assertThat(ended.arguments()).isEqualTo(wanted);
    }

    static Stream<Arguments> givesJavaTheOptionsOf() {
        String memory = "-XX:+ExitOnOutOfMemoryError";
        String unsafe = "--sun-misc-unsafe-memory-access=allow";
        String first = "-XX:TieredStopAtLevel=1";
        String serial = "-XX:+UseSerialGC";
        return Stream.of(
                argumentSet("a short command", "17", Map.of(), List.of("status", "w"), List.of(memory, first, serial)),
                argumentSet("no command", "17", Map.of(), List.of(), List.of(memory, first, serial)),
                argumentSet("the worker", "17", Map.of(), List.of("worker"), List.of(memory)),
                argumentSet("the worker after an option", "21", Map.of(), List.of("-v", "worker"), List.of(memory)),
                argumentSet("the demo", "23", Map.of(), List.of("demo"), List.of(memory)),
                argumentSet("the worker on 24", "24", Map.of(), List.of("worker"), List.of(memory, unsafe)),
                argumentSet(
                        "a short command on 25",
                        "25",
                        Map.of(),
                        List.of("list"),
                        List.of(memory, unsafe, first, serial)),
                argumentSet(
                        "options of the user, last and split at blanks, with nothing in them expanded",
                        "17",
                        Map.of("CUTOVER_JAVA_OPTS", "-Xmx1g  -Dstars=*"),
                        List.of("list"),
                        List.of(memory, first, serial, "-Xmx1g", "-Dstars=*")),
                argumentSet(
                        "a collector of the user's, instead of ours",
                        "17",
                        Map.of("CUTOVER_JAVA_OPTS", "-XX:+UseG1GC"),
                        List.of("list"),
                        List.of(memory, first, "-XX:+UseG1GC")),
                argumentSet(
                        "a collector of the user's, the other way",
                        "17",
                        Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -XX:+UseZGC"),
                        List.of("list"),
                        List.of(memory, first)));
    }

    // --- passing on ---

    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();
        String[] odd = {"skip", "--reason", "two  words", "", "*", "$HOME", "a\"b'c", "-n"};

        assertThat(run(checkout, Map.of(), odd).arguments()).endsWith(odd);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 8, 130})
    void passesTheExitCodeOn(int code) throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();

        assertThat(run(checkout, Map.of("FAKE_EXIT", String.valueOf(code)), "status")
                        .code())
                .isEqualTo(code);
    }

    @Test
    void passesSignalsOnByBecomingJava() throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();
        Path waiting = temporary.resolve("waiting");

        Process process = start(checkout, Map.of("FAKE_WAIT", waiting.toString()), checkout.launcher(), "worker");
        awaitFile(waiting);
        process.toHandle().destroy(); // the process itself would close the streams
        Ended ended = end(process);

        assertThat(ended.code()).isEqualTo(42);
        assertThat(ended.out()).endsWith("got TERM");
    }

    @Test
    void keepsTheFolderOfTheCaller() throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Path elsewhere = Files.createDirectory(temporary.resolve("else where"));

        Process process = builder(checkout, Map.of(), checkout.launcher(), "list")
                .directory(elsewhere.toFile())
                .start();

        assertThat(end(process).out()).contains("in " + elsewhere.toRealPath());
    }

    @Test
    void isFoundThroughLinksThatAreRelativeAndAbsolute() throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();
        Path links = Files.createDirectory(temporary.resolve("my links"));
        Path near = Files.createSymbolicLink(links.resolve("near"), Path.of("../a checkout/cutover"));
        Path far = Files.createSymbolicLink(temporary.resolve("far"), near.toAbsolutePath());

        Ended ended = end(start(checkout, Map.of(), far, "list"));

        assertThat(ended.arguments()).contains(checkout.jar().toRealPath().toString());
    }

    // --- building ---

    @Test
    void buildsWhenThereIsNoJarAndSaysSoOnStderr() throws Exception {
        Checkout checkout = Checkout.of(temporary);

        Ended ended = run(checkout, Map.of(), "list");

        assertThat(ended.code()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(ended.err()).startsWith("cutover: building").contains("noise of Maven");
        assertThat(ended.out()).doesNotContain("noise of Maven");
    }

    @ParameterizedTest
    @CsvSource({
        "pom.xml,                                       true",
        "starter/pom.xml,                               true",
        "starter/src/main/java/Main.java,               true",
        "starter/src/main/java/New.java,                true",
        "contract/src/main/resources/a/b.properties,    true",
        ".mvn/jvm.config,                               true",
        "starter/src/test/java/MainTest.java,           false",
        "README.md,                                     false",
        "starter/target/classes/Main.class,             false"
    })
    void buildsAgainWhenASourceIsNewer(String changed, boolean builds) throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();
        Files.setLastModifiedTime(checkout.jar(), LATER_THAN_THE_SOURCES);
        checkout.write(changed, "changed");

        Ended first = run(checkout, Map.of(), "list");
        Ended second = run(checkout, Map.of(), "list");

        assertThat(checkout.builds()).isEqualTo(builds ? 1 : 0);
        assertThat(first.err().isEmpty()).isEqualTo(!builds);
        assertThat(second.err()).isEmpty();
    }

    @Test
    void buildsAgainWhenASourceIsGone() throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();
        Files.setLastModifiedTime(checkout.jar(), LATER_THAN_THE_SOURCES);
        Files.delete(checkout.folder().resolve("starter/src/main/java/Main.java"));

        run(checkout, Map.of(), "list");

        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainForWhatWasEditedDuringTheBuild() throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Path started = temporary.resolve("started");
        Path gate = temporary.resolve("gate");
        Map<String, String> held = Map.of("FAKE_BUILD_STARTED", started.toString(), "FAKE_BUILD_GATE", gate.toString());

        Process building = start(checkout, held, checkout.launcher(), "list");
        awaitFile(started);
        checkout.write("starter/src/main/java/Main.java", "edited meanwhile");
        Files.createFile(gate);
        end(building);
        run(checkout, Map.of(), "list");

        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void keepsTheOldJarAndEndsWith1WhenTheBuildFails() throws Exception {
        Checkout checkout = Checkout.of(temporary);

        Ended ended = run(checkout, Map.of("FAKE_BUILD_EXIT", "3"), "list");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).endsWith("cutover: the build failed (3).\n");
        assertThat(ended.out()).isEmpty();
        assertThat(checkout.jar()).doesNotExist();
    }

    @Test
    void saysThatBuildingNeedsMoreThanAJre() throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Files.delete(checkout.bin().resolve("javac"));

        Ended ended = run(checkout, Map.of(), "list");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("needs a JDK").hasLineCount(1);
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void buildsWithAJavaHomeThatIsRelativeToTheCaller() throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Path javaHome = temporary.relativize(checkout.bin().getParent());

        Ended ended = run(checkout, Map.of("JAVA_HOME", javaHome.toString()), "list");

        assertThat(ended.code()).isZero();
        assertThat(checkout.jar()).exists();
    }

    /** Where one checkout serves a machine's operators. */
    @Test
    void saysWhoHasToBuildWhereTheCallerMayNotWrite() throws Exception {
        Checkout checkout = Checkout.of(temporary).write(".cache", "no folder: not even root makes one here");

        Ended ended = run(checkout, Map.of(), "list");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("there is no jar yet", "may not write to", "its owner")
                .hasLineCount(1);
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void endsTheBuildWhenItIsTold() throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Path started = temporary.resolve("started");
        Map<String, String> held = Map.of(
                "FAKE_BUILD_STARTED",
                started.toString(),
                "FAKE_BUILD_GATE",
                temporary.resolve("never").toString());

        Process building = start(checkout, held, checkout.launcher(), "list");
        awaitFile(started);
        List<ProcessHandle> children = building.descendants().toList();
        building.toHandle().destroy();

        assertThat(end(building).code()).isEqualTo(143);
        assertThat(checkout.jar()).doesNotExist();
        assertThat(children).isNotEmpty();
        for (ProcessHandle child : children) {
            child.onExit().get(10, SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flock", "no flock"})
    void buildsOnceForTwoThatComeTogether(String lock) throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Path started = temporary.resolve("started");
        Path gate = temporary.resolve("gate");
        Map<String, String> held = with(
                path(checkout, lock), "FAKE_BUILD_STARTED", started.toString(), "FAKE_BUILD_GATE", gate.toString());

        Process first = start(checkout, held, checkout.launcher(), "list");
        awaitFile(started);
        Process second = start(checkout, held, checkout.launcher(), "list");
        String told = second.errorReader(UTF_8).readLine();
        Files.createFile(gate);

        assertThat(told).startsWith("cutover: waiting for another build to end");
        assertThat(end(first).code()).isZero();
        assertThat(end(second).code()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flock", "no flock"})
    void doesNotWaitForABuilderThatWasKilled(String lock) throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Path started = temporary.resolve("started");
        Map<String, String> stuck = with(
                path(checkout, lock),
                "FAKE_BUILD_STARTED",
                started.toString(),
                "FAKE_BUILD_GATE",
                temporary.resolve("never").toString());

        Process killed = start(checkout, stuck, checkout.launcher(), "list");
        awaitFile(started);
        List<ProcessHandle> all = killed.descendants().toList();
        killed.toHandle().destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        end(killed);
        for (ProcessHandle one : all) {
            one.onExit().get(10, SECONDS);
        }
        Ended ended = run(checkout, path(checkout, lock), "list");

        assertThat(ended.code()).isZero();
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void runsTheJarBesideItWhereThereAreNoSources() throws Exception {
        Checkout installation = Checkout.installation(temporary);

        Ended ended = run(installation, Map.of(), "worker");

        assertThat(ended.arguments())
                .contains(installation
                        .folder()
                        .toRealPath()
                        .resolve("cutover.jar")
                        .toString());
        assertThat(installation.builds()).isZero();
    }

    @Test
    void saysWhenThereIsNoJarBesideIt() throws Exception {
        Checkout installation = Checkout.installation(temporary);
        Files.delete(installation.folder().resolve("cutover.jar"));

        Ended ended = run(installation, Map.of(), "worker");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("there is no cutover.jar").hasLineCount(1);
    }

    private Ended run(Checkout checkout, Map<String, String> environment, String... arguments) throws Exception {
        return end(start(checkout, environment, checkout.launcher(), arguments));
    }

    private Process start(Checkout checkout, Map<String, String> environment, Path launcher, String... arguments)
            throws IOException {
        return builder(checkout, environment, launcher, arguments).start();
    }

    private ProcessBuilder builder(
            Checkout checkout, Map<String, String> environment, Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.environment().clear();
        builder.environment().putAll(path(checkout, "flock"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** PATH with this checkout's Java and, of all tools, only those that the launcher may count on. */
    private Map<String, String> path(Checkout checkout, String lock) throws IOException {
        return Map.of("PATH", checkout.bin() + ":" + tools(lock));
    }

    private Path tools(String lock) throws IOException {
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

    private static Map<String, String> with(Map<String, String> environment, String... more) {
        Map<String, String> all = new TreeMap<>(environment);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static Ended end(Process process) throws Exception {
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

    private static void awaitFile(Path file) throws Exception {
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
