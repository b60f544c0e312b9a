package dev.cutover.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Which fault strikes a call. The same seed and the same calls of a job give the same faults, in whatever order jobs come. */
final class Faults {

    private final long seed;
    private final List<Armed> armed = new ArrayList<>();
    /** The security tokens that have come so far; of a call without one, the empty text. */
    private final Set<String> tokens = new HashSet<>();

    Faults(long seed) {
        this.seed = seed;
    }

    void add(Fault fault, Instant now) {
        armed.add(new Armed(fault, now, armed.size()));
    }

    /** A fault that strikes a call; spent only when it could do what it does. */
    static final class Strike {
        private final Armed armed;
        private final String key;

        private Strike(Armed armed, String key) {
            this.armed = armed;
            this.key = key;
        }

        Fault fault() {
            return armed.fault;
        }

        /** There was nothing that the fault could do to this call: it waits for the next. */
        void spare() {
            armed.strikes.merge(key, -1, Integer::sum);
        }
    }

    /** Faults of the account come before those of a call. */
    void checkAccount(String token, Instant now) throws Refusal {
        for (Armed one : armed) {
            if (one.fault.kind().scope() != FaultKind.Scope.ACCOUNT || !one.isDue(now) || one.isSpent("")) {
                continue;
            }
            if (one.fault.kind() == FaultKind.CREDENTIALS_EXPIRED && one.hasExpired(token, tokens)) {
                one.strikes.merge("", 1, Integer::sum);
                throw ErrorCode.TOKEN_EXPIRED.refusal("The security token has expired.");
            }
            if (one.fault.kind() == FaultKind.THROTTLE_ABOVE && one.isTooFast(now)) {
                one.strikes.merge("", 1, Integer::sum);
                throw Refusal.throttled();
            }
        }
        tokens.add(token);
    }

    /** At most one fault strikes a call: the first that was set and applies. */
    Optional<Strike> strike(Call call, Instant now) {
        for (Armed one : armed) {
            if (one.fault.kind().scope() == FaultKind.Scope.ACCOUNT
                    || !one.fault.operation().equals(call.operation())
                    || !one.isDue(now)) {
                continue;
            }
            Optional<String> key = one.key(call);
            if (key.isPresent() && !one.isSpent(key.get()) && one.draws(key.get(), seed)) {
                one.strikes.merge(key.get(), 1, Integer::sum);
                return Optional.of(new Strike(one, key.get()));
            }
        }
        return Optional.empty();
    }

    /** A fault that was set, and what became of it. By key: by job, or all together under the empty text. */
    private static final class Armed {
        private final Fault fault;
        private final Instant strikesFrom;
        private final int index;
        private final Map<String, Integer> draws = new HashMap<>();
        private final Map<String, Integer> strikes = new HashMap<>();
        private final CallRate rate;
        /** The tokens that it made invalid; {@code null}: none yet. */
        private Set<String> expired;

        Armed(Fault fault, Instant setAt, int index) {
            this.fault = fault;
            this.strikesFrom = setAt.plus(fault.after());
            this.index = index;
            this.rate = new CallRate(fault.callsPerSecond());
        }

        boolean isDue(Instant now) {
            return !now.isBefore(strikesFrom);
        }

        boolean isSpent(String key) {
            return fault.times() > 0 && strikes.getOrDefault(key, 0) >= fault.times();
        }

        /** Whose calls are counted together; empty when it does not concern this one. */
        Optional<String> key(Call call) {
            if (fault.jobs().isEmpty()) {
                return Optional.of(call.jobId() == null ? "" : call.jobId());
            }
            return call.jobIds().stream().filter(fault.jobs()::contains).findFirst();
        }

        boolean draws(String key, long seed) {
            long mixed = seed;
            for (long part : new long[] {index, key.hashCode(), draws.merge(key, 1, Integer::sum)}) {
                mixed = (mixed ^ part) * 0x9E3779B97F4A7C15L;
                mixed ^= mixed >>> 32;
            }
            return new SplittableRandom(mixed).nextDouble() < fault.rate();
        }

        /** The credentials in use when it strikes expire; when there were no calls yet, those of the first. */
        boolean hasExpired(String token, Set<String> inUse) {
            if (expired == null) {
                expired = inUse.isEmpty() ? Set.of(token) : Set.copyOf(inUse);
            }
            return expired.contains(token);
        }

        boolean isTooFast(Instant now) {
            return !rate.admits(now);
        }
    }
}
