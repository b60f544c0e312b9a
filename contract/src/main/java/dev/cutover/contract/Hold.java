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
        return withDetail(reason.advice());
    }

    /** Of a wave that was drained and is not held any more: why what is in flight is not followed just now. */
    public String refusal() {
        return withDetail(
                "SMC refuses the account (credentials, rights, clock or balance), and what is in flight is not"
                        + " followed: mend it, and it is followed on by itself.");
    }

    private String withDetail(String sentence) {
        return detail == null ? sentence : sentence + " (" + detail + ")";
    }
}
