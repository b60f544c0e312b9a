package dev.cutover.starter.plan;

import dev.cutover.contract.Window;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Turns the times of a plan into instants: here and once, so that no worker's time zone data can move a wave. */
final class PlanTimes {

    private final Section window;
    private final ZoneId zone;
    private final boolean zoneRefused;
    private final boolean nightly;
    private final Problems problems;

    PlanTimes(Section plan, Problems problems) {
        this.window = plan.has(PlanKeys.WINDOW_SECTION) ? plan.get(PlanKeys.WINDOW_SECTION) : Section.NONE;
        this.zone = window.get(PlanKeys.TIME_ZONE);
        // Who wrote a zone that is none is told of that, and not at every time again.
        this.zoneRefused = zone == null
                && (window.names(PlanKeys.TIME_ZONE)
                        || (plan.names(PlanKeys.WINDOW_SECTION) && !plan.has(PlanKeys.WINDOW_SECTION)));
        this.nightly = Stream.of(PlanKeys.OPENS, PlanKeys.CLOSES, PlanKeys.LAST_START)
                .map(window::get)
                .filter(Objects::nonNull)
                .findFirst()
                .filter(time -> !time.isDated())
                .isPresent();
        this.problems = problems;
    }

    /** Whether the window, and with it every time of the plan, is without a date. Its first time decides. */
    boolean isNightly() {
        return nightly;
    }

    /** For a plan whose window is without a date. */
    NightTimes ofNight() {
        return new NightTimes(window, zone, zoneRefused, problems);
    }

    /** @return {@code null} when the section does not have it, or it is refused */
    Instant instant(Section section, Key<Moment> key) {
        Placed<Moment> moment = section.placed(key);
        if (moment.value() == null) {
            return null;
        }
        if (!moment.value().isDated()) {
            String time = moment.value().time().toString();
            problems.add(
                    moment.place(),
                    "'" + key.name() + "' needs a date: '" + time + "' does not say of which day",
                    "write the day before it, as in 2026-11-28T" + time
                            + "; a plan for a schedule has no date at any time, in 'window' either");
            return null;
        }
        LocalDateTime local = moment.value().local();
        if (moment.value().offset() != null) {
            return local.toInstant(moment.value().offset());
        }
        if (zone != null) {
            return inZone(local, key.name(), moment.place());
        }
        if (!zoneRefused) {
            problems.add(
                    moment.place(),
                    "'" + key.name() + "' does not say in which time zone it is",
                    "add timeZone: Asia/Shanghai to 'window', or write an offset: " + local + "+08:00");
        }
        return null;
    }

    private Instant inZone(LocalDateTime local, String key, Place place) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() == 1) {
            return local.toInstant(offsets.get(0));
        }
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (offsets.isEmpty()) {
            problems.add(
                    place,
                    "'" + key + "' is a time that " + zone + " skips: clocks go from " + change.getDateTimeBefore()
                            + " to " + change.getDateTimeAfter(),
                    "write " + change.getDateTimeBefore().minusMinutes(1) + " or " + change.getDateTimeAfter());
        } else {
            problems.add(
                    place,
                    "'" + key + "' is a time that comes twice in " + zone + ": clocks are set back then",
                    "write " + local + offsets.get(0) + " for the first, or " + local + offsets.get(1)
                            + " for the second");
        }
        return null;
    }

    /** The plan's window in order, or {@code null}: it has none, or it is refused. */
    Window window() {
        Instant opens = instant(window, PlanKeys.OPENS);
        Instant closes = instant(window, PlanKeys.CLOSES);
        Instant named = instant(window, PlanKeys.LAST_START);
        Instant lastStart = named == null ? closes : named;
        if (closes == null) {
            return null;
        }
        if (named != null && named.isAfter(closes)) {
            problems.add(
                    window.placed(PlanKeys.LAST_START).place(),
                    "'lastStart' comes after 'closes'",
                    "let it be the same or earlier, so that what has started can end");
            return null;
        }
        if (opens != null && !opens.isBefore(lastStart)) {
            problems.add(
                    window.placed(named == null ? PlanKeys.CLOSES : PlanKeys.LAST_START)
                            .place(),
                    "'" + (named == null ? "closes" : "lastStart")
                            + "' does not come after 'opens': no job could start",
                    "is the date right? A night has two");
            return null;
        }
        return new Window(opens, lastStart, closes, zone == null ? null : zone.getId());
    }

    /** Something that has to happen for jobs to start: in the window, and not when nothing starts any more. */
    Instant inWindow(Section section, Key<Moment> key, Window bounds) {
        Instant instant = instant(section, key);
        if (instant == null || bounds == null) {
            return instant;
        }
        Place place = section.placed(key).place();
        if (instant.isAfter(bounds.lastStart())) {
            problems.add(
                    place,
                    "'" + key.name() + "' comes after the window's last start: nothing starts then any more",
                    "let it be earlier");
        } else if (key.name().equals(PlanKeys.START_BY.name())
                && bounds.opens() != null
                && !instant.isAfter(bounds.opens())) {
            problems.add(place, "'" + key.name() + "' does not come after the window opens", "let it be in the window");
        }
        return instant;
    }

    /** Of a window that has closed nobody wants to know when its last start was. */
    void warnIfPassed(Window bounds, Instant now, Problems late) {
        if (bounds == null || !now.isAfter(bounds.lastStart())) {
            return;
        }
        boolean closed = now.isAfter(bounds.closes());
        boolean byLastStart = !closed && window.has(PlanKeys.LAST_START);
        WrittenTime times = new WrittenTime(zone);
        late.warn(
                window.placed(byLastStart ? PlanKeys.LAST_START : PlanKeys.CLOSES)
                        .place(),
                closed
                        ? "the window closed at " + times.of(bounds.closes())
                        : "the window's last start was at " + times.of(bounds.lastStart())
                                + ": no job would start any more",
                "give it another night");
    }
}
