package dev.cutover.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * A window without a date: that of every night on which a schedule starts the plan. Times are those of the zone; one that is before
 * {@code opens} is of the day after. What asks for the zone's rules fails with {@link java.time.DateTimeException} where the zone is unknown, and
 * is no matter for workflow code: two machines may have different rules.
 *
 * @param timeZone IANA
 */
public record Night(LocalTime opens, LocalTime lastStart, LocalTime closes, String timeZone) {

    /** So long before it opens a deadline may be: longer, and one that is a bit too late would silently be one of the day before. */
    public static final Duration AHEAD = Duration.ofHours(12);

    /** Its window in the night that begins on that day. On a night on which the clock changes it may be empty. */
    public Window on(LocalDate date) {
        return new Window(at(date, opens), at(date, lastStart), at(date, closes), timeZone);
    }

    /**
     * When that time comes in the night that begins on that day. A time that the clock skips is the moment at which it is set forward; one that comes
     * twice is the first.
     */
    public Instant at(LocalDate date, LocalTime time) {
        return at(local(date, time));
    }

    private Instant at(LocalDateTime local) {
        ZoneRules rules = zone().getRules();
        ZoneOffsetTransition change = rules.getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.toInstant(rules.getValidOffsets(local).get(0));
    }

    /** What a clock on the wall shows then. */
    public LocalDateTime local(LocalDate date, LocalTime time) {
        return LocalDateTime.of(time.isBefore(opens) ? date.plusDays(1) : date, time);
    }

    /** The same of a deadline, which may be ahead of the night. */
    public Instant deadlineAt(LocalDate date, LocalTime time) {
        return at(localDeadline(date, time));
    }

    /** What a clock on the wall shows then. */
    public LocalDateTime localDeadline(LocalDate date, LocalTime time) {
        return isAhead(time) ? local(date, time).minusDays(1) : local(date, time);
    }

    /**
     * Whether a deadline at that time comes before the night opens: it is in the {@link #AHEAD} before, and not between opening and last start. What
     * is in both is in the night.
     */
    public boolean isAhead(LocalTime time) {
        return !isInNight(time) && Duration.ofDays(1).minus(until(time)).compareTo(AHEAD) <= 0;
    }

    private boolean isInNight(LocalTime time) {
        return until(time).compareTo(until(lastStart)) <= 0;
    }

    /**
     * The night that is meant at a moment: the first whose last start is still to come. The clock on the wall decides, so that a time that comes
     * twice means the same night both times.
     */
    public LocalDate dateAt(Instant moment) {
        LocalDateTime now = LocalDateTime.ofInstant(moment, zone());
        LocalDate date = now.toLocalDate().minusDays(1);
        while (!local(date, lastStart).isAfter(now)) {
            date = date.plusDays(1);
        }
        return date;
    }

    /** From its opening to that time, on a night on which no clock changes. */
    public Duration until(LocalTime time) {
        Duration sameDay = Duration.between(opens, time);
        return sameDay.isNegative() ? sameDay.plusDays(1) : sameDay;
    }

    private ZoneId zone() {
        return ZoneId.of(timeZone);
    }
}
