package dev.cutover.contract;

import java.time.Duration;

/**
 * What counts for a job that says nothing of its own; see {@link PlannedJob}.
 *
 * @param expectedDuration with a last copy
 * @param expectedWithoutSync without one; {@code null}: {@link #USUAL_WITHOUT_SYNC}
 * @param hooks around each job's cutover, or {@code null}
 */
public record JobDefaults(
        boolean syncData,
        Duration expectedDuration,
        Duration expectedWithoutSync,
        Duration completeWithin,
        Hooks hooks) {

    public static final Duration USUAL_WITHOUT_SYNC = Duration.ofMinutes(10);

    public static JobDefaults defaults() {
        return new JobDefaults(true, Duration.ofMinutes(25), USUAL_WITHOUT_SYNC, Duration.ofHours(2), null);
    }

    public boolean syncData(PlannedJob job) {
        return job.syncData() == null ? syncData : job.syncData();
    }

    /** What the plan says, whatever the job's past runs say. */
    public Duration expectedDuration(PlannedJob job) {
        if (job.expectedDuration() != null) {
            return job.expectedDuration();
        }
        if (syncData(job)) {
            return expectedDuration;
        }
        return expectedWithoutSync == null ? USUAL_WITHOUT_SYNC : expectedWithoutSync;
    }

    /**
     * The plan's word for the job itself comes first, then its past runs, then the defaults.
     *
     * @param ofPastRuns what its past runs took, or {@code null}; it counts for a job with a last copy only
     */
    public Duration expectedDuration(PlannedJob job, Duration ofPastRuns) {
        return job.expectedDuration() == null && syncData(job) && ofPastRuns != null
                ? ofPastRuns
                : expectedDuration(job);
    }

    public Duration completeWithin(PlannedJob job) {
        return job.completeWithin() == null ? completeWithin : job.completeWithin();
    }

    public Hooks hooks(PlannedJob job) {
        return job.hooks() == null ? hooks : job.hooks();
    }
}
