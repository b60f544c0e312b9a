package dev.cutover.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which Java the launcher takes, and with which options. */
class LauncherJavaTest extends Launched {
    private static final List<String> OF_ALL = List.of("-XX:+CrashOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash");

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

        List<String> wanted = new ArrayList<>(OF_ALL);
        wanted.addAll(options);
        wanted.addAll(List.of("-jar", checkout.jar().toRealPath().toString()));
        wanted.addAll(command);
        assertThat(ended.arguments())
                .filteredOn(argument -> !argument.startsWith("-XX:ErrorFile="))
                .isEqualTo(wanted);
    }

    static Stream<Arguments> givesJavaTheOptionsOf() {
        String unsafe = "--sun-misc-unsafe-memory-access=allow";
        String first = "-XX:TieredStopAtLevel=1";
        String serial = "-XX:+UseSerialGC";
        return Stream.of(
                argumentSet("a short command", "17", Map.of(), List.of("status", "w"), List.of(first, serial)),
                argumentSet("no command", "17", Map.of(), List.of(), List.of(first, serial)),
                argumentSet("an option alone", "17", Map.of(), List.of("--version"), List.of(first, serial)),
                argumentSet("the worker", "17", Map.of(), List.of("worker"), List.of()),
                argumentSet("the worker after an option", "21", Map.of(), List.of("-v", "worker"), List.of()),
                argumentSet("the simulator", "17", Map.of(), List.of("simulator", "--port", "0"), List.of()),
                argumentSet("one's own Temporal", "17", Map.of(), List.of("up", "--simulate"), List.of()),
                argumentSet("the demo", "23", Map.of(), List.of("demo"), List.of()),
                argumentSet("a wave called demo", "17", Map.of(), List.of("status", "demo"), List.of(first, serial)),
                argumentSet(
                        "a job called worker",
                        "17",
                        Map.of(),
                        List.of("-v", "skip", "w", "worker"),
                        List.of(first, serial)),
                argumentSet(
                        "a wave called up", "17", Map.of(), List.of("report", "--json", "up"), List.of(first, serial)),
                argumentSet("the worker on 24", "24", Map.of(), List.of("worker"), List.of(unsafe)),
                argumentSet("a short command on 25", "25", Map.of(), List.of("list"), List.of(unsafe, first, serial)),
                argumentSet(
                        "options of the user, last and split at blanks, with nothing in them expanded",
                        "17",
                        Map.of("CUTOVER_JAVA_OPTS", "-Xmx1g  -Dstars=*"),
                        List.of("list"),
                        List.of(first, serial, "-Xmx1g", "-Dstars=*")),
                argumentSet(
                        "a collector of the user's, instead of ours",
                        "17",
                        Map.of("CUTOVER_JAVA_OPTS", "-XX:+UseG1GC"),
                        List.of("list"),
                        List.of(first, "-XX:+UseG1GC")),
                argumentSet(
                        "a collector of the user's, the other way",
                        "17",
                        Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -XX:+UseZGC"),
                        List.of("list"),
                        List.of(first)));
    }

    @ParameterizedTest
    @MethodSource
    void givesJavaTheLocaleOf(Map<String, String> environment, String all) throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();

        assertThat(run(checkout, environment, "status").out()).contains("LC_ALL " + all);
    }

    static Stream<Arguments> givesJavaTheLocaleOf() {
        String utf8 = "C.UTF-8";
        String unset = "is not set";
        return Stream.of(
                argumentSet("no locale", Map.of(), utf8),
                argumentSet("empty ones", Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", ""), utf8),
                argumentSet("C for all", Map.of("LC_ALL", "C", "LANG", "de_DE.UTF-8", "FAKE_CHARMAP", "UTF-8"), utf8),
                argumentSet("POSIX for all", Map.of("LC_ALL", "POSIX"), utf8),
                argumentSet("C", Map.of("LANG", "C"), utf8),
                argumentSet("C for letters", Map.of("LC_CTYPE", "C", "LANG", "de_DE.UTF-8"), utf8),
                argumentSet(
                        "one that is not installed",
                        Map.of("LANG", "xx_XX.UTF-8", "FAKE_CHARMAP", "ANSI_X3.4-1968"),
                        utf8),
                argumentSet("one that is", Map.of("LANG", "de_DE.UTF-8", "FAKE_CHARMAP", "UTF-8"), unset),
                argumentSet("one that nobody can judge", Map.of("LANG", "de_DE.UTF-8"), unset),
                argumentSet("letters of its own", Map.of("LC_CTYPE", "zh_CN.GB18030", "LANG", "C"), unset),
                argumentSet("another for all", Map.of("LC_ALL", "zh_CN.UTF-8", "LANG", "C"), "zh_CN.UTF-8"));
    }
}
