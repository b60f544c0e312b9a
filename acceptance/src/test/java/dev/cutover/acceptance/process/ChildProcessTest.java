package dev.cutover.acceptance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the tests on real processes stand on. */
class ChildProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static ChildProcess shell(String script) {
        return ChildProcess.start(Map.of("GREETING", "hello", "HOME", ""), List.of("sh", "-c", script));
    }

    @Test
    void readsBothStreamsAndTheExitCode() throws Exception {
        try (ChildProcess child = shell("echo $GREETING; echo ${HOME-homeless} >&2; exit 5")) {
            assertThat(child.awaitEnd(PATIENCE)).isEqualTo(5);
            assertThat(child.output()).containsExactly("hello", "homeless");
        }
    }

    @Test
    void failsWithAllThatWasSaidWhenTheLineNeverComes() throws Exception {
        try (ChildProcess child = shell("echo trouble")) {
            assertThatThrownBy(() -> child.awaitLine("ready"::equals, PATIENCE))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("trouble");
        }
    }

    @Test
    void failsWhenPatienceEnds() throws Exception {
        try (ChildProcess child = shell("echo waiting; read line")) {
            child.awaitLine("waiting"::equals, PATIENCE);
            assertThatThrownBy(() -> child.awaitLine("ready"::equals, Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void killsWithoutAWord() throws Exception {
        try (ChildProcess child = shell("trap 'echo heard' TERM INT; echo ready; read line")) {
            child.awaitLine("ready"::equals, PATIENCE);
            child.kill();
            assertThat(child.awaitEnd(PATIENCE)).isEqualTo(128 + 9);
            assertThat(child.output()).containsExactly("ready");
        }
    }

    @Test
    void terminatesWithAWord() throws Exception {
        try (ChildProcess child = shell("trap 'echo heard; exit 0' TERM; echo ready; while :; do sleep 0.05; done")) {
            child.awaitLine("ready"::equals, PATIENCE);
            child.terminate();
            assertThat(child.awaitEnd(PATIENCE)).isZero();
            assertThat(child.output()).containsExactly("ready", "heard");
        }
    }

    @Test
    void freezesAndThaws() throws Exception {
        try (ChildProcess child = shell("echo ready; while read line; do echo \"$line\"; done")) {
            child.awaitLine("ready"::equals, PATIENCE);
            child.freeze();
            child.type("ping");
            assertThatThrownBy(() -> child.awaitLine("ping"::equals, Duration.ofMillis(300)))
                    .isInstanceOf(AssertionError.class);
            child.thaw();
            assertThat(child.awaitLine("ping"::equals, PATIENCE)).isEqualTo("ping");
        }
    }

    @Test
    void runsTheOneJar() throws Exception {
        try (ChildProcess cutover = ChildProcess.cutover(Map.of(), "--version")) {
            assertThat(cutover.awaitEnd(PATIENCE)).isZero();
            assertThat(cutover.output()).hasSize(1).first().asString().matches("cutover \\d+\\.\\d+\\.\\d+.*");
        }
    }
}
