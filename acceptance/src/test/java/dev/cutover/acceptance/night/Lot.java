package dev.cutover.acceptance.night;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** What chance decides: the same seed decides the same. */
final class Lot {

    private final SplittableRandom random;

    Lot(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** Both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    Duration minutes(int least, int most) {
        return Duration.ofMinutes(between(least, most));
    }

    <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** One that decides on, whatever is asked of this one later. */
    long seed() {
        return random.nextLong();
    }
}
