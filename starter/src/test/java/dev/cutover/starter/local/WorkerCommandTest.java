package dev.cutover.starter.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.starter.Ran;
import dev.cutover.starter.TestTerminal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That the command hands the terminal's environment and the account on to the worker, which has tests of its own. */
@Timeout(60)
class WorkerCommandTest {

    static Stream<Arguments> settings() {
        return Stream.of(
                argumentSet("an account that is none", "CUTOVER_LOG", "text", List.of("--account", "a/b"), "a/b"),
                argumentSet("no worker at all", "CUTOVER_WORKERS", "2", List.of("--workers", "0"), "'0'"),
                argumentSet("workers of the environment", "CUTOVER_WORKERS", "none", List.of(), "'none'"),
                argumentSet("workers that are no number", "CUTOVER_WORKERS", "2", List.of("--workers", "two"), "two"),
                argumentSet("a log that is none", "CUTOVER_LOG", "loud", List.of(), "CUTOVER_LOG"),
                argumentSet("a switch that is none", "TEMPORAL_TLS", "perhaps", List.of(), "TEMPORAL_TLS"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settings_that_cannot_be_are_2(String variable, String value, List<String> options, String words) {
        Ran ran = new TestTerminal()
                .with(variable, value)
                .run(Stream.concat(Stream.of("worker"), options.stream()).toArray(String[]::new));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(words);
    }
}
