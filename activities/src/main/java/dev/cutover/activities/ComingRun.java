package dev.cutover.activities;

import dev.cutover.smc.JobStatus;
import dev.cutover.smc.ReplicationJob;
import dev.cutover.smc.ReplicationJob.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A scheduled run that may come: {@code Frequency} after the end of the last one. SMC does not tell when; it is the best guess there is.
 *
 * @param ends as long after its start as runs usually take
 */
record ComingRun(Instant starts, Instant ends) {

    /** Nobody looks further ahead than that many. */
    private static final int MOST = 100;

    /**
     * Those that are under way within a time, the first one first.
     *
     * @param usual how long runs take
     */
    static List<ComingRun> within(ReplicationJob job, Duration usual, Instant now, Instant from, Instant to) {
        Duration gap = job.frequency();
        Instant last = job.status() == JobStatus.RUNNING ? presentEnd(job, usual, now) : lastEnd(job);
        List<ComingRun> coming = new ArrayList<>();
        if (gap == null || gap.isZero() || gap.isNegative() || last == null) {
            return coming;
        }
        Instant starts = last.plus(gap);
        if (starts.isBefore(now)) {
            starts = now;
        }
        while (starts.isBefore(to) && coming.size() < MOST) {
            Instant ends = starts.plus(usual);
            if (ends.isAfter(from)) {
                coming.add(new ComingRun(starts, ends));
            }
            starts = ends.plus(gap);
        }
        return coming;
    }

    /** When the run that is under way is expected to end; of one that takes longer than usual that may be any minute. */
    static Instant presentEnd(ReplicationJob job, Duration usual, Instant now) {
        Instant end = presentStart(job).orElse(now).plus(usual);
        return end.isBefore(now) ? now : end;
    }

    /**
     * When the run that is under way began. Whether SMC tells the job's {@code StartTime} anew for each run is not documented: one that lies before the end
     * of the last run is not this one's. Of one whose begin nobody knows it counts as if it began now.
     */
    private static Optional<Instant> presentStart(ReplicationJob job) {
        Instant last = lastEnd(job);
        return Stream.concat(
                        job.runs().stream().filter(run -> run.endTime() == null).map(Run::startTime),
                        Stream.of(job).map(ReplicationJob::startTime))
                .filter(start -> start != null && (last == null || !start.isBefore(last)))
                .max(Comparator.naturalOrder());
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
