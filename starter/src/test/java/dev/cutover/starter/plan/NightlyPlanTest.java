package dev.cutover.starter.plan;

import static dev.cutover.starter.plan.PlanText.problems;
import static dev.cutover.starter.plan.Refusals.assertRefused;
import static dev.cutover.starter.plan.Refusals.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Night;
import dev.cutover.contract.Plan;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans without dates, which are for schedules. */
class NightlyPlanTest {

    private static final String ONE_GROUP = "\ngroups: [{name: all, jobs: [{id: j-1}]}]";
    private static final String NIGHT = "{opens: 22:00, lastStart: 03:15, closes: 04:00, timeZone: Asia/Shanghai}";

    @Test
    void a_window_without_dates_is_a_night() throws PlanRefused {
        Plan plan = PlanText.yaml("wave: w\nwindow: " + NIGHT + ONE_GROUP);

        assertThat(plan.window()).isNull();
        assertThat(plan.night())
                .isEqualTo(new Night(LocalTime.of(22, 0), LocalTime.of(3, 15), LocalTime.of(4, 0), "Asia/Shanghai"));
    }

    @Test
    void without_a_last_start_it_is_when_it_closes_and_seconds_count() throws PlanRefused {
        Plan plan = PlanText.yaml("wave: w\nwindow: {opens: \"01:00:30\", closes: 05:00, timeZone: UTC}" + ONE_GROUP);

        assertThat(plan.night())
                .isEqualTo(new Night(LocalTime.of(1, 0, 30), LocalTime.of(5, 0), LocalTime.of(5, 0), "UTC"));
    }

    @Test
    void the_times_of_its_groups_and_approvals_are_without_dates_too() throws PlanRefused {
        Plan plan = PlanText.yaml("wave: w\nwindow: " + NIGHT + "\n" + """
                approval: {deadline: 23:30, otherwise: start}
                defaults: {startBy: 02:00}
                groups:
                  - {name: a, approval: {deadline: 00:30}, jobs: [{id: j-1}]}
                  - {name: b, startBy: 01:00, approval: required, jobs: [{id: j-2}]}
                """);

        assertThat(plan.approval()).isEqualTo(new Approval(null, true, LocalTime.of(23, 30)));
        assertThat(plan.groups().get(0).rules().approval()).isEqualTo(new Approval(null, false, LocalTime.of(0, 30)));
        assertThat(plan.groups().get(0).rules().startByTime()).isEqualTo(LocalTime.of(2, 0));
        assertThat(plan.groups().get(1).rules().approval()).isEqualTo(new Approval(null, false));
        assertThat(plan.groups().get(1).rules().startByTime()).isEqualTo(LocalTime.of(1, 0));
        assertThat(plan.groups().get(1).rules().startBy()).isNull();
    }

    @Test
    void a_deadline_may_come_before_it_opens() throws PlanRefused {
        Plan plan =
                PlanText.yaml("wave: w\napproval: {deadline: 12:00, otherwise: defer}\nwindow: " + NIGHT + ONE_GROUP);

        assertThat(plan.approval()).isEqualTo(new Approval(null, false, LocalTime.of(12, 0)));
    }

    static Stream<Arguments> windows() {
        return Stream.of(
                row("no beginning", "^{closes: 05:00, timeZone: UTC}", "'opens' is missing", "add opens: 01:00"),
                row("no end", "^{opens: 01:00, timeZone: UTC}", "'closes' is missing", "add closes: "),
                row("no zone", "^{opens: 01:00, closes: 05:00}", "'timeZone' is missing", "add timeZone: "),
                row(
                        "a date among times without one",
                        "{opens: 01:00, closes: ^2026-11-28T05:00, timeZone: UTC}",
                        "'closes' has a date, and the window has none",
                        "write 05:00 here"),
                row(
                        "a time without a date among dates",
                        "{opens: 2026-11-28T01:00, lastStart: ^04:00, closes: 2026-11-28T05:00, timeZone: UTC}",
                        "'lastStart' needs a date",
                        "2026-11-28T04:00; a plan for a schedule has no date at any time"),
                row("one digit", "{opens: ^1:00, closes: 05:00, timeZone: UTC}", "must be a time", "write 01:00"),
                row(
                        "an offset",
                        "{opens: ^01:00+08:00, closes: 05:00, timeZone: UTC}",
                        "must be a time",
                        "write 01:00, in the time zone of 'window'"),
                row(
                        "an hour that is none",
                        "{opens: 01:00, closes: ^24:00, timeZone: UTC}",
                        "no time of any calendar",
                        null),
                row(
                        "closes when it opens",
                        "{opens: 01:00, closes: ^01:00, timeZone: UTC}",
                        "'closes' does not come after 'opens'",
                        "of the day after"),
                row(
                        "last start when it opens",
                        "{opens: 01:00, lastStart: ^01:00, closes: 05:00, timeZone: UTC}",
                        "'lastStart' does not come after 'opens'",
                        null),
                row(
                        "last start after it closes",
                        "{opens: 22:00, lastStart: ^05:00, closes: 04:00, timeZone: UTC}",
                        "'lastStart' comes after 'closes', or before 'opens'",
                        "between 22:00 and 04:00"));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void a_window_is_refused(String written, String message, String suggestion) {
        assertRefused("wave: w\nwindow: " + written + ONE_GROUP, message, suggestion);
    }

    static Stream<Arguments> times() {
        return Stream.of(
                row("startBy with a date", "startBy: ^2026-11-28T23:00", "'startBy' has a date", "write 23:00 here"),
                row("startBy after the last start", "startBy: ^03:16", "'startBy' comes after", "22:00 and 03:15"),
                row("startBy before it opens", "startBy: ^21:59", "'startBy' comes after", "of the day after"),
                row("startBy when it opens", "startBy: ^22:00", "'startBy' does not come after", null),
                row(
                        "a deadline with a date",
                        "approval: {deadline: ^2026-11-28T23:00Z}",
                        "'deadline' has a date",
                        null),
                row(
                        "a deadline after the last start",
                        "approval: {deadline: ^03:30}",
                        "'deadline' comes after the window's last start",
                        "between 10:00, which is before it opens, and 03:15"),
                row(
                        "a deadline long before it opens",
                        "approval: {deadline: ^09:59}",
                        "'deadline' comes after the window's last start",
                        null));
    }

    @ParameterizedTest
    @MethodSource("times")
    void a_time_of_a_group_is_refused(String written, String message, String suggestion) {
        assertRefused(
                "wave: w\nwindow: " + NIGHT + "\ngroups: [{name: all, jobs: [{id: j-1}], " + written + "}]",
                message,
                suggestion);
    }

    @Test
    void a_time_without_a_date_has_no_place_where_there_is_no_window() {
        assertRefused(
                "wave: w\ngroups: [{name: all, jobs: [{id: j-1}], startBy: ^23:00}]",
                "'startBy' needs a date",
                "a plan for a schedule has no date at any time, in 'window' either");
    }

    @Test
    void a_zone_that_is_refused_is_told_once() {
        assertThat(problems("wave: w\nwindow: {opens: 01:00, closes: 05:00, timeZone: Mars/Base}" + ONE_GROUP))
                .hasSize(1);
    }
}
