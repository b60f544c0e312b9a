package dev.cutover.starter.wave;

import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.CutoverProgress;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.CutoverRuns.CutoverRef;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.ExtendAction;
import dev.cutover.contract.JobCutover;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.SetAction;
import dev.cutover.contract.StepAction;
import dev.cutover.contract.WaveAction;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The newest wave of a name. */
public final class Wave {

    /** An update waits for a worker as long as it takes; a person does not. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WorkflowClient client;
    private final String name;
    private final TemporalFailures failures;

    Wave(WorkflowClient client, String name, String server) {
        this.client = client;
        this.name = name;
        this.failures = new TemporalFailures(name, server);
    }

    public String name() {
        return name;
    }

    /** As it is now. */
    public WaveView look() throws CommandFailed {
        WorkflowExecutionDescription told = describe();
        if (told.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED) {
            WorkflowStub ended = client.newUntypedWorkflowStub(Target.run(told.getExecution()));
            return new EndedWave(failures.translated(() -> ended.getResult(WaveResult.class)));
        }
        boolean running = told.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        CutoverWave asked =
                running ? newest() : client.newWorkflowStub(CutoverWave.class, Target.run(told.getExecution()));
        return new AskedWave(asked, failures, !running);
    }

    /** Whether its newest execution was ended by force: what that left in flight is taken up when its plan is started again. */
    public boolean wasEndedByForce() throws CommandFailed {
        try {
            return switch (client.newUntypedWorkflowStub(WorkflowIds.wave(name))
                    .describe()
                    .getStatus()) {
                case WORKFLOW_EXECUTION_STATUS_TERMINATED,
                        WORKFLOW_EXECUTION_STATUS_FAILED,
                        WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> true;
                default -> false;
            };
        } catch (WorkflowNotFoundException never) {
            return false;
        } catch (RuntimeException failure) {
            throw failures.translated(failure);
        }
    }

    /** When its newest run began. */
    Instant beganAt() throws CommandFailed {
        return describe().getStartTime();
    }

    /** What its newest run was started with; empty when that is no longer kept. */
    Optional<WaveStart> startedWith() throws CommandFailed {
        try {
            WorkflowExecution newest = describe().getExecution();
            HistoryEvent first = client.fetchHistory(newest.getWorkflowId(), newest.getRunId())
                    .getEvents()
                    .get(0);
            WaveStart start = client.getOptions()
                    .getDataConverter()
                    .fromPayloads(
                            0,
                            Optional.of(first.getWorkflowExecutionStartedEventAttributes()
                                    .getInput()),
                            WaveStart.class,
                            WaveStart.class);
            return Optional.ofNullable(start);
        } catch (WorkflowNotFoundException gone) {
            return Optional.empty();
        } catch (RuntimeException failure) {
            throw failures.translated(failure);
        }
    }

    private WorkflowExecutionDescription describe() throws CommandFailed {
        return failures.translated(
                () -> client.newUntypedWorkflowStub(WorkflowIds.wave(name)).describe());
    }

    /** What an operator does to it. */
    @FunctionalInterface
    public interface Deed {
        ActionAccepted on(CutoverWave wave);
    }

    /** Fails when the wave refuses, is over, or no worker answers in time. */
    public ActionAccepted act(Deed deed) throws CommandFailed {
        WaveView view = look();
        if (view.isOver()) {
            throw over();
        }
        // A worker that answers a question will take an update, too; without one it would wait unseen.
        view.progress();
        return inTime(() -> deed.on(newest()));
    }

    private CommandFailed over() {
        return new CommandFailed(
                ExitCode.REFUSED,
                "Wave " + name + " is over, and nothing was done: `cutover report " + name + "` tells how it ended.");
    }

    public static Deed hold(WaveAction action) {
        return wave -> wave.hold(action);
    }

    public static Deed resume(WaveAction action) {
        return wave -> wave.resume(action);
    }

    public static Deed drain(WaveAction action) {
        return wave -> wave.drain(action);
    }

    public static Deed skip(JobsAction action) {
        return wave -> wave.skip(action);
    }

    public static Deed retry(JobsAction action) {
        return wave -> wave.retry(action);
    }

    public static Deed markDone(JobsAction action) {
        return wave -> wave.markDone(action);
    }

    public static Deed approve(StepAction action) {
        return wave -> wave.approve(action);
    }

    public static Deed confirm(StepAction action) {
        return wave -> wave.confirm(action);
    }

    public static Deed extend(ExtendAction action) {
        return wave -> wave.extend(action);
    }

    public static Deed set(SetAction action) {
        return wave -> wave.set(action);
    }

    private CutoverWave newest() {
        return client.newWorkflowStub(CutoverWave.class, WorkflowIds.wave(name));
    }

    private ActionAccepted inTime(Supplier<ActionAccepted> update) throws CommandFailed {
        CompletableFuture<ActionAccepted> answer = CompletableFuture.supplyAsync(update);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException known) {
                // To Temporal a wave that has ended meanwhile is one that it does not know.
                throw look().isOver() ? over() : failures.translated(known);
            }
            throw new IllegalStateException(failure.getCause());
        } catch (TimeoutException silence) {
            throw new CommandFailed(
                    ExitCode.NO_WORKER,
                    "No worker answered for wave " + name + " within " + PATIENCE.toSeconds()
                            + " s. It may still be carried out: look with `cutover status " + name + "`.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.INTERRUPTED, "Interrupted; it may still be carried out.");
        }
    }

    /** Why something about this wave could not be done, in the operator's words. */
    public CommandFailed failed(Throwable failure) {
        if (failure instanceof CommandFailed told) {
            return told;
        }
        return failure instanceof RuntimeException known
                ? failures.translated(known)
                : new CommandFailed(ExitCode.UNEXPECTED, String.valueOf(failure));
    }

    /** How a cutover in flight stands; empty when it is no longer kept, or no worker tells. Fails when Temporal does. */
    public Optional<CutoverProgress> progress(CutoverRef cutover) throws CommandFailed {
        if (cutover.run() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(client.newWorkflowStub(JobCutover.class, Target.run(cutover.job(), cutover.run()))
                    .progress());
        } catch (WorkflowNotFoundException | WorkflowQueryException untold) {
            return Optional.empty();
        } catch (RuntimeException failure) {
            CommandFailed told = failures.translated(failure);
            if (told.exitCode() == ExitCode.NO_WORKER) {
                return Optional.empty();
            }
            throw told;
        }
    }

    /**
     * What one run of a job's cutover told at its end; empty when it runs, was ended by force, or is no longer kept. Fails when Temporal does:
     * what was not asked is not unknown.
     */
    public Optional<CutoverResult> result(CutoverRef cutover) throws CommandFailed {
        WorkflowStub asked = client.newUntypedWorkflowStub(Target.run(cutover.job(), cutover.run()));
        try {
            WorkflowExecutionStatus status = asked.describe().getStatus();
            return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED
                    ? Optional.of(asked.getResult(CutoverResult.class))
                    : Optional.empty();
        } catch (WorkflowNotFoundException gone) {
            return Optional.empty();
        } catch (RuntimeException failure) {
            throw failures.translated(failure);
        }
    }
}
