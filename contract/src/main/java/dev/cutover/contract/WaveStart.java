package dev.cutover.contract;

import java.util.List;

/**
 * What a {@link CutoverWave} starts from.
 *
 * @param memory {@code null} at its first run
 * @param continueAfterEvents history events after which it continues as new; zero: as the policies say
 * @param preflight whether it looks at its jobs before anything is cut over; an older history did not
 * @param perhapsPrepared the groups that an earlier execution, ended by force, had prepared or may have
 */
public record WaveStart(
        Plan plan, WaveMemory memory, int continueAfterEvents, List<String> perhapsPrepared, boolean preflight) {

    public WaveStart {
        perhapsPrepared = Words.list(perhapsPrepared);
    }

    /** One without a preflight. */
    public WaveStart(Plan plan, WaveMemory memory, int continueAfterEvents, List<String> perhapsPrepared) {
        this(plan, memory, continueAfterEvents, perhapsPrepared, false);
    }

    public static WaveStart of(Plan plan) {
        return new WaveStart(plan, null, 0, List.of());
    }

    /** The same after an earlier execution was ended by force. */
    public WaveStart after(List<String> groupsThatMayBePrepared) {
        return new WaveStart(plan, memory, continueAfterEvents, groupsThatMayBePrepared, preflight);
    }

    /** The same with a preflight first. */
    public WaveStart withPreflight() {
        return new WaveStart(plan, memory, continueAfterEvents, perhapsPrepared, true);
    }
}
