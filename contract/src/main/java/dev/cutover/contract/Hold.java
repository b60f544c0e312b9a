package dev.cutover.contract;

import java.time.Instant;

/**
 * That a wave is held.
 *
 * @param detail what was seen (a code, a job, an operator's reason), at most {@link #LONGEST_DETAIL} characters; or {@code null}
 * @param probing it was resumed, and goes on when one harmless call succeeds
 */
public record Hold(HoldReason reason, String detail, Instant since, boolean probing) {

    public static final int LONGEST_DETAIL = 300;

    /** Why, in a sentence for a person. */
    public String why() {
        return detail == null ? reason.advice() : reason.advice() + " (" + detail + ")";
    }
}
