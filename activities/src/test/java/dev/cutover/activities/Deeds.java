package dev.cutover.activities;

import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/** The deeds at a scripted SMC, with everything around them made by hand. */
final class Deeds {

    private Deeds() {}

    static ReplicationJobsImpl at(ScriptedSmc smc, Dial clock, Supplier<Attempt> attempts) {
        return new ReplicationJobsImpl(
                smc,
                new Looks(smc, clock, Duration.ZERO),
                clock,
                clock::nanos,
                new Beat(clock, new Random(1)),
                attempts);
    }
}
