package dev.cutover.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Which fault strikes a call. The same seed and the same calls of a job give the same faults, in whatever order jobs come. */
final class Faults {

    private final long seed;
    private final List<Armed> armed = new ArrayList<>();
    private final Deque<Instant> recentCalls = new ArrayDeque<>();

    private static final class Armed {
        private final Fault fault;
        private final Instant setAt;
        private final Map<String, Integer> callsOfJob = new HashMap<>();
        private final Map<String, Integer> strikesOfJob = new HashMap<>();

        Armed(Fault fault, Instant setAt) {
            this.fault = fault;
            this.setAt = setAt;
        }
    }

    Faults(long seed) {
        this.seed = seed;
    }

    void add(Fault fault, Instant now) {
        armed.add(new Armed(fault, now));
    }

    /** Faults of the account come before those of a call. */
    void checkAccount(Instant now) throws Refusal {
        for (Armed one : armed) {
            if (one.fault.kind() == FaultKind.CREDENTIALS_EXPIRED
                    && !now.isBefore(one.setAt.plus(one.fault.after() == null ? Duration.ZERO : one.fault.after()))) {
                throw new Refusal(403, "InvalidSecurityToken.Expired", "The security token has expired.");
            }
            if (one.fault.kind() == FaultKind.THROTTLE_ABOVE && isTooFast(one.fault.callsPerSecond(), now)) {
                throw new Refusal(400, "Throttling.User", "Request was denied due to user flow control.");
            }
        }
    }

    private boolean isTooFast(int callsPerSecond, Instant now) {
        while (!recentCalls.isEmpty() && recentCalls.peekFirst().isBefore(now.minusSeconds(1))) {
            recentCalls.removeFirst();
        }
        if (recentCalls.size() >= callsPerSecond) {
            return true;
        }
        recentCalls.addLast(now);
        return false;
    }

    Optional<Fault> strike(String operation, List<String> jobs) {
        for (int index = 0; index < armed.size(); index++) {
            Armed one = armed.get(index);
            if (one.fault.kind().isOfAccount() || !one.fault.operation().equals(operation)) {
                continue;
            }
            String job = jobs.isEmpty() ? "" : jobs.get(0);
            if (!one.fault.jobs().isEmpty() && jobs.stream().noneMatch(one.fault.jobs()::contains)) {
                continue;
            }
            int call = one.callsOfJob.merge(job, 1, Integer::sum);
            boolean spent = one.fault.times() > 0 && one.strikesOfJob.getOrDefault(job, 0) >= one.fault.times();
            if (!spent && draw(index, job, call) < one.fault.rate()) {
                one.strikesOfJob.merge(job, 1, Integer::sum);
                return Optional.of(one.fault);
            }
        }
        return Optional.empty();
    }

    private double draw(int index, String job, int call) {
        long mixed = seed;
        for (long part : new long[] {index, job.hashCode(), call}) {
            mixed = (mixed ^ part) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 32;
        }
        return new SplittableRandom(mixed).nextDouble();
    }
}
