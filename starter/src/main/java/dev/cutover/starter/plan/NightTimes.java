package dev.cutover.starter.plan;

import dev.cutover.contract.Night;
import java.time.LocalTime;
import java.time.ZoneId;

/** The times of a plan that has no dates: of every night on which a schedule starts it. One before {@code opens} is of the day after. */
final class NightTimes {

    private final Section window;
    private final ZoneId zone;
    private final boolean zoneRefused;
    private final Problems problems;

    NightTimes(Section window, ZoneId zone, boolean zoneRefused, Problems problems) {
        this.window = window;
        this.zone = zone;
        this.zoneRefused = zoneRefused;
        this.problems = problems;
    }

    /** The plan's night in order, or {@code null}: it is refused. */
    Night night() {
        LocalTime opens = time(window, PlanKeys.OPENS);
        LocalTime closes = time(window, PlanKeys.CLOSES);
        LocalTime named = time(window, PlanKeys.LAST_START);
        if (!window.names(PlanKeys.OPENS)) {
            problems.add(
                    window.place(),
                    "'opens' is missing: without a date the window does not say when its night begins",
                    "add opens: 01:00");
        }
        if (zone == null && !zoneRefused) {
            problems.add(
                    window.place(),
                    "'timeZone' is missing: without it nobody knows when " + PlanKeys.OPENS.name() + " is",
                    "add timeZone: Asia/Shanghai");
        }
        if (opens == null || closes == null || zone == null) {
            return null;
        }
        Night night = new Night(opens, named == null ? closes : named, closes, zone.getId());
        return isInOrder(night, named) ? night : null;
    }

    private boolean isInOrder(Night night, LocalTime named) {
        if (night.until(night.lastStart()).compareTo(night.until(night.closes())) > 0) {
            problems.add(
                    window.placed(PlanKeys.LAST_START).place(),
                    "'lastStart' comes after 'closes', or before 'opens'",
                    "let it be between " + night.opens() + " and " + night.closes()
                            + ", so that what has started can end");
            return false;
        }
        if (night.until(night.lastStart()).isZero()) {
            problems.add(
                    window.placed(named == null ? PlanKeys.CLOSES : PlanKeys.LAST_START)
                            .place(),
                    "'" + (named == null ? "closes" : "lastStart")
                            + "' does not come after 'opens': no job could start",
                    "a time before 'opens' is of the day after, and the same time is none of both");
            return false;
        }
        return true;
    }

    /** Something that has to happen for jobs to start: in the window, and not when nothing starts any more. */
    LocalTime inNight(Section section, Key<Moment> key, Night night) {
        LocalTime time = time(section, key);
        if (time == null || night == null) {
            return time;
        }
        Place place = section.placed(key).place();
        boolean deadline = key.name().equals(PlanKeys.DEADLINE.name());
        String between = "let it be between "
                + (deadline
                        ? night.opens().minus(Night.AHEAD) + ", which is before it opens, and "
                        : night.opens() + " and ")
                + night.lastStart() + (deadline ? "" : "; a time before 'opens' is of the day after");
        if (deadline && night.isAhead(time)) {
            return time;
        }
        if (night.until(time).compareTo(night.until(night.lastStart())) > 0) {
            problems.add(
                    place,
                    "'" + key.name() + "' comes after the window's last start: nothing starts then any more",
                    between);
        } else if (key.name().equals(PlanKeys.START_BY.name())
                && night.until(time).isZero()) {
            problems.add(place, "'" + key.name() + "' does not come after the window opens", between);
        }
        return time;
    }

    private LocalTime time(Section section, Key<Moment> key) {
        Placed<Moment> moment = section.placed(key);
        if (moment.value() == null) {
            return null;
        }
        if (moment.value().isDated()) {
            problems.add(
                    moment.place(),
                    "'" + key.name() + "' has a date, and the window has none: a plan for a schedule has no date at any"
                            + " time, any other has one at all of them",
                    "write " + moment.value().time() + " here, or dates in 'window'");
            return null;
        }
        return moment.value().time();
    }
}
