package dev.cutover.smc;

/**
 * How many calls a second: half as many when SMC throttles, and a little more with each call that succeeds, up to a ceiling. What the limit is
 * need not be known: the rate stays around it, and below it nearly all the time. Not for several threads.
 */
final class Rate {

    /** A call in five seconds: slower than that nothing is learnt of whether SMC takes more again. */
    static final double SLOWEST = 0.2;

    /** How much of the ceiling comes back in a second of calls that succeed: all of it in less than two minutes. */
    private static final double GROWTH_A_SECOND = 0.01;

    /** The answers to calls that left at the old rate say nothing about the new one. */
    private static final long BETWEEN_HALVINGS = 1_000_000_000;

    private static final double NANOS_A_SECOND = 1e9;

    private final double ceiling;
    private double callsPerSecond;
    private long halvedAt;
    private boolean wasHalved;

    /** @param ceiling calls a second; infinite: no limit */
    Rate(double ceiling) {
        this.ceiling = ceiling;
        this.callsPerSecond = ceiling;
    }

    double callsPerSecond() {
        return callsPerSecond;
    }

    /** Nanoseconds from one call to the next. */
    long gap() {
        return (long) (NANOS_A_SECOND / callsPerSecond);
    }

    /** @param now nanoseconds of the ticker */
    void throttled(long now) {
        if (wasHalved && now - halvedAt < BETWEEN_HALVINGS) {
            return;
        }
        wasHalved = true;
        halvedAt = now;
        callsPerSecond = Math.max(callsPerSecond / 2, Math.min(SLOWEST, ceiling));
    }

    /** So many calls succeed in a second as there are calls in it: each brings back its part of what a second does. */
    void succeeded() {
        if (callsPerSecond < ceiling) {
            callsPerSecond = Math.min(ceiling, callsPerSecond + GROWTH_A_SECOND * ceiling / callsPerSecond);
        }
    }
}
