package dev.cutover.contract;

import java.util.Collection;
import java.util.EnumMap;

/** How many jobs of a wave are in which state; those beside {@code total} add up to it. */
public record JobCounts(
        int total,
        int done,
        int failed,
        int unfinished,
        int deferred,
        int skipped,
        int watching,
        int cuttingOver,
        int blocked) {

    public static JobCounts of(Collection<JobState> states) {
        EnumMap<JobState, Integer> counts = new EnumMap<>(JobState.class);
        states.forEach(state -> counts.merge(state, 1, Integer::sum));
        return new JobCounts(
                states.size(),
                counts.getOrDefault(JobState.DONE, 0),
                counts.getOrDefault(JobState.FAILED, 0),
                counts.getOrDefault(JobState.UNFINISHED, 0),
                counts.getOrDefault(JobState.DEFERRED, 0),
                counts.getOrDefault(JobState.SKIPPED, 0),
                counts.getOrDefault(JobState.WATCHING, 0),
                counts.getOrDefault(JobState.CUTTING_OVER, 0),
                // What a later version wrote needs a person, too.
                counts.getOrDefault(JobState.BLOCKED, 0) + counts.getOrDefault(JobState.UNRECOGNISED, 0));
    }

    /** How a wave with these counts stands. */
    public WaveOutcome outcome() {
        if (watching + cuttingOver + blocked > 0) {
            return WaveOutcome.RUNNING;
        }
        if (failed + unfinished > 0) {
            return WaveOutcome.NOT_DONE;
        }
        return deferred + skipped > 0 ? WaveOutcome.PARTLY_DONE : WaveOutcome.DONE;
    }
}
