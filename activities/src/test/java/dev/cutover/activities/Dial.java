package dev.cutover.activities;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes only when it is told to. */
final class Dial implements InstantSource {

    static final Instant MIDNIGHT = Instant.parse("2026-11-28T00:00:00Z");

    private Instant now = MIDNIGHT;
    private Duration slept = Duration.ZERO;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    /** The clock goes on, and the ticker stands still. */
    synchronized void passWhileTheMachineSleeps(Duration time) {
        pass(time);
        slept = slept.plus(time);
    }

    /** Somebody sets the clock, and the ticker goes on. */
    synchronized void setBack(Duration time) {
        now = now.minus(time);
        slept = slept.minus(time);
    }

    /** The same as nanoseconds of a ticker. */
    synchronized long nanos() {
        return Duration.between(MIDNIGHT, now).minus(slept).toNanos();
    }
}
