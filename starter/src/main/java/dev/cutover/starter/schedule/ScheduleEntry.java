package dev.cutover.starter.schedule;

import java.time.Instant;

/**
 * A schedule in a list.
 *
 * @param nextAt {@code null}: it does not start any more
 * @param lastStart {@code null}: it has not started yet
 */
public record ScheduleEntry(
        String name, boolean paused, String note, String timeZone, Instant nextAt, PastRun lastStart) {}
