package dev.cutover.starter.command;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.Ending;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Phase;
import dev.cutover.contract.Reason;
import dev.cutover.contract.StepTold;
import dev.cutover.starter.FakeTemporal;
import dev.cutover.starter.Ran;
import dev.cutover.starter.Told;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("what the hook of a job said")
@Timeout(60)
class HookWordsTest {

    private static final String SAID = "blocked  a (j-a)  its hook said: exit code 1\n";

    private final FakeTemporal temporal = new FakeTemporal();

    @AfterEach
    void close() {
        temporal.close();
    }

    static Stream<Arguments> jobs() {
        StepTold well = step(HookStep.BEFORE, true, "stopped");
        StepTold refused = step(HookStep.AFTER, false, "exit code 1");
        return Stream.of(
                argumentSet("is told of one that it refused", FailureKind.HOOK_REFUSED, List.of(well, refused), true),
                argumentSet("is told of one that is not verified", FailureKind.NOT_VERIFIED, List.of(refused), true),
                argumentSet("is nothing when it said yes", FailureKind.NOT_VERIFIED, List.of(well), false),
                argumentSet("is not told of one in other trouble", FailureKind.NO_EFFECT, List.of(refused), false));
    }

    private static StepTold step(HookStep step, boolean done, String output) {
        return new StepTold(step, 1, Told.STARTED, Told.STARTED, done, output);
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void stands_beside_its_name(FailureKind kind, List<StepTold> steps, boolean told) {
        JobLine job = Told.withRun(Told.because(Told.job(0, JobState.BLOCKED), Reason.of(kind)), "r-1");
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_RUNNING, Told.STARTED);
        temporal.cutover("j-a", "r-1", WORKFLOW_EXECUTION_STATUS_COMPLETED);
        temporal.result("r-1", blocked(kind, steps));
        temporal.answering(
                query -> query.equals("progress") ? Told.progress(JobState.BLOCKED) : new JobPage(1, 1, List.of(job)));

        Ran ran = temporal.terminal().run("status", "night");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("blocked  a (j-a)").contains("cutover retry night a --reason ...");
        assertThat(ran.out().contains(SAID)).as(ran.out()).isEqualTo(told);
    }

    private static CutoverResult blocked(FailureKind kind, List<StepTold> steps) {
        return new CutoverResult(
                new JobId("j-a"),
                Ending.BLOCKED,
                kind,
                null,
                null,
                Phase.VERIFY,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                steps);
    }
}
