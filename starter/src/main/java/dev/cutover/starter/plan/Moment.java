package dev.cutover.starter.plan;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * A time as a plan has it.
 *
 * @param date {@code null}: it is one of every night
 * @param offset {@code null}: it is one of the plan's time zone
 */
record Moment(LocalDate date, LocalTime time, ZoneOffset offset) {

    boolean isDated() {
        return date != null;
    }

    LocalDateTime local() {
        return LocalDateTime.of(date, time);
    }
}
