package dev.cutover.starter.schedule;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Night;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of times that a clock change skips or repeats. Temporal does not start a schedule at a time that is skipped, so that a night would be
 * lost: such a schedule is given the moment at which the clock goes forward as well.
 */
final class ClockChanges {

    /** How a start is marked that stands for a skipped one. */
    static final String MARK = "clock change";

    private ClockChanges() {}

    /** One start for each change between two moments that skips a start of these calendars. */
    static List<ScheduleCalendarSpec> skipped(
            List<ScheduleCalendarSpec> calendars, ZoneId zone, Instant from, Instant until) {
        List<ScheduleCalendarSpec> instead = new ArrayList<>();
        ZoneRules rules = zone.getRules();
        for (ZoneOffsetTransition change = rules.nextTransition(from);
                change != null && change.getInstant().isBefore(until);
                change = rules.nextTransition(change.getInstant())) {
            ZoneOffsetTransition gap = change;
            if (gap.isGap() && calendars.stream().anyMatch(calendar -> startsWithin(calendar, gap))) {
                instead.add(Timing.exactly(gap.getDateTimeAfter(), MARK));
            }
        }
        return instead;
    }

    /** The moments of starts that were put in the place of skipped ones. */
    static List<Instant> moments(List<ScheduleCalendarSpec> calendars, ZoneId zone) {
        return calendars.stream()
                .filter(calendar -> MARK.equals(calendar.getComment()))
                .map(calendar -> moment(calendar, zone))
                .toList();
    }

    /** Of a calendar that starts once. */
    static Instant moment(ScheduleCalendarSpec once, ZoneId zone) {
        return LocalDateTime.of(
                        first(once.getYear()),
                        first(once.getMonth()),
                        first(once.getDayOfMonth()),
                        first(once.getHour()),
                        first(once.getMinutes()),
                        first(once.getSeconds()))
                .atZone(zone)
                .toInstant();
    }

    private static int first(List<ScheduleRange> ranges) {
        return ranges.get(0).getStart();
    }

    private static boolean startsWithin(ScheduleCalendarSpec calendar, ZoneOffsetTransition gap) {
        for (LocalDateTime time = gap.getDateTimeBefore();
                time.isBefore(gap.getDateTimeAfter());
                time = time.plusMinutes(1)) {
            if (startsAt(calendar, time)) {
                return true;
            }
        }
        return false;
    }

    /** Whatever its seconds. Sunday is 0. */
    private static boolean startsAt(ScheduleCalendarSpec calendar, LocalDateTime time) {
        return has(calendar.getMinutes(), time.getMinute())
                && has(calendar.getHour(), time.getHour())
                && has(calendar.getDayOfMonth(), time.getDayOfMonth())
                && has(calendar.getMonth(), time.getMonthValue())
                && has(calendar.getDayOfWeek(), time.getDayOfWeek().getValue() % 7)
                && (calendar.getYear() == null
                        || calendar.getYear().isEmpty()
                        || has(calendar.getYear(), time.getYear()));
    }

    private static boolean has(List<ScheduleRange> ranges, int value) {
        return ranges.stream().anyMatch(range -> {
            int end = Math.max(range.getStart(), range.getEnd());
            int step = Math.max(1, range.getStep());
            return value >= range.getStart() && value <= end && (value - range.getStart()) % step == 0;
        });
    }

    /** What the clock does to one night, a sentence for each of its times that it touches. */
    static List<String> told(Plan plan, LocalDate date) {
        Night night = plan.night();
        List<String> told = new ArrayList<>();
        times(plan, date).forEach((name, local) -> {
            LocalTime time = local.toLocalTime();
            ZoneOffsetTransition change = ZoneId.of(night.timeZone()).getRules().getTransition(local);
            if (change != null) {
                told.add(name + " " + time
                        + (change.isGap()
                                ? " is skipped by the clock, which goes forward to "
                                        + change.getDateTimeAfter().toLocalTime() + " at that moment: that counts"
                                : " comes twice: the first counts"));
            }
        });
        if (!night.at(date, night.opens()).isBefore(night.at(date, night.lastStart()))) {
            told.add("the clock leaves no time between opening and last start: no wave is started");
        }
        return told;
    }

    /** Every time of a plan, as a clock on the wall shows it in that night. */
    private static Map<String, LocalDateTime> times(Plan plan, LocalDate date) {
        Night night = plan.night();
        Map<String, LocalDateTime> times = new LinkedHashMap<>();
        times.put("opens", night.local(date, night.opens()));
        times.put("last start", night.local(date, night.lastStart()));
        times.put("closes", night.local(date, night.closes()));
        deadline(plan.approval()).ifPresent(time -> times.put("the deadline", night.localDeadline(date, time)));
        for (PlannedGroup group : plan.groups()) {
            if (group.rules().startByTime() != null) {
                times.put(
                        "startBy of group " + group.name(),
                        night.local(date, group.rules().startByTime()));
            }
            deadline(group.rules().approval())
                    .ifPresent(time ->
                            times.put("the deadline of group " + group.name(), night.localDeadline(date, time)));
        }
        return times;
    }

    private static Optional<LocalTime> deadline(Approval approval) {
        return Optional.ofNullable(approval).map(Approval::deadlineTime);
    }
}
