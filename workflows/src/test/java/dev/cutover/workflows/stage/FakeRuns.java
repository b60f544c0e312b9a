package dev.cutover.workflows.stage;

import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.CutoverRuns;
import dev.cutover.contract.Evidence;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Asks the test server about cutovers, as the Javadoc promises; and fails for good as often as it is told to. */
public final class FakeRuns implements CutoverRuns {

    private final WorkflowClient client;
    private final FakeSmc smc;

    /** So many questions are not answered at all. */
    public final AtomicInteger unanswered = new AtomicInteger();

    /** What lets a call leave behind the next reading of its notes. */
    private final AtomicReference<Runnable> behindNotes = new AtomicReference<>();

    FakeRuns(WorkflowClient client, FakeSmc smc) {
        this.client = client;
        this.smc = smc;
    }

    @Override
    public List<CutoverRun> newest(List<JobId> jobs) {
        if (unanswered.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw ApplicationFailure.newNonRetryableFailure("as pretended", "Broken");
        }
        return jobs.stream().map(job -> described(job, null)).toList();
    }

    @Override
    public List<CutoverRun> follow(FollowRequest request) {
        List<CutoverRun> closed = request.cutovers().stream()
                .map(cutover -> described(cutover.job(), cutover.run()))
                .filter(run -> run.state() != RunState.RUNNING)
                .toList();
        if (!closed.isEmpty()) {
            return closed;
        }
        throw ApplicationFailure.newBuilder()
                .setType(FailureKind.NOT_YET.name())
                .setMessage("all of them still run")
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(request.interval())
                .build();
    }

    /** The next notes are read while their call backs off; then this lets it leave, and its answer is there before they are told. */
    public void behindNotes(Runnable deed) {
        behindNotes.set(deed);
    }

    @Override
    public Noted noted(CutoverRef cutover, Evidence known) {
        Runnable deed = behindNotes.getAndSet(null);
        if (deed != null) {
            awaitBackOff(cutover);
        }
        Evidence tries = smc.noted(cutover.job(), known);
        Instant next = backsOff(cutover) ? smc.nextAttemptAt(cutover.job()) : null;
        if (smc.isStalled()) {
            // The call is sent while its notes are read, and its answer is there before they are.
            smc.goOn();
            awaitBackOff(cutover);
        }
        if (deed != null) {
            deed.run();
            smc.awaitSent();
            awaitBackOff(cutover);
        }
        return new Noted(tries, next);
    }

    /** Until the server itself has written down that the call failed and is tried again. */
    private void awaitBackOff(CutoverRef cutover) {
        while (!backsOff(cutover)) {
            Thread.onSpinWait();
        }
    }

    /** Its next attempt is counted and has not begun. The state says nothing of it: in the in-JVM server (1.38.0) what was started once stays so. */
    private boolean backsOff(CutoverRef cutover) {
        return client
                .newUntypedWorkflowStub(WorkflowIds.cutover(cutover.job()))
                .describe()
                .getRawDescription()
                .getPendingActivitiesList()
                .stream()
                .filter(pending -> pending.getActivityType().getName().endsWith("CutOver"))
                .anyMatch(pending -> pending.getAttempt() > smc.attempt(cutover.job()));
    }

    private CutoverRun described(JobId job, String run) {
        WorkflowStub stub = client.newUntypedWorkflowStub(WorkflowTargetOptions.newBuilder()
                .setWorkflowId(WorkflowIds.cutover(job))
                .setRunId(run)
                .build());
        WorkflowExecutionDescription found;
        try {
            found = stub.describe();
        } catch (WorkflowNotFoundException none) {
            return new CutoverRun(job, null, null, RunState.NONE, null, null);
        }
        String wave = found.getMemo(WorkflowIds.MEMO_WAVE, String.class) instanceof String name ? name : null;
        RunState state = state(found.getStatus());
        return new CutoverRun(
                job,
                found.getExecution().getRunId(),
                wave,
                state,
                state == RunState.RUNNING ? null : found.getCloseTime(),
                state == RunState.COMPLETED
                        ? stub.getResult(CutoverResult.class).withoutTries()
                        : null);
    }

    private static RunState state(WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_RUNNING -> RunState.RUNNING;
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> RunState.COMPLETED;
            default -> RunState.ENDED_WITHOUT_REPORT;
        };
    }
}
