package dev.cutover.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many calls in any second, and no more. Calls that are not let through do not count. */
final class CallRate {

    private final int callsPerSecond;
    private final Deque<Instant> admitted = new ArrayDeque<>();

    CallRate(int callsPerSecond) {
        this.callsPerSecond = callsPerSecond;
    }

    boolean admits(Instant now) {
        while (!admitted.isEmpty() && !admitted.peekFirst().isAfter(now.minusSeconds(1))) {
            admitted.removeFirst();
        }
        if (admitted.size() >= callsPerSecond) {
            return false;
        }
        admitted.addLast(now);
        return true;
    }
}
