package dev.cutover.contract;

import java.time.Instant;

/**
 * When a wave may act. Local times were turned into instants when the plan was read, so that no worker's time zone data can move them.
 *
 * @param opens nothing is watched and no call leaves earlier; {@code null}: at once
 * @param lastStart no cutover call leaves later, whatever woke up late
 * @param closes what has not started by then is left, and what is in flight is overdue
 * @param timeZone of the plan (IANA), for people; {@code null} when the plan gives offsets only
 */
public record Window(Instant opens, Instant lastStart, Instant closes, String timeZone) {

    public Window extended(Instant newLastStart, Instant newCloses) {
        return new Window(
                opens,
                newLastStart == null ? lastStart : newLastStart,
                newCloses == null ? closes : newCloses,
                timeZone);
    }
}
