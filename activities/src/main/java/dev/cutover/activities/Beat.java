package dev.cutover.activities;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** When to ask again: all polls of all workers land on the multiples of an interval, so that they can be asked for together. */
final class Beat {

    private static final int SPREAD = 4;

    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random spreads out those who were throttled together */
    Beat(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** From now until the next multiple of the interval; never zero. */
    Duration untilNext(Duration interval) {
        long millis = interval.toMillis();
        return Duration.ofMillis(millis - Math.floorMod(clock.millis(), millis));
    }

    /** From now until one of the next {@value #SPREAD} multiples. */
    Duration untilOneOfTheNext(Duration interval) {
        return untilNext(interval).plus(interval.multipliedBy(random.nextInt(SPREAD)));
    }

    /** From now until then; never zero or less. */
    Duration until(Instant then) {
        Duration left = Duration.between(clock.instant(), then);
        return left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left;
    }
}
