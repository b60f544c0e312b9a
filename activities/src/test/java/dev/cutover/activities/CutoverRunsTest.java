package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.contract.Converter;
import dev.cutover.contract.CutoverOrder;
import dev.cutover.contract.CutoverProgress;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.CutoverRuns.CutoverRef;
import dev.cutover.contract.CutoverRuns.CutoverRun;
import dev.cutover.contract.CutoverRuns.FollowRequest;
import dev.cutover.contract.CutoverRuns.RunState;
import dev.cutover.contract.Ending;
import dev.cutover.contract.Evidence;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Gate;
import dev.cutover.contract.JobCutover;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Phase;
import dev.cutover.contract.Try;
import dev.cutover.contract.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Temporal knows of cutovers, however they ended. */
class CutoverRunsTest {

    private static final JobId JOB = new JobId("j-1");
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Converter.dataConverter())
                            .build())
                    .build());
    private final CutoverRunsImpl runs = new CutoverRunsImpl(temporal.getWorkflowClient(), new Dial());

    @BeforeEach
    void start() {
        temporal.newWorker("cutover").registerWorkflowImplementationTypes(Waits.class);
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void there_may_be_none() {
        CutoverRun found = runs.newest(List.of(JOB)).get(0);
        assertThat(found).isEqualTo(new CutoverRun(JOB, null, null, RunState.NONE, null, null));
    }

    @Test
    void one_that_runs_names_its_wave_and_is_followed() {
        String run = start("an hour");
        CutoverRun found = runs.newest(List.of(JOB)).get(0);
        assertThat(found).isEqualTo(new CutoverRun(JOB, run, "night", RunState.RUNNING, null, null));
        ApplicationFailure notYet = catchThrowableOfType(ApplicationFailure.class, () -> follow(run));
        assertThat(notYet.getType()).isEqualTo(FailureKind.NOT_YET.name());
        assertThat(notYet.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
        assertThat(notYet.getNextRetryDelay()).isEqualTo(INTERVAL);
    }

    @Test
    void one_that_completed_tells_its_result_without_its_tries() {
        String run = start("no time");
        temporal.getWorkflowClient()
                .newUntypedWorkflowStub(WorkflowIds.cutover(JOB))
                .getResult(CutoverResult.class);
        CutoverRun found = follow(run);
        assertThat(found.state()).isEqualTo(RunState.COMPLETED);
        assertThat(found.closedAt()).isNotNull();
        assertThat(found.result()).isEqualTo(Waits.RESULT.withoutTries());
    }

    @Test
    void one_that_was_terminated_told_nobody() {
        String run = start("an hour");
        temporal.getWorkflowClient()
                .newUntypedWorkflowStub(WorkflowIds.cutover(JOB))
                .terminate("by hand");
        CutoverRun found = follow(run);
        assertThat(found.state()).isEqualTo(RunState.ENDED_WITHOUT_REPORT);
        assertThat(found.closedAt()).isNotNull();
        assertThat(found.result()).isNull();
    }

    @Test
    void one_that_was_cancelled_has_no_result_and_is_asked_for_it() {
        String run = start("an hour");
        temporal.getWorkflowClient()
                .newUntypedWorkflowStub(WorkflowIds.cutover(JOB))
                .cancel();
        temporal.sleep(Duration.ofMinutes(1));
        CutoverRun found = follow(run);
        assertThat(found.state()).isEqualTo(RunState.COMPLETED);
        assertThat(found.result()).isEqualTo(Waits.RESULT.withoutTries());
    }

    @Test
    void a_run_that_is_known_and_gone_told_nobody() {
        CutoverRun found = follow("00000000-0000-0000-0000-000000000000");
        assertThat(found.state()).isEqualTo(RunState.ENDED_WITHOUT_REPORT);
    }

    private CutoverRun follow(String run) {
        return runs.follow(new FollowRequest(List.of(new CutoverRef(JOB, run)), INTERVAL))
                .get(0);
    }

    /** @param name for how long it waits */
    private String start(String name) {
        JobCutover cutover = temporal.getWorkflowClient()
                .newWorkflowStub(
                        JobCutover.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue("cutover")
                                .setWorkflowId(WorkflowIds.cutover(JOB))
                                .setMemo(Map.of(WorkflowIds.MEMO_WAVE, "night"))
                                .build());
        CutoverOrder order = new CutoverOrder(
                "night",
                "run",
                JOB,
                name,
                true,
                Duration.ZERO,
                null,
                Phase.CALL,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                1,
                false);
        return WorkflowClient.start(cutover::run, order).getRunId();
    }

    /** A cutover that waits, and tells what it knows when it is cancelled. */
    public static final class Waits implements JobCutover {

        static final CutoverResult RESULT = new CutoverResult(
                JOB,
                Ending.BLOCKED,
                FailureKind.CANCELLED_BY_HAND,
                null,
                null,
                Phase.CALL,
                true,
                Dial.MIDNIGHT,
                null,
                null,
                null,
                null,
                null,
                Evidence.none().plus(new Try(Dial.MIDNIGHT, Try.Answer.REFUSED, "Code", "R-1", "Waiting", null)),
                null,
                false,
                null);

        private CutoverResult result;

        @Override
        public CutoverResult run(CutoverOrder order) {
            try {
                Workflow.sleep(order.name().equals("no time") ? Duration.ZERO : Duration.ofHours(1));
            } catch (CanceledFailure cancelled) {
                Workflow.getLogger(Waits.class).debug("cancelled");
            }
            result = RESULT;
            return result;
        }

        @Override
        public void gate(Gate gate) {}

        @Override
        public void confirm() {}

        @Override
        public CutoverProgress progress() {
            return null;
        }

        @Override
        public CutoverResult result() {
            return result;
        }
    }
}
