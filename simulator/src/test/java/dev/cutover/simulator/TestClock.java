package dev.cutover.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to, and breaks down likewise. */
final class TestClock implements InstantSource {

    static final Instant START = Instant.parse("2026-11-28T01:00:00Z");

    private volatile Instant now = START;
    private volatile Throwable failure;

    @Override
    public Instant instant() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return now;
    }

    /** From now on it throws this, an unchecked one; {@code null}: it works again. */
    void breakDown(Throwable newFailure) {
        failure = newFailure;
    }

    void forward(Duration by) {
        now = now.plus(by);
    }
}
