package dev.cutover.contract;

import java.util.Collection;

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
        int[] counts = new int[JobState.values().length];
        states.forEach(state -> counts[state.ordinal()]++);
        return new JobCounts(
                states.size(),
                counts[JobState.DONE.ordinal()],
                counts[JobState.FAILED.ordinal()],
                counts[JobState.UNFINISHED.ordinal()],
                counts[JobState.DEFERRED.ordinal()],
                counts[JobState.SKIPPED.ordinal()],
                counts[JobState.WATCHING.ordinal()],
                counts[JobState.CUTTING_OVER.ordinal()],
                // What a later version wrote needs a person, too.
                counts[JobState.BLOCKED.ordinal()] + counts[JobState.UNRECOGNISED.ordinal()]);
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
