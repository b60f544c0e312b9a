package dev.cutover.starter.schedule;

import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.wave.TemporalFailures;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import java.util.function.Supplier;

/**
 * What Temporal's refusals mean to whoever asks for a schedule.
 *
 * @param name the schedule's; {@code null} when it is about all of them
 */
record ScheduleFailures(String name, String server) {

    <T> T translated(Supplier<T> question) throws CommandFailed {
        try {
            return question.get();
        } catch (RuntimeException failure) {
            throw translated(failure);
        }
    }

    private CommandFailed translated(RuntimeException failure) {
        if (failure instanceof ScheduleAlreadyRunningException) {
            return exists();
        }
        Status status = status(failure);
        return switch (status.getCode()) {
            case NOT_FOUND ->
                new CommandFailed(
                        ExitCode.REFUSED,
                        "There is no schedule named " + name + " at " + server
                                + ": `cutover schedule list` shows those that there are.");
            case ALREADY_EXISTS -> exists();
            case INVALID_ARGUMENT ->
                new CommandFailed(
                        ExitCode.WRONG_USAGE,
                        "Temporal does not take it: " + status.getDescription()
                                + ". A cron is minute, hour, day of month, month, day of week, as in '30 0 * * 1-5'. Nothing"
                                + " was done.");
            case UNIMPLEMENTED ->
                new CommandFailed(
                        ExitCode.REFUSED, "The Temporal at " + server + " has no schedules: use a real server.");
            default -> new TemporalFailures(null, server).translated(failure);
        };
    }

    private CommandFailed exists() {
        return new CommandFailed(
                ExitCode.REFUSED,
                "There is a schedule named " + name + " already: see `cutover schedule show " + name
                        + "`, and change it with `cutover schedule update`. Nothing was done.");
    }

    private static Status status(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException told) {
                return told.getStatus();
            }
        }
        return Status.UNKNOWN;
    }
}
