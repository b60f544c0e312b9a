package dev.cutover.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.starter.FakeSchedules;
import dev.cutover.starter.Ran;
import io.temporal.api.schedule.v1.Schedule;
import io.temporal.api.schedule.v1.StructuredCalendarSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the times of a schedule when the clock changes, and of deadlines. It is 2026-11-24 10:00 in Shanghai. */
@Timeout(60)
class ScheduleTimesTest {

    @TempDir
    private Path folder;

    private final FakeSchedules temporal = new FakeSchedules();

    @BeforeEach
    void berlin() throws IOException {
        Files.writeString(folder.resolve("berlin.yaml"), """
                wave: file
                window: {opens: 02:30, lastStart: 04:15, closes: 05:00, timeZone: Europe/Berlin}
                groups: [{name: all, jobs: [{id: j-1}, {id: j-2}]}]
                """);
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    /** Words are parted by blanks; those of a cron by underscores. */
    private Ran run(String line) {
        return temporal.terminal().run(words(line));
    }

    private String[] words(String line) {
        return Stream.of(line.split(" "))
                .map(word -> word.endsWith(".yaml") ? folder.resolve(word).toString() : word.replace('_', ' '))
                .toArray(String[]::new);
    }

    private Schedule schedule() {
        return temporal.schedules().get("schedule:shop");
    }

    @Test
    void a_start_that_a_clock_change_skips_has_another_one_in_its_place() {
        Ran ran = run("schedule create shop --plan berlin.yaml --cron 30_2_28_3_* --yes");
        assertThat(ran.exitCode()).isZero();
        List<StructuredCalendarSpec> calendars = schedule().getSpec().getStructuredCalendarList();
        // The clock goes forward on the last Sunday of March; up to 2031 that is the 28th once.
        assertThat(calendars).hasSize(2);
        assertThat(calendars.get(0).getComment()).isEqualTo("cron 30 2 28 3 *");
        assertThat(calendars.get(1).getYear(0).getStart()).isEqualTo(2027);
        assertThat(calendars.get(1).getHour(0).getStart()).isEqualTo(3);
        Ran shown = run("schedule show shop");
        assertThat(shown.out())
                .contains(
                        "2027-03-28 03:00 Europe/Berlin  shop-2027-03-28",
                        "it starts when the clock goes forward",
                        "opens 02:30 is skipped by the clock, which goes forward to 03:00");
        assertThat(run("schedule show shop -o json")
                        .json()
                        .at("/nextStarts/0/at")
                        .asText())
                .isEqualTo("2027-03-28T01:00:00.000Z");
    }

    @Test
    void a_start_in_a_night_in_which_the_clock_is_set_back_tells_which_time_counts() {
        assertThat(run("schedule create shop --plan berlin.yaml --cron 0_1_31_10_* --yes")
                        .exitCode())
                .isZero();
        assertThat(run("schedule show shop").out())
                .contains("shop-2027-10-31", "opens 02:30 comes twice: the first counts");
    }

    @Test
    void every_time_of_the_plan_that_the_clock_skips_is_told() throws IOException {
        Files.writeString(folder.resolve("dst.yaml"), """
                wave: dst
                window: {opens: 01:00, lastStart: 04:15, closes: 05:00, timeZone: Europe/Berlin}
                approval: {deadline: 02:15, otherwise: defer}
                groups:
                  - {name: web, startBy: 02:30, jobs: [{id: j-1}]}
                  - {name: app, approval: {deadline: 02:45}, jobs: [{id: j-2}]}
                """);
        Ran ran = run("schedule create shop --plan dst.yaml --cron 30_0_28_3_* --yes");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err())
                .contains(
                        "approval    the wave until 02:15, else it is deferred",
                        "    the deadline 02:15 is skipped by the clock",
                        "    startBy of group web 02:30 is skipped by the clock",
                        "    the deadline of group app 02:45 is skipped by the clock");
    }

    @Test
    void a_deadline_before_the_night_is_told_with_the_starts_that_come_after_it() throws IOException {
        Files.writeString(folder.resolve("early.yaml"), """
                wave: early
                window: {opens: 01:00, lastStart: 04:15, closes: 05:00, timeZone: Asia/Shanghai}
                approval: {deadline: 00:30, otherwise: defer}
                groups: [{name: web, approval: {deadline: 22:00, otherwise: start}, jobs: [{id: j-1}]}]
                """);
        assertThat(run("schedule create shop --plan early.yaml --cron 0_21_*_*_* --yes")
                        .err())
                .contains("approval    the wave until 00:30, before it opens")
                .doesNotContain("it starts after the deadline");
        assertThat(run("schedule update shop --cron 0_23_*_*_* --yes").err())
                .contains("it starts after the deadline of the approval of group web: nobody is asked")
                .doesNotContain("all of it is deferred");
        assertThat(run("schedule update shop --cron 30_0_*_*_* --yes").err())
                .contains("it starts after the deadline of the approval: all of it is deferred");
        assertThat(run("validate early.yaml").out())
                .contains(
                        "approval    the wave until 00:30, before it opens, else it is deferred: `cutover approve early-DATE --reason ...`",
                        "group web until 22:00, before it opens, else it starts without");
    }
}
