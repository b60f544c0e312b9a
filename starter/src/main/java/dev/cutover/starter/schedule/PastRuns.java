package dev.cutover.starter.schedule;

import dev.cutover.contract.ScheduledWave;
import dev.cutover.contract.ScheduledWave.Failure;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.starter.schedule.PastRun.End;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleActionResult;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * The starts of a schedule that have been, each asked for what became of it.
 *
 * @param nightOf the wave of the night that a start means, for those that do not tell it themselves
 */
record PastRuns(WorkflowClient client, Function<Instant, String> nightOf) {

    /** The newest first. */
    List<PastRun> of(List<ScheduleActionResult> recent, int most) {
        List<ScheduleActionResult> newest = new ArrayList<>(recent);
        Collections.reverse(newest);
        return newest.stream().limit(most).map(this::run).toList();
    }

    private PastRun run(ScheduleActionResult start) {
        Instant at = start.getScheduledAt();
        ScheduleActionExecutionStartWorkflow started = (ScheduleActionExecutionStartWorkflow) start.getAction();
        WorkflowStub workflow = client.newUntypedWorkflowStub(WorkflowTargetOptions.newBuilder()
                .setWorkflowId(started.getWorkflowId())
                .setRunId(started.getFirstExecutionRunId())
                .build());
        try {
            return switch (workflow.describe().getStatus()) {
                case WORKFLOW_EXECUTION_STATUS_COMPLETED -> ended(at, workflow.getResult(ScheduledWave.Result.class));
                case WORKFLOW_EXECUTION_STATUS_FAILED -> failed(at, workflow);
                case WORKFLOW_EXECUTION_STATUS_CANCELED ->
                    run(at, End.BY_HAND, "It was cancelled, and drained its wave.");
                case WORKFLOW_EXECUTION_STATUS_TERMINATED, WORKFLOW_EXECUTION_STATUS_TIMED_OUT ->
                    run(at, End.BY_HAND, "It was terminated; its wave, if it has one, goes on.");
                default -> run(at, End.GOES_ON, null);
            };
        } catch (WorkflowNotFoundException forgotten) {
            return run(at, End.FORGOTTEN, null);
        }
    }

    private PastRun run(Instant at, End end, String why) {
        return new PastRun(at, nightOf.apply(at), end, why);
    }

    private static PastRun ended(Instant at, ScheduledWave.Result result) {
        if (result.thereAlready()) {
            return new PastRun(at, result.wave(), End.THERE_ALREADY, null);
        }
        List<String> told = new ArrayList<>();
        if (result.outcome() == WaveOutcome.PARTLY_DONE) {
            told.add(result.counts().done() + " of " + result.counts().total() + " jobs done, "
                    + result.counts().deferred() + " deferred, "
                    + result.counts().skipped() + " skipped");
        }
        told.addAll(result.leftOut());
        return new PastRun(
                at,
                result.wave(),
                result.nothingToDo() ? End.NOTHING_TO_DO : End.WELL,
                told.isEmpty() ? null : String.join("; ", told));
    }

    private PastRun failed(Instant at, WorkflowStub workflow) {
        try {
            return ended(at, workflow.getResult(ScheduledWave.Result.class));
        } catch (WorkflowFailedException failure) {
            boolean told = failure.getCause() instanceof ApplicationFailure;
            ApplicationFailure why = told ? (ApplicationFailure) failure.getCause() : null;
            boolean notStarted = told
                    && List.of(Failure.TOO_LATE.name(), Failure.PLAN_REFUSED.name())
                            .contains(why.getType());
            return run(at, notStarted ? End.NOT_STARTED : End.BADLY, told ? why.getOriginalMessage() : null);
        }
    }
}
