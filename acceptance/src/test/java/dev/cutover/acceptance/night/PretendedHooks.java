package dev.cutover.acceptance.night;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookResult;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.UserHooks;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Hooks that fail as chance has it: now and then they take their time, say nothing, or refuse; in the end each of them is done. */
final class PretendedHooks implements UserHooks {

    private final long seed;
    private final InstantSource clock;
    private final Function<HookInput, Map<String, String>> truth;
    private final Map<String, Deque<FailureKind>> ahead = new LinkedHashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    /** @param truth how the jobs of a step stand at SMC */
    PretendedHooks(long seed, InstantSource clock, Function<HookInput, Map<String, String>> truth) {
        this.seed = seed;
        this.clock = clock;
        this.truth = truth;
    }

    /**
     * One try of a step.
     *
     * @param truth how its jobs stood at SMC
     */
    record Asked(Instant at, HookInput input, boolean done, Map<String, String> truth) {
        HookStep step() {
            return input.step();
        }

        boolean isOf(String group, String job) {
            return input.group().equals(group)
                    && (job == null
                            ? input.job() == null
                            : input.job() != null && input.job().value().equals(job));
        }
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized HookResult run(HookRequest request) {
        HookInput input = request.input();
        FailureKind kind = ahead.computeIfAbsent(input.key(), this::drawn).poll();
        asked.add(new Asked(clock.instant(), input, kind == null, truth.apply(input)));
        if (kind == null) {
            return new HookResult("done");
        }
        throw ApplicationFailure.newBuilder()
                .setType(kind.name())
                .setMessage("as pretended: " + kind.word())
                .setNextRetryDelay(Duration.ofMinutes(1))
                .build();
    }

    /** How a step fails before it is done. */
    private Deque<FailureKind> drawn(String key) {
        // Without the run id in it, which differs from night to night.
        Lot lot = new Lot(seed ^ key.replaceFirst("/[^/]+/", "/").hashCode());
        Deque<FailureKind> failures = new ArrayDeque<>();
        for (int tries = lot.oneIn(3) ? lot.between(1, 3) : 0; tries > 0; tries--) {
            failures.add(lot.of(List.of(FailureKind.NOT_YET, FailureKind.HOOK_SILENT, FailureKind.HOOK_REFUSED)));
        }
        return failures;
    }
}
