package dev.cutover.starter.wave;

import dev.cutover.contract.WorkflowIds;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * What Temporal's refusals mean to an operator.
 *
 * @param wave the wave's name; {@code null} when it is about all of them
 * @param server for messages: where Temporal is
 */
public record TemporalFailures(String wave, String server) {

    /** The same, with its failure in the operator's words. */
    <T> T translated(Supplier<T> question) throws CommandFailed {
        try {
            return question.get();
        } catch (RuntimeException failure) {
            throw translated(failure);
        }
    }

    /** Whether Temporal may answer if it is asked once more: it is busy, or away. */
    static boolean mayPass(RuntimeException failure) {
        return status(failure)
                .filter(status -> status.getCode() == Status.Code.RESOURCE_EXHAUSTED
                        || status.getCode() == Status.Code.UNAVAILABLE)
                .isPresent();
    }

    public CommandFailed translated(RuntimeException failure) {
        if (failure instanceof WorkflowExecutionAlreadyStarted) {
            return new CommandFailed(
                    ExitCode.REFUSED,
                    "A wave named " + wave + " is running already: watch it with `cutover status " + wave
                            + " --watch`, or give the plan another name (--wave).");
        }
        Optional<String> refusal = refusal(failure);
        if (refusal.isPresent()) {
            return new CommandFailed(ExitCode.REFUSED, "Wave " + wave + ": " + refusal.get() + ".");
        }
        Optional<Status> status = status(failure);
        if (failure instanceof WorkflowNotFoundException && status.isEmpty()) {
            return unknown();
        }
        return status.map(this::translated)
                .orElseGet(() -> new CommandFailed(
                        ExitCode.UNEXPECTED,
                        "Wave " + wave + " gave no answer that makes sense: "
                                + failure.getClass().getSimpleName() + ": " + failure.getMessage()));
    }

    private CommandFailed translated(Status status) {
        return switch (status.getCode()) {
            case NOT_FOUND -> wave == null ? silence(status) : unknown();
            case DEADLINE_EXCEEDED, FAILED_PRECONDITION -> wave == null ? silence(status) : noWorker();
            case RESOURCE_EXHAUSTED -> wave != null && queriesPileUp(status) ? noWorker() : overloaded();
            case CANCELLED -> silence(status);
            case INVALID_ARGUMENT -> wave != null && isTerminated(status) ? terminated() : refused(status);
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                new CommandFailed(
                        ExitCode.UNREACHABLE,
                        "Temporal at " + server
                                + " does not allow it: check TEMPORAL_API_KEY or the client certificate ("
                                + status.getCode() + ").");
            case UNAVAILABLE ->
                new CommandFailed(
                        ExitCode.UNREACHABLE, "Temporal at " + server + " cannot be reached: check that it runs.");
            default -> refused(status);
        };
    }

    /** Its first line: of a worker's failure the rest is a stack trace. */
    private CommandFailed refused(Status status) {
        String why = status.getDescription() == null
                ? ""
                : ": " + status.getDescription().lines().findFirst().orElse("");
        return new CommandFailed(ExitCode.UNEXPECTED, "Temporal at " + server + " refused: " + status.getCode() + why);
    }

    /** A worker cannot read the history of a workflow that was terminated, and so answers no question about it (SDK 1.38.0). */
    private static boolean isTerminated(Status status) {
        return status.getDescription() != null
                && status.getDescription().contains("EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED");
    }

    private CommandFailed terminated() {
        return new CommandFailed(
                ExitCode.REFUSED,
                "Wave " + wave
                        + " was terminated in Temporal, and can tell nothing any more. Its cutovers may still be in"
                        + " flight: start its plan again, and it takes them up. What it did stands in its history, in"
                        + " Temporal's Web UI under " + WorkflowIds.wave(wave) + ".");
    }

    /** Each question waits for a worker, and there is room for so many only (server 1.31): "consistent query buffer is full". */
    private static boolean queriesPileUp(Status status) {
        return status.getDescription() != null && status.getDescription().contains("query buffer is full");
    }

    private CommandFailed overloaded() {
        return new CommandFailed(
                ExitCode.UNREACHABLE,
                "Temporal at " + server
                        + " is overloaded, or limits calls (RESOURCE_EXHAUSTED): try again in a while.");
    }

    /** No worker is asked for what is about no wave of its own. */
    private CommandFailed silence(Status status) {
        return new CommandFailed(
                ExitCode.UNREACHABLE,
                "Temporal at " + server + " gave no answer (" + status.getCode() + "): try again in a while.");
    }

    private CommandFailed unknown() {
        return new CommandFailed(
                ExitCode.REFUSED,
                "There is no wave named " + wave + " at " + server + ": `cutover list` shows the waves.");
    }

    CommandFailed noWorker() {
        return new CommandFailed(
                ExitCode.NO_WORKER,
                "No worker answers for wave " + wave + ": start one with `cutover worker`, for the same account and the"
                        + " same Temporal (" + server + ").");
    }

    /** The sentence of a validator. Temporal hands it on under a type of its own, whatever type it was thrown with (SDK 1.38.0). */
    private static Optional<String> refusal(RuntimeException failure) {
        return failure instanceof WorkflowUpdateException && failure.getCause() instanceof ApplicationFailure told
                ? Optional.of(told.getOriginalMessage())
                : Optional.empty();
    }

    private static Optional<Status> status(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException told) {
                return Optional.of(told.getStatus());
            }
            // What the SDK makes of that status.
            if (cause instanceof CancellationException) {
                return Optional.of(Status.CANCELLED);
            }
        }
        return Optional.empty();
    }
}
