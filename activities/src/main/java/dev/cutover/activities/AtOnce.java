package dev.cutover.activities;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Which steps of a hook run in this worker. One that is asked about later (202) runs between two attempts, too. */
final class AtOnce {

    /** How much later than it was due a step may be asked about and still counts as running. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final LongSupplier ticker;
    private final long origin;
    private final Map<String, Map<String, Duration>> running = new HashMap<>();

    /** @param ticker nanoseconds that only ever grow */
    AtOnce(LongSupplier ticker) {
        this.ticker = ticker;
        this.origin = ticker.getAsLong();
    }

    /**
     * Lets a step in, unless as many others of its hook run.
     *
     * @param most {@code null}: as many as there are
     * @param key of the step; one that is in already comes in again
     */
    synchronized boolean enter(String hook, Integer most, String key) {
        Map<String, Duration> steps = running.computeIfAbsent(hook, none -> new HashMap<>());
        Duration now = now();
        steps.values().removeIf(until -> until.compareTo(now) < 0);
        if (most != null && !steps.containsKey(key) && steps.size() >= most) {
            return false;
        }
        steps.put(key, Duration.ofSeconds(Long.MAX_VALUE));
        return true;
    }

    synchronized void leave(String hook, String key) {
        running.getOrDefault(hook, new HashMap<>()).remove(key);
    }

    /** It runs on the other side, and is asked about after a while; by another worker, perhaps, so that it does not count for ever. */
    synchronized void goesOn(String hook, String key, Duration delay) {
        running.computeIfAbsent(hook, none -> new HashMap<>())
                .put(key, now().plus(delay).plus(GRACE));
    }

    private Duration now() {
        return Duration.ofNanos(ticker.getAsLong() - origin);
    }
}
