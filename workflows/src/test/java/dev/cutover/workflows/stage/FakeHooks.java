package dev.cutover.workflows.stage;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookResult;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.UserHooks;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hooks that say what a story has them say: done, unless told otherwise. */
public final class FakeHooks implements UserHooks {

    private final InstantSource clock;
    private final Map<HookStep, Deque<FailureKind>> answers = new ConcurrentHashMap<>();
    private final Map<HookStep, Duration> lasting = new ConcurrentHashMap<>();

    /** Every step that was tried. */
    public final List<Asked> asked = new CopyOnWriteArrayList<>();

    FakeHooks(InstantSource clock) {
        this.clock = clock;
    }

    public record Asked(Instant at, HookInput input, boolean done) {}

    /** The next tries of a step end like this; further ones succeed. */
    public void fail(HookStep step, FailureKind... kinds) {
        answers.computeIfAbsent(step, one -> new ArrayDeque<>()).addAll(List.of(kinds));
    }

    /** A step takes so long: it says "not yet" until then. */
    public void last(HookStep step, Duration duration) {
        lasting.put(step, duration);
    }

    public List<HookStep> done() {
        return asked.stream().filter(Asked::done).map(one -> one.input().step()).toList();
    }

    public List<Asked> asked(HookStep step) {
        return asked.stream().filter(one -> one.input().step() == step).toList();
    }

    @Override
    public HookResult run(HookRequest request) {
        HookStep step = request.input().step();
        Instant since =
                Instant.ofEpochMilli(Activity.getExecutionContext().getInfo().getScheduledTimestamp());
        Duration left = Duration.between(clock.instant(), since.plus(lasting.getOrDefault(step, Duration.ZERO)));
        if (left.toMillis() > 0) {
            throw failure(FailureKind.NOT_YET, left);
        }
        FailureKind kind = next(step);
        asked.add(new Asked(clock.instant(), request.input(), kind == null));
        if (kind != null) {
            throw failure(kind, Duration.ofSeconds(10));
        }
        return new HookResult("well done");
    }

    private synchronized FailureKind next(HookStep step) {
        Deque<FailureKind> kinds = answers.get(step);
        return kinds == null ? null : kinds.poll();
    }

    private static ApplicationFailure failure(FailureKind kind, Duration delay) {
        return ApplicationFailure.newBuilder()
                .setType(kind.name())
                .setMessage("as pretended: " + kind.word())
                .setNextRetryDelay(delay)
                .build();
    }
}
