package dev.cutover.activities;

import dev.cutover.smc.ReplicationJob.Run;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** How long the runs of a job take: what its last one, the cutover's, may be expected to take. */
final class PastRuns {

    private PastRuns() {}

    /**
     * How long nine in ten of them took, by the nearest rank; {@code null} when there are none.
     *
     * <p>The first run copies everything and takes far longer than those after it, so the one that started first is left out; and so are those
     * of which SMC does not tell when they started or ended, or tells nonsense.
     */
    static Duration nineInTen(List<Run> runs) {
        List<Duration> sorted = withoutFirst(runs).stream().sorted().toList();
        return sorted.isEmpty() ? null : sorted.get(rank(sorted.size()) - 1);
    }

    /** How long each took, oldest first, without the first and those of which SMC tells nothing that makes sense. */
    static List<Duration> withoutFirst(List<Run> runs) {
        return runs.stream()
                .filter(run -> run.startTime() != null)
                .sorted(Comparator.comparing(Run::startTime))
                .skip(1)
                .filter(run -> run.endTime() != null && !run.endTime().isBefore(run.startTime()))
                .map(run -> Duration.between(run.startTime(), run.endTime()))
                .toList();
    }

    /** From 1: the smallest that is not below nine tenths of them. */
    private static int rank(int count) {
        return (count * 9 + 9) / 10;
    }
}
