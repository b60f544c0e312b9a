package dev.cutover.contract;

import java.time.Instant;

/**
 * One job as an operator sees it.
 *
 * @param code SMC's code behind the reason, or the name of the other wave; or {@code null}
 * @param readyAgain blocked, and a retry would get it on now: it is {@code Waiting}, or {@code Finished}
 * @param run run id of its newest cutover, or {@code null}
 * @param verifying SMC is through with it, and its slot is free; what is left is the user's own
 * @param prepared a before-hook ran for it and its undo has not succeeded: it stands still
 */
public record JobLine(
        JobId job,
        String name,
        String group,
        JobState state,
        Reason reason,
        String code,
        Sighting known,
        boolean readyAgain,
        boolean overdue,
        boolean touched,
        Instant waitingSeenAt,
        String run,
        boolean verifying,
        boolean prepared) {

    /** Why it stands where it stands, and what to do, in a sentence for a person; empty when there is no reason. */
    public String why() {
        if (reason == null) {
            return "";
        }
        String sentence = reason.failure().map(FailureKind::advice).orElse(reason.word());
        return code == null ? sentence : sentence + " (" + code + ")";
    }
}
