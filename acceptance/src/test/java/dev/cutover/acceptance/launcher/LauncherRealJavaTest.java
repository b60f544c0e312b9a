package dev.cutover.acceptance.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a real Java can show: here, the one that runs the tests. */
class LauncherRealJavaTest extends Launched {
    private static final String JAVA_HOME = System.getProperty("java.home");

    /** The letters are the shell's: this JVM may be in a locale without them. */
    @ParameterizedTest
    @CsvSource({"LC_ALL, C", "LC_ALL, POSIX", "LANG, C", "LANG, ''", "LC_ALL, C.UTF-8"})
    void losesNoLetters(String name, String locale) throws Exception {
        Checkout installation = Checkout.installation(temporary).withProgram(Probe.class);
        Path shell = Files.writeString(temporary.resolve("shell"), """
                        #!/bin/sh
                        file=$(printf 'caf\\303\\251.yaml')
                        : >"$file"
                        exec sh "$LAUNCHER" "$(printf '\\346\\225\\260')" "$file"
                        """, UTF_8);
        Map<String, String> environment = Map.of(
                "JAVA_HOME", JAVA_HOME, "LAUNCHER", installation.launcher().toString(), name, locale);

        Ended ended = end(start(installation, environment, shell));

        assertThat(ended.out()).containsExactly("6570", "63 61 66 e9 2e 79 61 6d 6c is there");
    }

    @Test
    void endsAsUnexpectedWithoutMemoryAndLeavesNothingWhereItWasCalled() throws Exception {
        Checkout installation = Checkout.installation(temporary).withProgram(Probe.class);
        Path reports = Files.createDirectory(temporary.resolve("reports of crashes"));
        List<Path> before = files(temporary);

        Ended ended = run(
                installation,
                Map.of("JAVA_HOME", JAVA_HOME, "CUTOVER_JAVA_OPTS", "-Xmx16m", "TMPDIR", reports.toString()));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).first().asString().contains("java.lang.OutOfMemoryError");
        assertThat(files(temporary)).isEqualTo(before);
        assertThat(files(reports)).singleElement().asString().matches(".*/cutover-crash-\\d+\\.log");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
