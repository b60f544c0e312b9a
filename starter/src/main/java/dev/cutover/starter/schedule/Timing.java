package dev.cutover.starter.schedule;

import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleRange;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * When a schedule starts: again and again, or once.
 *
 * @param cron as it was typed, or {@code null}
 * @param at or {@code null}
 * @param zone in which the cron is, and in which it is told
 */
public record Timing(String cron, Instant at, ZoneId zone) {

    private static final String CRON = "cron ";

    public static Timing cron(String cron, ZoneId zone) {
        return new Timing(cron, null, zone);
    }

    public static Timing once(Instant at, ZoneId zone) {
        return new Timing(null, at, zone);
    }

    /** Temporal keeps no cron, but what it understands by one; so that what was typed stands beside it. */
    String comment() {
        return cron == null ? "at " + at + " " + zone.getId() : CRON + cron;
    }

    /** What was typed, of a calendar with a comment; {@code null} when it is none of ours. */
    static String cronIn(String comment) {
        return comment != null && comment.startsWith(CRON) ? comment.substring(CRON.length()) : null;
    }

    /** The same moment for whatever zone rules Temporal has. */
    ScheduleCalendarSpec once() {
        return exactly(LocalDateTime.ofInstant(at, ZoneOffset.UTC), comment());
    }

    /** Once, at a time of the schedule's zone. */
    static ScheduleCalendarSpec exactly(LocalDateTime time, String comment) {
        return ScheduleCalendarSpec.newBuilder()
                .setYear(only(time.getYear()))
                .setMonth(only(time.getMonthValue()))
                .setDayOfMonth(only(time.getDayOfMonth()))
                .setHour(only(time.getHour()))
                .setMinutes(only(time.getMinute()))
                .setSeconds(only(time.getSecond()))
                .setComment(comment)
                .build();
    }

    private static List<ScheduleRange> only(int value) {
        return List.of(new ScheduleRange(value));
    }
}
