package dev.cutover.workflows.stage;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Try;
import java.time.Duration;

/**
 * How the pretended SMC answers one cutover call.
 *
 * @param answer what comes back
 * @param effect whether the job is cut over
 * @param kind what an answer other than an acknowledgement is to us, or {@code null}
 * @param runs for how long the job turns to a scheduled run just before the call, or {@code null}
 */
public record Answer(Try.Answer answer, boolean effect, FailureKind kind, Duration runs) {

    static final Answer ACKNOWLEDGED = new Answer(Try.Answer.ACCEPTED, true, null, null);
    public static final Answer ACKNOWLEDGED_ONLY = new Answer(Try.Answer.ACCEPTED, false, null, null);
    public static final Answer LOST_AFTER_THE_DEED = new Answer(Try.Answer.UNCLEAR, true, FailureKind.UNCLEAR, null);
    public static final Answer LOST_WITHOUT_THE_DEED = new Answer(Try.Answer.UNCLEAR, false, FailureKind.UNCLEAR, null);

    /** The next scheduled run came between the look and the call. */
    public static final Answer TOO_LATE =
            new Answer(Try.Answer.REFUSED, false, FailureKind.STATE_CONFLICT, Duration.ofMinutes(20));

    public static Answer refused(FailureKind kind) {
        return new Answer(Try.Answer.REFUSED, false, kind, null);
    }
}
