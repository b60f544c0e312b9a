package dev.cutover.contract;

/**
 * What a {@link CutoverWave} starts from.
 *
 * @param memory {@code null} at its first run
 * @param continueAfterEvents history events after which it continues as new; zero: as the policies say
 */
public record WaveStart(Plan plan, WaveMemory memory, int continueAfterEvents) {

    public static WaveStart of(Plan plan) {
        return new WaveStart(plan, null, 0);
    }
}
