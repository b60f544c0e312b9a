package dev.cutover.activities;

import dev.cutover.smc.JobStatus;
import dev.cutover.smc.ReplicationJob;
import dev.cutover.smc.ReplicationJob.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * A scheduled run that may come: {@code Frequency} after the end of the last one. SMC does not tell when; it is the best guess there is.
 *
 * @param ends as long after its start as runs usually take
 */
record ComingRun(Instant starts, Instant ends) {

    /** The first that is under way within a time, if any is. */
    static Optional<ComingRun> within(ReplicationJob job, Duration usual, Instant now, Instant from, Instant to) {
        Duration gap = job.frequency();
        Instant last = lastEnd(job);
        boolean runs = job.status() == JobStatus.RUNNING;
        if (gap == null || gap.isZero() || gap.isNegative() || (last == null && !runs)) {
            return Optional.empty();
        }
        // Of one under way nobody knows when it began: it may take as long again.
        Instant starts = (runs ? now.plus(usual) : last).plus(gap);
        if (starts.isBefore(now)) {
            starts = now;
        }
        while (starts.isBefore(to)) {
            Instant ends = starts.plus(usual);
            if (ends.isAfter(from)) {
                return Optional.of(new ComingRun(starts, ends));
            }
            starts = ends.plus(gap);
        }
        return Optional.empty();
    }

    /** When the newest copy was complete, or {@code null}. */
    static Instant lastEnd(ReplicationJob job) {
        return job.runs().stream()
                .map(Run::endTime)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(job.status() == JobStatus.RUNNING ? null : job.endTime());
    }
}
