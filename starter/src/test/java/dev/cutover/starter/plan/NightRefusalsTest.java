package dev.cutover.starter.plan;

import static dev.cutover.starter.plan.PlanText.problems;
import static dev.cutover.starter.plan.Refusals.assertRefused;
import static dev.cutover.starter.plan.Refusals.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused of windows, groups and limits, each with its place and how to mend it. */
class NightRefusalsTest {

    static Stream<Arguments> windows() {
        return Stream.of(
                row("no end", "^{opens: 2026-11-28T01:00Z}", "'closes' is missing", "add closes: "),
                row(
                        "a time without a date among others",
                        "{opens: 2026-11-28T01:00Z, closes: ^05:00}",
                        "needs a date",
                        "2026-11-28T05:00"),
                row("a day without a time", "{closes: ^2026-11-28}", "needs a time of day", "2026-11-28T01:00"),
                row(
                        "a blank for the T",
                        "{closes: ^2026-11-28 05:00 +08:00}",
                        "must be a time",
                        "2026-11-28T05:00+08:00"),
                row("a day that is none", "{closes: ^2026-02-30T01:00Z}", "no time of any calendar", null),
                row("an offset that is none", "{closes: ^2026-02-20T01:00+99:00}", "no time of any calendar", null),
                row("words", "{closes: ^tomorrow}", "must be a time such as", null),
                row(
                        "neither zone nor offset",
                        "{closes: ^2026-11-28T05:00}",
                        "which time zone",
                        "2026-11-28T05:00+08:00"),
                row(
                        "a zone misspelt",
                        "{closes: 2026-11-28T05:00, timeZone: ^Asia/Shangai}",
                        "IANA time zone",
                        "did you mean 'Asia/Shanghai'?"),
                row(
                        "a city alone",
                        "{closes: 2026-11-28T05:00, timeZone: ^new york}",
                        "IANA time zone",
                        "did you mean 'America/New_York'?"),
                row(
                        "an offset as a zone",
                        "{closes: 2026-11-28T05:00, timeZone: ^+08:00}",
                        "IANA time zone",
                        "an offset belongs behind a time"),
                row(
                        "closes before it opens",
                        "{opens: 2026-11-28T05:00Z, closes: ^2026-11-28T01:00Z}",
                        "'closes' does not come after 'opens'",
                        "is the date right?"),
                row(
                        "closes when it opens",
                        "{opens: 2026-11-28T05:00Z, closes: ^2026-11-28T05:00Z}",
                        "'closes' does not come after 'opens'",
                        null),
                row(
                        "last start when it opens",
                        "{opens: 2026-11-28T01:00Z, lastStart: ^2026-11-28T01:00Z, closes: 2026-11-28T05:00Z}",
                        "'lastStart' does not come after 'opens'",
                        null),
                row(
                        "last start after it closes",
                        "{lastStart: ^2026-11-28T05:01Z, closes: 2026-11-28T05:00Z}",
                        "'lastStart' comes after 'closes'",
                        null),
                row(
                        "skipped by a clock change",
                        "{closes: ^2026-03-29T02:30, timeZone: Europe/Berlin}",
                        "Europe/Berlin skips",
                        "write 2026-03-29T01:59 or 2026-03-29T03:00"),
                row(
                        "repeated by a clock change",
                        "{closes: ^2026-10-25T02:30, timeZone: Europe/Berlin}",
                        "comes twice in Europe/Berlin",
                        "write 2026-10-25T02:30+02:00 for the first, or 2026-10-25T02:30+01:00 for the second"),
                row("a window that is a time", "^2026-11-28T05:00", "expected the keys of 'window'", null));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void aWindowIsRefused(String written, String message, String suggestion) {
        assertRefused(
                "wave: w\nwindow: " + written + "\ngroups: [{name: all, jobs: [{id: j-1}]}]", message, suggestion);
    }

    @Test
    void aZoneThatIsRefusedIsToldOnceAndNotAtEveryTime() {
        assertRefused("""
                wave: w
                window: {opens: 2026-11-28T01:00, closes: 2026-11-28T05:00, timeZone: ^Mars/Base}
                approval: {deadline: 2026-11-28T01:00}
                groups: [{name: all, startBy: 2026-11-28T02:00, jobs: [{id: j-1}]}]
                """, "IANA time zone", null);
    }

    @Test
    void everythingWrongWithAWindowIsToldAtOnce() {
        assertThat(problems("wave: w\nwindow: {opens: 1:00, lastStart: soon, closes: never, timeZone: CET/X, from: 1}\n"
                        + "groups: [{name: all, jobs: [{id: j-1}]}]"))
                .hasSize(5);
    }

    static Stream<Arguments> groups() {
        String startBy = "'startBy' ";
        return Stream.of(
                row("startBy after the last start", "startBy: ^2026-11-28T04:01Z", startBy + "comes after", null),
                row("startBy before it opens", "startBy: ^2026-11-28T01:00Z", startBy + "does not come after", null),
                row("startBy of no zone", "startBy: ^2026-11-28T03:00", startBy + "does not say in which", null),
                row(
                        "a deadline after the last start",
                        "approval: {deadline: ^2026-11-28T04:01Z}",
                        "'deadline' comes after",
                        null),
                row("an approval that is no word", "approval: ^yes", "must be 'required'", "write required"),
                row("an approval without its deadline", "approval: ^{otherwise: start}", "'deadline' is missing", null),
                row(
                        "another end of an approval",
                        "approval: {deadline: 2026-11-28T04:00Z, otherwise: ^strat}",
                        "defer or start",
                        "did you mean 'start'?"),
                row("more ready than there are", "minReady: ^3", "the group has 2 jobs", "write 2 at most"),
                row("none ready", "minReady: ^0", "must be from 1 to 2000", null),
                row("a failure that is none", "onFailure: ^ignore", "defer, hold or continue", null),
                row("a fit that is none", "fit: ^no", "check or ignore", null),
                row("hooks without a step", "^hooks: {}", "'hooks' has no step", "before, after or undo"),
                row(
                        "a step misspelt",
                        "hooks: {^befor: {command: a}}",
                        "unknown key 'befor'",
                        "did you mean 'before'?"),
                row("a selection beside its jobs", "^select: {atMost: 5}", "both 'jobs' and 'select'", null));
    }

    @Test
    void keysOfLaterVersionsAreToldAsSuch() {
        assertRefused(
                "wave: w\n^select: all\ngroups: [{name: all, jobs: [{id: j-1}]}]",
                "not supported by this version",
                null);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void aGroupIsRefused(String written, String message, String suggestion) {
        String window = "window: {opens: 2026-11-28T01:00Z, lastStart: 2026-11-28T04:00Z, closes: 2026-11-28T05:00Z}";
        assertRefused(
                "wave: w\n" + window + "\ngroups: [{name: all,  " + written + ", jobs: [{id: j-1}, {id: j-2}]}]",
                message,
                suggestion);
    }

    @Test
    void minReadyIsAtMostWhatTheGroupHasAlsoWhenItHasOne() {
        assertRefused("wave: w\ngroups: [{name: all, minReady: ^2, jobs: [{id: j-1}]}]", "the group has 1 job", null);
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                row("no failures", "holdAfterFailures: ^0", "at least 1", "write never"),
                row("too many failures", "holdAfterFailures: ^2001", "from 1 to 2000", null),
                row("failures in words", "holdAfterFailures: ^always", "whole number", null),
                row("no percent", "holdAfterBlockedPercent: ^0", "at least 1", "write never"),
                row("too many percent", "holdAfterBlockedPercent: ^101", "from 1 to 100", null),
                row("a percent sign", "holdAfterBlockedPercent: ^20%", "whole number", null),
                row("an empty canary", "canary: ^0", "from 1 to 2000", null),
                row("a canary without jobs", "canary: ^[]", "names no job", "add at least one"),
                row("one job without a list", "canary: ^web-01", "'canary' must be", "canary: ['web-01']"),
                row("a canary that is a mapping", "canary: ^{a: 1}", "'canary' must be", null),
                row("a job misspelt", "canary: [^web-10]", "no job of this plan", "did you mean 'web-01'?"),
                row("a stranger", "canary: [^zzzzzzzz]", "no job of this plan", "name a job of this plan"),
                row("one twice", "canary: [web-01, ^j-1]", "twice", "remove one"),
                row("one that waits for others", "canary: [^app]", "each would wait", "after none"),
                row("one that waits for others far before", "canary: [^last]", "each would wait", null));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void aLimitIsRefused(String written, String message, String suggestion) {
        String plan = "wave: w\nlimits: {" + written + "}\n" + """
                groups:
                  - {name: web, jobs: [{id: j-1, name: web-01}, {id: j-2, name: web-02}]}
                  - {name: apps, after: [web], jobs: [{id: j-3, name: app}]}
                  - {name: end, after: [apps], jobs: [{id: j-4, name: last}]}
                """;
        assertRefused(plan, message, suggestion);
    }

    @Test
    void aCanaryWhoseJobIsRefusedIsNoStranger() {
        assertRefused(
                "wave: w\nlimits: {canary: [web]}\ngroups: [{name: all, jobs: [{id: ^web-1, name: web}]}]",
                "'id' must be",
                null);
    }

    @Test
    void aLongListOfStrangersIsRefusedInNoTime() {
        String jobs = IntStream.range(0, 2_000)
                .mapToObj(job -> "{id: j-" + job + ", name: '" + "shop".repeat(14) + job + "'}")
                .collect(Collectors.joining(", "));
        String canary = IntStream.range(0, 1_000)
                .mapToObj(job -> "shop".repeat(14) + "x" + job)
                .collect(Collectors.joining(", "));

        List<Problem> problems = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> problems(
                        "wave: w\nlimits: {canary: [" + canary + "]}\ngroups: [{name: all, jobs: [" + jobs + "]}]"));

        assertThat(problems).hasSize(1_000);
    }

    @Test
    void aKeyOfAGroupAtThePlanIsShownItsPlace() {
        assertRefused(
                "wave: w\n^minReady: 2\ngroups: [{name: all, jobs: [{id: j-1}]}]",
                "unknown key 'minReady' in the plan",
                "'defaults'");
    }
}
