package dev.cutover.activities;

import com.google.protobuf.util.Timestamps;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.CutoverRuns;
import dev.cutover.contract.Evidence;
import dev.cutover.contract.JobId;
import dev.cutover.contract.ReplicationJobs;
import dev.cutover.contract.WorkflowIds;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.metadata.POJOActivityInterfaceMetadata;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the Temporal server itself. */
public final class CutoverRunsImpl implements CutoverRuns {

    private static final Logger log = LoggerFactory.getLogger(CutoverRunsImpl.class);

    private static final String CUT_OVER =
            POJOActivityInterfaceMetadata.newInstance(ReplicationJobs.class).getMethodsMetadata().stream()
                    .filter(method -> method.getMethod().getName().equals("cutOver"))
                    .findFirst()
                    .orElseThrow()
                    .getActivityTypeName();

    private final WorkflowClient client;
    private final Beat beat;

    public CutoverRunsImpl(WorkflowClient client, InstantSource clock) {
        this.client = client;
        this.beat = new Beat(clock, RandomGenerator.getDefault());
    }

    @Override
    public List<CutoverRun> newest(List<JobId> jobs) {
        return jobs.stream().map(job -> described(job, null)).toList();
    }

    @Override
    public List<CutoverRun> follow(FollowRequest request) {
        List<CutoverRun> closed = request.cutovers().stream()
                .map(cutover -> described(cutover.job(), cutover.run()))
                .filter(found -> found.state() != RunState.RUNNING)
                .toList();
        if (closed.isEmpty()) {
            throw Failure.notYet("all of them still run").retry(beat.untilNext(request.interval()));
        }
        return closed;
    }

    @Override
    public Noted noted(CutoverRef cutover, Evidence known) {
        Optional<PendingActivityInfo> pending =
                stub(cutover.job(), cutover.run()).describe().getRawDescription().getPendingActivitiesList().stream()
                        .filter(activity -> activity.getActivityType().getName().equals(CUT_OVER))
                        .findFirst();
        return pending.map(activity ->
                        new Noted(Notes.before(activity.getAttempt(), notes(activity), known), nextAttemptAt(activity)))
                .orElseGet(() -> new Noted(known, null));
    }

    private static Instant nextAttemptAt(PendingActivityInfo activity) {
        boolean backsOff = activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED;
        return backsOff && activity.hasNextAttemptScheduleTime()
                ? Instant.ofEpochMilli(Timestamps.toMillis(activity.getNextAttemptScheduleTime()))
                : null;
    }

    private Optional<Notes> notes(PendingActivityInfo activity) {
        if (!activity.hasHeartbeatDetails()) {
            return Optional.empty();
        }
        DataConverter converter = client.getOptions().getDataConverter();
        return Optional.ofNullable(
                converter.fromPayloads(0, Optional.of(activity.getHeartbeatDetails()), Notes.class, Notes.class));
    }

    /** @param run {@code null}: the newest */
    private CutoverRun described(JobId job, String run) {
        WorkflowStub stub = stub(job, run);
        WorkflowExecutionDescription found;
        try {
            found = stub.describe();
        } catch (WorkflowNotFoundException none) {
            // A run that was known and is gone was deleted, or is past its retention.
            RunState state = run == null ? RunState.NONE : RunState.ENDED_WITHOUT_REPORT;
            return new CutoverRun(job, run, null, state, null, null);
        }
        CutoverResult result = null;
        RunState state = switch (found.getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_RUNNING -> RunState.RUNNING;
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> RunState.COMPLETED;
            default -> RunState.ENDED_WITHOUT_REPORT;
        };
        if (state == RunState.COMPLETED) {
            result = result(job, found.getExecution());
            state = result == null ? RunState.ENDED_WITHOUT_REPORT : state;
        }
        if (found.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED) {
            result = askedFor(job, found.getExecution());
            state = result == null ? state : RunState.COMPLETED;
        }
        Instant closedAt = state == RunState.RUNNING ? null : found.getCloseTime();
        String wave = found.getMemo(WorkflowIds.MEMO_WAVE, String.class) instanceof String name ? name : null;
        return new CutoverRun(job, found.getExecution().getRunId(), wave, state, closedAt, result);
    }

    /** {@code null} when it cannot be read. */
    private CutoverResult result(JobId job, WorkflowExecution execution) {
        return told(execution, () -> stub(job, execution.getRunId()).getResult(CutoverResult.class));
    }

    /** A cancelled run leaves no result with Temporal, but can still be asked; {@code null} when nobody answers for it any more. */
    private CutoverResult askedFor(JobId job, WorkflowExecution execution) {
        return told(execution, () -> stub(job, execution.getRunId()).query("result", CutoverResult.class));
    }

    /** That Temporal does not answer says nothing about the cutover, and is tried again; what else is wrong stays so. */
    private static CutoverResult told(WorkflowExecution execution, Supplier<CutoverResult> question) {
        try {
            CutoverResult told = question.get();
            return told == null ? null : told.withoutTries();
        } catch (WorkflowException failure) {
            if (failure.getCause() instanceof StatusRuntimeException rpc
                    && isPassing(rpc.getStatus().getCode())) {
                throw failure;
            }
            log.warn("{} {} does not tell its result", execution.getWorkflowId(), execution.getRunId(), failure);
            return null;
        }
    }

    private static boolean isPassing(Status.Code code) {
        return switch (code) {
            case UNAVAILABLE, RESOURCE_EXHAUSTED, CANCELLED, ABORTED, INTERNAL, UNKNOWN -> true;
            default -> false;
        };
    }

    private WorkflowStub stub(JobId job, String run) {
        return client.newUntypedWorkflowStub(WorkflowTargetOptions.newBuilder()
                .setWorkflowId(WorkflowIds.cutover(job))
                .setRunId(run)
                .build());
    }
}
