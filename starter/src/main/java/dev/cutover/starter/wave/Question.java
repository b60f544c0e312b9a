package dev.cutover.starter.wave;

import dev.cutover.contract.Account.Listed;
import dev.cutover.contract.FailureKind;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A question about an account, which its worker answers by a short workflow that changes nothing; and the wait for the answer.
 *
 * @param progress hears in a few words how far it is, whenever that has changed
 * @param look how long to wait between two looks at how far it is
 */
record Question(WorkflowClient client, TemporalFailures failures, Consumer<String> progress, Duration look) {

    /** Longer than all tries of a listing, or of a preflight, together. */
    static final Duration LONGEST = Duration.ofMinutes(30);

    /** So many looks may find nobody at work. */
    private static final int LOOKS_AT_NOBODY = 30;

    /** So many looks in a row may find Temporal too busy to say: the question goes on meanwhile. */
    private static final int LOOKS_IN_VAIN = 30;

    /** Starts it, and waits. Fails when nobody takes it up, or when SMC does not answer. */
    <T> T ask(WorkflowStub workflow, Object about, Class<T> answer) throws CommandFailed {
        failures.translated(() -> workflow.start(about));
        int idle = 0;
        int vain = 0;
        String told = "";
        while (true) {
            try {
                return workflow.getResult(look.toMillis(), TimeUnit.MILLISECONDS, answer);
            } catch (TimeoutException unanswered) {
                // How far it is, then.
            } catch (WorkflowFailedException failure) {
                throw unanswered(failure);
            } catch (RuntimeException failure) {
                vain = bear(failure, vain);
                continue;
            }
            try {
                List<PendingActivityInfo> pending =
                        workflow.describe().getRawDescription().getPendingActivitiesList();
                vain = 0;
                idle = pending.isEmpty() ? idle + 1 : 0;
                told = tell(pending, told);
            } catch (RuntimeException failure) {
                vain = bear(failure, vain);
            }
            if (idle >= LOOKS_AT_NOBODY) {
                throw new CommandFailed(
                        ExitCode.NO_WORKER,
                        "No worker took up the question: see that one runs, and that it is of this version. Nothing was"
                                + " changed.");
            }
        }
    }

    /** One more look in vain, and a rest; fails when it will not pass, or has been too many. */
    private int bear(RuntimeException failure, int vain) throws CommandFailed {
        if (!TemporalFailures.mayPass(failure) || vain >= LOOKS_IN_VAIN) {
            throw failures.translated(failure);
        }
        LockSupport.parkNanos(look.toNanos());
        return vain + 1;
    }

    /** What was told last. */
    private String tell(List<PendingActivityInfo> pending, String before) {
        String now = pending.isEmpty() ? "" : words(pending.get(0));
        if (now.isEmpty() || now.equals(before)) {
            return before;
        }
        progress.accept(now);
        return now;
    }

    private String words(PendingActivityInfo activity) {
        String again = activity.getAttempt() > 1
                ? ", try " + activity.getAttempt()
                        + (activity.hasLastFailure()
                                ? ": " + activity.getLastFailure().getMessage()
                                : "")
                : "";
        if (!activity.hasHeartbeatDetails()) {
            return again.isEmpty() ? "" : "asking SMC" + again;
        }
        Listed listed = client.getOptions()
                .getDataConverter()
                .fromPayloads(0, Optional.of(activity.getHeartbeatDetails()), Listed.class, Listed.class);
        return "page " + listed.page() + (listed.pages() == 0 ? "" : " of " + listed.pages()) + " is read" + again;
    }

    private static CommandFailed unanswered(WorkflowFailedException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApplicationFailure told) {
                boolean badRequest = FailureKind.ofType(told.getType()) == FailureKind.BAD_REQUEST;
                return new CommandFailed(
                        badRequest ? ExitCode.REFUSED : ExitCode.UNREACHABLE,
                        "The account's worker got no answer from SMC: " + told.getOriginalMessage()
                                + (badRequest ? ". Check the filters." : ". Nothing was changed."));
            }
        }
        return new CommandFailed(
                ExitCode.UNREACHABLE, "The account's worker got no answer from SMC in time: try again in a while.");
    }
}
