package dev.cutover.contract;

/**
 * What a wave may do at once, and when it stops for a person to look.
 *
 * @param maxConcurrent slots: the jobs in cutover at SMC at one time; its own default limit on running jobs is 20
 * @param holdAfterFailures so many jobs that went wrong after they were touched hold the wave; {@code null}: none do
 * @param holdAfterBlockedPercent so many percent of the wave's jobs in trouble before they were touched hold it; {@code null}: none do
 * @param canary who goes first, or {@code null}
 */
public record Limits(int maxConcurrent, Integer holdAfterFailures, Integer holdAfterBlockedPercent, Canary canary) {

    public static Limits defaults() {
        return new Limits(20, 3, 20, null);
    }

    /** Slots, and nothing else. */
    public static Limits slots(int maxConcurrent) {
        return new Limits(maxConcurrent, null, null, null);
    }

    Limits withSlots(int slots) {
        return new Limits(slots, holdAfterFailures, holdAfterBlockedPercent, canary);
    }
}
