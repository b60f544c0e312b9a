package dev.cutover.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a night without a date is on a day, clock changes and all. Berlin goes forward at 02:00 on 2027-03-28 and back at 03:00 on 2027-10-31. */
class NightTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a plain night,                Asia/Shanghai,    01:00 04:15 05:00, 2026-11-28, 2026-11-27T17:00:00Z 2026-11-27T20:15:00Z 2026-11-27T21:00:00Z",
        "over midnight,                Asia/Shanghai,    22:00 01:00 02:00, 2026-11-28, 2026-11-28T14:00:00Z 2026-11-28T17:00:00Z 2026-11-28T18:00:00Z",
        "last start before midnight,   UTC,              22:00 23:30 00:00, 2026-12-31, 2026-12-31T22:00:00Z 2026-12-31T23:30:00Z 2027-01-01T00:00:00Z",
        "around a change forward,      Europe/Berlin,    01:00 04:00 05:00, 2027-03-28, 2027-03-28T00:00:00Z 2027-03-28T02:00:00Z 2027-03-28T03:00:00Z",
        "it opens at a skipped time,   Europe/Berlin,    02:30 04:00 05:00, 2027-03-28, 2027-03-28T01:00:00Z 2027-03-28T02:00:00Z 2027-03-28T03:00:00Z",
        "it closes at a skipped time,  Europe/Berlin,    22:00 01:30 02:30, 2027-03-27, 2027-03-27T21:00:00Z 2027-03-28T00:30:00Z 2027-03-28T01:00:00Z",
        "all of it is skipped,         Europe/Berlin,    02:10 02:40 02:50, 2027-03-28, 2027-03-28T01:00:00Z 2027-03-28T01:00:00Z 2027-03-28T01:00:00Z",
        "around a change back,         Europe/Berlin,    01:00 04:00 05:00, 2027-10-31, 2027-10-30T23:00:00Z 2027-10-31T03:00:00Z 2027-10-31T04:00:00Z",
        "a repeated time is its first, Europe/Berlin,    02:30 02:45 03:00, 2027-10-31, 2027-10-31T00:30:00Z 2027-10-31T00:45:00Z 2027-10-31T02:00:00Z",
        "forward in New York,          America/New_York, 01:00 02:30 04:00, 2027-03-14, 2027-03-14T06:00:00Z 2027-03-14T07:00:00Z 2027-03-14T08:00:00Z",
        "back in New York,             America/New_York, 01:30 03:00 04:00, 2027-11-07, 2027-11-07T05:30:00Z 2027-11-07T08:00:00Z 2027-11-07T09:00:00Z",
        "a day that there was not,     Pacific/Apia,     01:00 04:00 05:00, 2011-12-30, 2011-12-30T10:00:00Z 2011-12-30T10:00:00Z 2011-12-30T10:00:00Z",
    })
    void its_window(String sentence, String zone, String times, LocalDate date, String instants) {
        List<Instant> expected =
                List.of(instants.split(" ")).stream().map(Instant::parse).toList();
        assertThat(night(zone, times).on(date))
                .isEqualTo(new Window(expected.get(0), expected.get(1), expected.get(2), zone));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "half an hour before it opens,       Asia/Shanghai, 01:00 04:15 05:00, 2026-11-27T16:30:00Z, 2026-11-28",
        "the evening before,                 Asia/Shanghai, 01:00 04:15 05:00, 2026-11-27T14:00:00Z, 2026-11-28",
        "while it is open,                   Asia/Shanghai, 01:00 04:15 05:00, 2026-11-27T19:00:00Z, 2026-11-28",
        "just before the last start,         Asia/Shanghai, 01:00 04:15 05:00, 2026-11-27T20:14:59Z, 2026-11-28",
        "the last start itself is too late,  Asia/Shanghai, 01:00 04:15 05:00, 2026-11-27T20:15:00Z, 2026-11-29",
        "noon is of the night to come,       Asia/Shanghai, 01:00 04:15 05:00, 2026-11-28T04:00:00Z, 2026-11-29",
        "before midnight in one over it,     UTC,           22:00 03:00 04:00, 2026-11-28T23:00:00Z, 2026-11-28",
        "behind midnight it is the same one, UTC,           22:00 03:00 04:00, 2026-11-29T02:00:00Z, 2026-11-28",
        "a repeated start the first time,    Europe/Berlin, 02:40 02:50 05:00, 2027-10-31T00:30:00Z, 2027-10-31",
        "a repeated start the second time,   Europe/Berlin, 02:40 02:50 05:00, 2027-10-31T01:30:00Z, 2027-10-31",
        "the moment for a skipped start,     Europe/Berlin, 03:00 04:00 05:00, 2027-03-28T01:00:00Z, 2027-03-28",
    })
    void the_night_that_is_meant(String sentence, String zone, String times, Instant moment, LocalDate date) {
        assertThat(night(zone, times).dateAt(moment)).isEqualTo(date);
    }

    @Test
    void every_time_of_a_plan_gets_its_date_and_nothing_without_one_is_left() {
        Night night = night("Europe/Berlin", "22:00 03:00 04:00");
        Hooks hooks = new Hooks(null, null, null);
        Selection select = new Selection(null, 3);
        Plan plan = new Plan(
                "shop",
                "CHG1",
                "prod",
                "0",
                Limits.defaults(),
                Polling.defaults(),
                JobDefaults.defaults(),
                List.of(new PlannedGroup(
                        "web",
                        List.of("db"),
                        List.of(),
                        new GroupRules(
                                new Approval(null, true, LocalTime.of(23, 0)),
                                hooks,
                                2,
                                null,
                                OnFailure.HOLD,
                                true,
                                LocalTime.of(1, 0)),
                        select)),
                null,
                new Approval(null, false, LocalTime.of(0, 30)),
                Notify.nobody(),
                night,
                "cn-shanghai");
        assertThat(plan.on(LocalDate.of(2026, 11, 28)))
                .isEqualTo(new Plan(
                        "shop-2026-11-28",
                        "CHG1",
                        "prod",
                        "0",
                        Limits.defaults(),
                        Polling.defaults(),
                        JobDefaults.defaults(),
                        List.of(new PlannedGroup(
                                "web",
                                List.of("db"),
                                List.of(),
                                new GroupRules(
                                        new Approval(Instant.parse("2026-11-28T22:00:00Z"), true),
                                        hooks,
                                        2,
                                        Instant.parse("2026-11-29T00:00:00Z"),
                                        OnFailure.HOLD,
                                        true),
                                select)),
                        night.on(LocalDate.of(2026, 11, 28)),
                        new Approval(Instant.parse("2026-11-28T23:30:00Z"), false),
                        Notify.nobody(),
                        null,
                        "cn-shanghai"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "when it opens,                         01:00 04:15 05:00, 01:00, 2026-11-28T01:00",
        "at the last start,                     01:00 04:15 05:00, 04:15, 2026-11-28T04:15",
        "half an hour before it opens,          01:00 04:15 05:00, 00:30, 2026-11-28T00:30",
        "the evening before,                    01:00 04:15 05:00, 22:00, 2026-11-27T22:00",
        "twelve hours before,                   01:00 04:15 05:00, 13:00, 2026-11-27T13:00",
        "in a night over midnight,              22:00 03:15 04:00, 02:00, 2026-11-29T02:00",
        "before a night over midnight,          22:00 03:15 04:00, 21:59, 2026-11-28T21:59",
        "what may be both is in the night,      18:00 12:00 13:00, 11:00, 2026-11-29T11:00",
    })
    void a_deadline_is_in_the_night_or_shortly_before_it(
            String sentence, String times, LocalTime time, LocalDateTime expected) {
        Night night = night("UTC", times);
        LocalDate date = LocalDate.of(2026, 11, 28);
        assertThat(night.localDeadline(date, time)).isEqualTo(expected);
        assertThat(night.deadlineAt(date, time)).isEqualTo(expected.toInstant(ZoneOffset.UTC));
        assertThat(night.isAhead(time)).isEqualTo(expected.isBefore(night.local(date, night.opens())));
    }

    @ParameterizedTest
    @CsvSource({"01:00 04:15 05:00, 04:16", "01:00 04:15 05:00, 12:59", "22:00 03:15 04:00, 09:59"})
    void a_deadline_that_is_too_late_is_not_one_of_the_day_before(String times, LocalTime time) {
        assertThat(night("UTC", times).isAhead(time)).isFalse();
    }

    @Test
    void it_is_as_long_as_its_times_say() {
        assertThat(night("UTC", "22:00 03:00 04:00").until(LocalTime.of(4, 0))).isEqualTo(Duration.ofHours(6));
        assertThat(night("UTC", "01:00 03:00 04:00").until(LocalTime.of(1, 0))).isZero();
    }

    private static Night night(String zone, String times) {
        List<LocalTime> three =
                List.of(times.split(" ")).stream().map(LocalTime::parse).toList();
        return new Night(three.get(0), three.get(1), three.get(2), zone);
    }
}
