package dev.cutover.contract;

import java.time.Instant;
import java.util.List;

/**
 * What a wave has told, and what it has been forgiven.
 *
 * @param opened that it has opened has been told
 * @param lastStartNear that its last start is near has been told
 * @param heldAt when it was last told that it is held, or {@code null}
 * @param beatAt when its heartbeat was last sent, or {@code null}
 * @param slots as many as SMC's quota lets it use; zero: all that the plan has
 * @param slotsUntil no cutover starts before, because the quota was exceeded; or {@code null}
 * @param forgivenFailures so many jobs that went wrong after they were touched were there when an operator last resumed
 * @param forgivenBlocked so many jobs in trouble before they were touched
 * @param forgivenCodes the unknown codes that an operator knows of
 * @param canaryPassed the canary went well, or an operator knows that it did not
 * @param messages how many messages have been told: the next one's number
 * @param seenCodes the unknown codes that jobs were refused with, each with the first of them, whatever became of it
 */
public record Marks(
        boolean opened,
        boolean lastStartNear,
        Instant heldAt,
        Instant beatAt,
        int slots,
        Instant slotsUntil,
        int forgivenFailures,
        int forgivenBlocked,
        List<String> forgivenCodes,
        boolean canaryPassed,
        int messages,
        List<SeenCode> seenCodes) {

    public Marks {
        forgivenCodes = Words.list(forgivenCodes);
        seenCodes = Words.list(seenCodes);
    }

    public static Marks fresh() {
        return new Marks(false, false, null, null, 0, null, 0, 0, List.of(), false, 0, List.of());
    }

    /** A code that this version does not know, and the first job that was refused with it. */
    public record SeenCode(String code, JobId job) {}
}
