package dev.cutover.starter.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.contract.Account.FoundJobs;
import dev.cutover.contract.Account.Listed;
import dev.cutover.contract.FoundJob;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobQuery;
import dev.cutover.starter.FakeTemporal;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("a question about an account")
@Timeout(60)
class QuestionTest {

    private static final FoundJob JOB =
            new FoundJob(new JobId("j-1"), "web-01", null, null, null, "Waiting", true, null, null);

    private final FakeTemporal temporal = new FakeTemporal();
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        temporal.close();
    }

    private List<FoundJob> find(String account) throws CommandFailed {
        try (Waves waves = Waves.connect(temporal.terminal().open())) {
            return waves.find(account, JobQuery.everything(), told::add);
        }
    }

    @Test
    @DisplayName("goes to the account's workers, and tells what they found")
    void answered() throws CommandFailed {
        temporal.polled("cutover-prod", TestTerminal.NOW);
        temporal.willTell(new FoundJobs(List.of(JOB)));
        assertThat(find("prod")).containsExactly(JOB);
        assertThat(temporal.started()).singleElement().satisfies(started -> {
            assertThat(started.getWorkflowType().getName()).isEqualTo("Inventory");
            assertThat(started.getWorkflowId()).startsWith("inventory:");
            assertThat(started.getTaskQueue().getName()).isEqualTo("cutover-prod");
        });
    }

    @Test
    @DisplayName("tells how far it is while pages come, and each page once")
    void progress() throws CommandFailed {
        temporal.polled("cutover", TestTerminal.NOW);
        temporal.willNote(new Listed(1, 60), new Listed(1, 60), new Listed(12, 60));
        temporal.willTell(new FoundJobs(List.of(JOB)));
        assertThat(find(null)).containsExactly(JOB);
        assertThat(told).containsExactly("page 1 of 60 is read", "page 12 of 60 is read");
    }

    @Test
    @DisplayName("is not asked where no worker waits")
    void nobody() {
        CommandFailed failure = catchThrowableOfType(CommandFailed.class, () -> find("prod"));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.NO_WORKER);
        assertThat(failure).hasMessageContaining("cutover worker --account prod");
        assertThat(temporal.started()).isEmpty();
    }

    @Test
    @DisplayName("goes on while Temporal is too busy to say how far it is")
    void busy() throws CommandFailed {
        temporal.polled("cutover", TestTerminal.NOW);
        temporal.willSay(Status.RESOURCE_EXHAUSTED, 3);
        temporal.willTell(new FoundJobs(List.of(JOB)));
        assertThat(find(null)).containsExactly(JOB);
    }

    @Test
    @DisplayName("ends when Temporal does not allow it")
    void forbidden() {
        temporal.polled("cutover", TestTerminal.NOW);
        temporal.willSay(Status.PERMISSION_DENIED, 1);
        temporal.willTell(new FoundJobs(List.of(JOB)));
        CommandFailed failure = catchThrowableOfType(CommandFailed.class, () -> find(null));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }
}
