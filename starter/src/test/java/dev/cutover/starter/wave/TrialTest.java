package dev.cutover.starter.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.connection.TemporalConnection;
import dev.cutover.contract.MessageTrial;
import dev.cutover.contract.Plan;
import dev.cutover.starter.FakeTemporal;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.Told;
import dev.cutover.starter.World;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a trial of messages")
@Timeout(60)
class TrialTest {

    private static final MessageTrial.Result ALL =
            new MessageTrial.Result(List.of(new MessageTrial.Told("slack", null)));

    @TempDir
    private Path folder;

    private final FakeTemporal temporal = new FakeTemporal();
    private final Plan plan = Told.result().plan();

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void tells_what_the_worker_of_the_account_told() throws CommandFailed {
        temporal.polled("cutover", TestTerminal.NOW);
        temporal.willTell(ALL);
        try (Waves waves = Waves.connect(temporal.terminal().open())) {
            assertThat(waves.tryMessages(plan)).isEqualTo(ALL);
        }
        assertThat(temporal.started()).singleElement().satisfies(started -> {
            assertThat(started.getWorkflowId()).isEqualTo("message-trial:night");
            assertThat(started.getWorkflowType().getName()).isEqualTo("MessageTrial");
            assertThat(started.getTaskQueue().getName()).isEqualTo("cutover");
        });
    }

    @Test
    void is_not_begun_without_a_worker() throws CommandFailed {
        try (Waves waves = Waves.connect(temporal.terminal().open())) {
            assertThatThrownBy(() -> waves.tryMessages(plan))
                    .isInstanceOfSatisfying(
                            CommandFailed.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.NO_WORKER));
        }
        assertThat(temporal.started()).isEmpty();
    }

    @Test
    void is_given_up_when_nobody_tells_in_time_and_not_begun_twice() throws Exception {
        Plan unheard = new Plan(
                plan.wave(),
                plan.change(),
                "nobody",
                plan.sha256(),
                plan.limits(),
                plan.polling(),
                plan.defaults(),
                plan.groups(),
                null,
                null,
                null);
        try (World world = new World(folder);
                TemporalConnection line = world.connect()) {
            Trial trial =
                    new Trial(line.client(), unheard, new TemporalFailures("night", "here"), Duration.ofMillis(20));
            assertFails(trial, ExitCode.NO_WORKER, "No worker told");
            assertFails(trial, ExitCode.REFUSED, "being tried already");
        }
    }

    private static void assertFails(Trial trial, ExitCode exitCode, String words) {
        assertThatThrownBy(trial::result)
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(exitCode))
                .hasMessageContaining(words);
    }
}
