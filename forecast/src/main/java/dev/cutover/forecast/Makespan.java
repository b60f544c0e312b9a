package dev.cutover.forecast;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * How long jobs take together, the longest first, on so many slots. Waves decide by it whether a unit fits: another rule is another decision in a
 * history that is replayed.
 */
public final class Makespan {

    private Makespan() {}

    /** @param slots at least one */
    public static Duration of(List<Duration> jobs, int slots) {
        PriorityQueue<Duration> free = new PriorityQueue<>();
        Duration last = Duration.ZERO;
        for (Duration job : jobs.stream().sorted(Comparator.reverseOrder()).toList()) {
            Duration end = (free.size() < slots ? Duration.ZERO : free.remove()).plus(job);
            free.add(end);
            last = end.compareTo(last) > 0 ? end : last;
        }
        return last;
    }
}
