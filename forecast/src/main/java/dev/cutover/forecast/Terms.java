package dev.cutover.forecast;

import java.time.Duration;
import java.time.Instant;

/**
 * What may be changed so that more jobs make it. All times are milliseconds of the epoch: they are compared millions of times.
 *
 * @param lastStart {@link #NEVER}: whenever
 * @param closes {@link #NEVER}: never
 */
record Terms(long opens, long lastStart, long closes, int slots) {

    static final long NEVER = Long.MAX_VALUE;

    static Terms of(WaveAhead wave) {
        return new Terms(
                wave.begins().toEpochMilli(),
                millis(wave.lastStart()),
                millis(wave.closes()),
                Math.max(1, wave.slots()));
    }

    private static long millis(Instant time) {
        return time == null ? NEVER : time.toEpochMilli();
    }

    Terms withSlots(int to) {
        return new Terms(opens, lastStart, closes, to);
    }

    Terms openingEarlier(long by) {
        return new Terms(opens - by, lastStart, closes, slots);
    }

    Terms withoutEnd() {
        return new Terms(opens, NEVER, NEVER, slots);
    }

    boolean hasEnd() {
        return lastStart != NEVER || closes != NEVER;
    }

    /** Until when something that lasts so long may start. */
    long latestStart(Duration lasts, boolean ignoreFit) {
        return ignoreFit ? lastStart : Math.min(lastStart, latestFit(lasts));
    }

    /** What keeps something from starting that lasts so long and has not started in time. */
    boolean isItTheEnd(Duration lasts, boolean ignoreFit) {
        return !ignoreFit && latestFit(lasts) < lastStart;
    }

    private long latestFit(Duration lasts) {
        return closes == NEVER ? NEVER : closes - lasts.toMillis();
    }
}
