package dev.cutover.workflows.stage;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Undoes a fault of the in-JVM server (1.38.0): each child that closes after the run that started it has closed locks time skipping once, for
 * good. What a run left behind is known from its history.
 */
final class Orphans implements AutoCloseable {

    private static final Duration ROUND = Duration.ofMillis(50);

    /** Rounds in which nothing was done and time passed no faster than on the wall, while a test waited for it. */
    private static final int STUCK_AFTER = 100;

    private final WorkflowClient client;
    private final InstantSource clock;
    private final TestServiceGrpc.TestServiceBlockingStub server;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> rounds;
    private final LongSupplier pulse;
    private volatile boolean waiting;
    private long virtualBefore;
    private long pulseBefore;
    private int roundsInStep;

    /** The newest known run of each wave; it has not closed when it was last looked at. */
    private final List<WorkflowExecution> parents = new CopyOnWriteArrayList<>();

    private final Map<String, WorkflowExecution> orphans = new LinkedHashMap<>();

    /** @param pulse grows whenever something is done: a machine that is merely slow is not stuck */
    Orphans(WorkflowClient client, InstantSource clock, LongSupplier pulse) {
        this.client = client;
        this.clock = clock;
        this.pulse = pulse;
        this.server =
                TestServiceGrpc.newBlockingStub(client.getWorkflowServiceStubs().getRawChannel());
        rounds = thread.scheduleWithFixedDelay(this::round, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    void follow(WorkflowExecution parent) {
        parents.add(parent);
    }

    private void round() {
        unlockWhenStuck();
        for (WorkflowExecution parent : List.copyOf(parents)) {
            if (isRunning(parent)) {
                continue;
            }
            WorkflowExecutionHistory history = client.fetchHistory(parent.getWorkflowId(), parent.getRunId());
            parents.remove(parent);
            leftBehind(history).forEach(child -> orphans.put(child.getRunId(), child));
            next(history.getLastEvent())
                    .ifPresent(
                            run -> parents.add(parent.toBuilder().setRunId(run).build()));
        }
        List.copyOf(orphans.values()).stream()
                .filter(child -> !isRunning(child))
                .forEach(this::unlock);
    }

    /**
     * A child that closes in the very moment in which its parent does leaves no trace of who came first; an activity that is cancelled while it
     * backs off leaves none at all.
     */
    private void unlockWhenStuck() {
        long virtual = clock.millis();
        long done = pulse.getAsLong();
        boolean inStep = virtual - virtualBefore < 2 * ROUND.toMillis() && done == pulseBefore;
        virtualBefore = virtual;
        pulseBefore = done;
        roundsInStep = waiting && inStep ? roundsInStep + 1 : 0;
        if (roundsInStep == STUCK_AFTER) {
            roundsInStep = 0;
            server.unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
        }
    }

    /** Whether a test waits for time to pass. */
    void waiting(boolean now) {
        waiting = now;
    }

    private void unlock(WorkflowExecution child) {
        orphans.remove(child.getRunId());
        if (status(child) != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED) {
            server.unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
        }
    }

    private static List<WorkflowExecution> leftBehind(WorkflowExecutionHistory history) {
        Map<String, WorkflowExecution> open = new LinkedHashMap<>();
        for (HistoryEvent event : history.getEvents()) {
            if (event.getEventType() == EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED) {
                WorkflowExecution child =
                        event.getChildWorkflowExecutionStartedEventAttributes().getWorkflowExecution();
                open.put(child.getRunId(), child);
            }
            if (event.hasChildWorkflowExecutionCompletedEventAttributes()) {
                open.remove(event.getChildWorkflowExecutionCompletedEventAttributes()
                        .getWorkflowExecution()
                        .getRunId());
            }
            if (event.hasChildWorkflowExecutionCanceledEventAttributes()) {
                open.remove(event.getChildWorkflowExecutionCanceledEventAttributes()
                        .getWorkflowExecution()
                        .getRunId());
            }
            if (event.hasChildWorkflowExecutionFailedEventAttributes()) {
                open.remove(event.getChildWorkflowExecutionFailedEventAttributes()
                        .getWorkflowExecution()
                        .getRunId());
            }
        }
        return List.copyOf(open.values());
    }

    private static Optional<String> next(HistoryEvent last) {
        return last.hasWorkflowExecutionContinuedAsNewEventAttributes()
                ? Optional.of(
                        last.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId())
                : Optional.empty();
    }

    private boolean isRunning(WorkflowExecution execution) {
        return status(execution) == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    private WorkflowExecutionStatus status(WorkflowExecution execution) {
        WorkflowTargetOptions target = WorkflowTargetOptions.newBuilder()
                .setWorkflowId(execution.getWorkflowId())
                .setRunId(execution.getRunId())
                .build();
        return client.newUntypedWorkflowStub(target).describe().getStatus();
    }

    @Override
    public void close() {
        rounds.cancel(true);
        thread.shutdownNow();
    }
}
