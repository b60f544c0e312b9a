package dev.cutover.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only a real Java can show: here, the one that runs the tests. */
class LauncherRealJavaTest extends Launched {
    private static final String JAVA_HOME = System.getProperty("java.home");

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
