package dev.cutover.contract;

import java.time.Duration;

/** What counts for a job that says nothing of its own; see {@link PlannedJob}. */
public record JobDefaults(boolean syncData, Duration expectedDuration, Duration completeWithin) {

    public static JobDefaults defaults() {
        return new JobDefaults(true, Duration.ofMinutes(25), Duration.ofHours(2));
    }

    public boolean syncData(PlannedJob job) {
        return job.syncData() == null ? syncData : job.syncData();
    }

    public Duration expectedDuration(PlannedJob job) {
        return job.expectedDuration() == null ? expectedDuration : job.expectedDuration();
    }

    public Duration completeWithin(PlannedJob job) {
        return job.completeWithin() == null ? completeWithin : job.completeWithin();
    }
}
