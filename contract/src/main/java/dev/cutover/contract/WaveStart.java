package dev.cutover.contract;

import java.util.List;

/**
 * What a {@link CutoverWave} starts from.
 *
 * @param memory {@code null} at its first run
 * @param continueAfterEvents history events after which it continues as new; zero: as the policies say
 * @param perhapsPrepared the groups that an earlier execution, ended by force, had prepared or may have
 * @param searchable whether the namespace knows every {@link SearchAttribute}: setting one that it does not know would stop the wave for good
 * @param preflight whether it looks at its jobs before anything is cut over; an older history did not
 */
public record WaveStart(
        Plan plan,
        WaveMemory memory,
        int continueAfterEvents,
        List<PerhapsPrepared> perhapsPrepared,
        boolean searchable,
        boolean preflight) {

    public WaveStart {
        perhapsPrepared = Words.list(perhapsPrepared);
    }

    /** One that nobody searches for, and without a preflight. */
    public WaveStart(Plan plan, WaveMemory memory, int continueAfterEvents, List<PerhapsPrepared> perhapsPrepared) {
        this(plan, memory, continueAfterEvents, perhapsPrepared, false, false);
    }

    public static WaveStart of(Plan plan) {
        return new WaveStart(plan, null, 0, List.of());
    }

    /** The same where the namespace knows every {@link SearchAttribute}, or does not. */
    public WaveStart searchable(boolean known) {
        return new WaveStart(plan, memory, continueAfterEvents, perhapsPrepared, known, preflight);
    }

    /** The same after an earlier execution was ended by force. */
    public WaveStart after(List<PerhapsPrepared> left) {
        return new WaveStart(plan, memory, continueAfterEvents, left, searchable, preflight);
    }

    /** The same with a preflight first. */
    public WaveStart withPreflight() {
        return new WaveStart(plan, memory, continueAfterEvents, perhapsPrepared, searchable, true);
    }
}
