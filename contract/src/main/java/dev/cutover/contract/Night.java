package dev.cutover.contract;

import java.time.LocalTime;

/**
 * A window without a date: that of every night on which a schedule starts the plan. Times are those of the zone; one that is before
 * {@code opens} is of the day after.
 *
 * @param timeZone IANA
 */
public record Night(LocalTime opens, LocalTime lastStart, LocalTime closes, String timeZone) {}
