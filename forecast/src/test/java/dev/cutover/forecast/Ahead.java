package dev.cutover.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words for what lies ahead; all times are minutes from {@link #NOW}. */
final class Ahead {

    static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");

    private Ahead() {}

    static Instant at(long minutes) {
        return NOW.plus(minutes(minutes));
    }

    static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    static JobAhead job(String id, long run) {
        return JobAhead.of(id, Spread.exactly(minutes(run)));
    }

    /** A group of jobs a1, a2 ... that take so long each. */
    static GroupAhead group(String name, long... runs) {
        return GroupAhead.of(
                name,
                IntStream.range(0, runs.length)
                        .mapToObj(place -> job(name + (place + 1), runs[place]))
                        .toList());
    }

    static GroupAhead group(String name, JobAhead... jobs) {
        return GroupAhead.of(name, List.of(jobs));
    }

    static GroupAhead many(String name, int jobs, long run) {
        return group(name, IntStream.range(0, jobs).mapToLong(place -> run).toArray());
    }

    /** A scheduled run, from and until so many minutes from now. */
    static Away away(long from, long until) {
        return new Away(at(from), at(until));
    }

    static UnitAhead hooks(long before, long after) {
        return new UnitAhead(minutes(before), minutes(after), false);
    }

    static WaveAhead wave(int slots, GroupAhead... groups) {
        return WaveAhead.of(NOW, slots, List.of(groups));
    }

    /** With a window that is open. */
    static WaveAhead wave(int slots, long lastStart, long closes, GroupAhead... groups) {
        return wave(slots, groups).within(null, at(lastStart), at(closes));
    }

    /** When each group is through, for example {@code a 25, b -}. */
    static String spoken(Forecast forecast) {
        return forecast.groups().stream()
                .map(group -> group.name() + " "
                        + (group.through().p50() == null
                                ? "-"
                                : minutesUntil(group.through().p50())))
                .collect(Collectors.joining(", "));
    }

    static long minutesUntil(Instant then) {
        return Duration.between(NOW, then).toMinutes();
    }
}
