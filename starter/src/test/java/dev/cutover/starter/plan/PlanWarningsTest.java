package dev.cutover.starter.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plan may say, and what is told of it all the same. */
class PlanWarningsTest {

    private static final String NIGHT = "window: {opens: 2026-11-28T01:00Z, closes: 2026-11-28T02:00Z}\n";
    private static final String HOOKS = "hooks: {after: {command: a, expectedDuration: 10m}}";

    @TempDir
    private Path folder;

    private CheckedPlan checked(String text, Instant now) throws Exception {
        return PlanFile.check(Files.write(folder.resolve("plan.yaml"), text.getBytes(UTF_8)), null, now);
    }

    static Stream<Arguments> warnings() {
        String jobs = "jobs: [{id: j-1}, {id: j-2}]";
        return Stream.of(
                argumentSet(
                        "a group with hooks and more jobs than slots",
                        "limits: {maxConcurrent: 1}\ngroups: [{name: all, " + HOOKS + ", " + jobs + "}]",
                        "has hooks and 2 jobs, and limits.maxConcurrent is 1"),
                argumentSet(
                        "a canary smaller than the group with hooks that is first",
                        "limits: {canary: 1}\ngroups: [{name: all, " + HOOKS + ", " + jobs + "}]",
                        "the canary has 1 of the 2 jobs of the group 'all'"),
                argumentSet(
                        "a canary that names one of a group with hooks",
                        "limits: {canary: [j-2]}\ngroups: [{name: all, " + HOOKS + ", " + jobs + "}]",
                        "the canary has 1 of the 2 jobs of the group 'all'"),
                argumentSet(
                        "a first group that does not stand first",
                        "limits: {canary: 1}\ngroups: [{name: last, after: [all], jobs: [{id: j-3}]}, {name: all, "
                                + HOOKS + ", " + jobs + "}]",
                        "the canary has 1 of the 2 jobs of the group 'all'"),
                argumentSet(
                        "before without undo",
                        "groups: [{name: all, hooks: {before: {command: a}}, " + jobs + "}]",
                        "'before' without 'undo'"),
                argumentSet(
                        "before without undo, of every job",
                        "defaults: {hooks: {before: {command: a}}}\ngroups: [{name: all, " + jobs + "}]",
                        "'before' without 'undo'"),
                argumentSet(
                        "a job longer than the window",
                        NIGHT + "groups: [{name: all, jobs: [{id: j-1}, {id: j-2, expectedDuration: 61m}]}]",
                        "'j-2' is expected to take 1h1m with its hooks, longer than the whole window of 1h"),
                argumentSet(
                        "all jobs longer than the window",
                        NIGHT + "defaults: {expectedDuration: 2h}\ngroups: [{name: all, " + jobs + "}]",
                        "'j-1' (and 1 job more of its group)"),
                argumentSet(
                        "a job longer than the window with its group's hooks",
                        NIGHT + "groups: [{name: all, " + HOOKS + ", jobs: [{id: j-1, expectedDuration: 51m}]}]",
                        "expected to take 1h1m with its hooks"),
                argumentSet(
                        "a job longer than the window with its own hooks",
                        NIGHT + "groups: [{name: all, jobs: [{id: j-1, expectedDuration: 51m, " + HOOKS + "}]}]",
                        "expected to take 1h1m with its hooks"));
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void whatIsProbablyNotMeantIsToldWithItsPlace(String plan, String message) throws Exception {
        List<Problem> warnings = checked("wave: w\n" + plan, null).warnings();

        assertThat(warnings).singleElement().satisfies(warning -> {
            assertThat(warning.message()).contains(message);
            assertThat(warning.line()).isGreaterThan(1);
            assertThat(warning.column()).isPositive();
            assertThat(warning.suggestion()).isNotBlank();
        });
    }

    static Stream<Arguments> quiet() {
        String jobs = "jobs: [{id: j-1}, {id: j-2}]";
        return Stream.of(
                argumentSet(
                        "as many jobs as slots",
                        "limits: {maxConcurrent: 2}\ngroups: [{name: all, " + HOOKS + ", " + jobs + "}]"),
                argumentSet(
                        "more jobs than slots without hooks",
                        "limits: {maxConcurrent: 1}\ngroups: [{name: all, " + jobs + "}]"),
                argumentSet(
                        "a canary of the whole group",
                        "limits: {canary: 2}\ngroups: [{name: all, " + HOOKS + ", " + jobs + "}]"),
                argumentSet(
                        "a canary larger than the group",
                        "limits: {canary: 3}\ngroups: [{name: all, " + HOOKS + ", " + jobs + "}]"),
                argumentSet(
                        "a canary of a group without hooks",
                        "limits: {canary: 1}\ngroups: [{name: all, " + jobs + "}]"),
                argumentSet(
                        "a long job whose fit is ignored",
                        NIGHT + "groups: [{name: all, fit: ignore, jobs: [{id: j-1, expectedDuration: 9h}]}]"),
                argumentSet(
                        "a job as long as the window",
                        NIGHT + "groups: [{name: all, jobs: [{id: j-1, expectedDuration: 1h}]}]"),
                argumentSet(
                        "a long job without its last copy",
                        NIGHT
                                + "defaults: {expectedDuration: 2h, syncData: false}\ngroups: [{name: all, jobs: [{id: j-1}]}]"),
                argumentSet(
                        "undo of before",
                        "groups: [{name: all, hooks: {before: {command: a}, undo: {command: b}}, " + jobs + "}]"));
    }

    @ParameterizedTest
    @MethodSource("quiet")
    void nothingIsToldOf(String plan) throws Exception {
        assertThat(checked("wave: w\n" + plan, null).warnings()).isEmpty();
    }

    static Stream<Arguments> passed() {
        String jobs = "jobs: [{id: j-1}]";
        String groups = "groups: [{name: all, " + jobs + "}, {name: rest, jobs: [{id: j-2}]}]";
        String early = "deadline: 2026-11-28T00:30Z";
        String late = "deadline: 2026-11-28T01:30Z";
        return Stream.of(
                argumentSet(
                        "the wave's approval, before it opens",
                        NIGHT + "approval: {" + early + "}\n" + groups,
                        "2026-11-28T00:30:00Z",
                        "3:22: the deadline for approving the wave passed at 2026-11-28T00:30Z: unless somebody has agreed, it is deferred when the window opens"),
                argumentSet(
                        "the wave's approval, while it is open",
                        NIGHT + "approval: {" + late + "}\n" + groups,
                        "2026-11-28T01:30:00Z",
                        "3:22: the deadline for approving the wave passed at 2026-11-28T01:30Z: unless somebody has agreed, it is deferred at once"),
                argumentSet(
                        "an approval without which it starts",
                        NIGHT + "approval: {" + late + ", otherwise: start}\n" + groups,
                        "2026-11-28T01:31:00Z",
                        "3:22: the deadline for approving the wave passed at 2026-11-28T01:30Z: nobody is waited for"),
                argumentSet(
                        "a group's approval, without a window",
                        "groups: [{name: all, approval: {" + late + "}, " + jobs + "}]",
                        "2026-11-28T01:31:00Z",
                        "2:43: the deadline for approving the group 'all' passed at 2026-11-28T01:30Z: unless somebody has agreed, it is deferred at once"),
                argumentSet(
                        "the approval of each group",
                        "defaults: {approval: {" + late + "}}\n" + groups,
                        "2026-11-28T01:31:00Z",
                        "2:33: the deadline for approving each group passed at 2026-11-28T01:30Z: unless somebody has agreed, it is deferred at once"),
                argumentSet(
                        "when a group had to start",
                        NIGHT + "groups: [{name: all, startBy: 2026-11-28T01:30Z, " + jobs + "}]",
                        "2026-11-28T01:30:01Z",
                        "3:31: 'startBy' passed at 2026-11-28T01:30Z: the group 'all' starts only if it is ready when it is first looked at; else it is deferred whole"),
                argumentSet(
                        "when each group had to start",
                        NIGHT + "defaults: {startBy: 2026-11-28T01:30Z}\n" + groups,
                        "2026-11-28T01:30:01Z",
                        "3:21: 'startBy' passed at 2026-11-28T01:30Z: each group starts only if it is ready when it is first looked at; else it is deferred whole"));
    }

    @ParameterizedTest
    @MethodSource
    void passed(String plan, Instant now, String told) throws Exception {
        assertThat(checked("wave: w\n" + plan, now).warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.line() + ":" + warning.column() + ": " + warning.message())
                    .isEqualTo(told);
            assertThat(warning.suggestion()).isNotBlank();
        });
        Instant before = now.minusSeconds(61);
        assertThat(checked("wave: w\n" + plan, before).warnings()).isEmpty();
        assertThat(checked("wave: w\n" + plan, null).warnings()).isEmpty();
        Instant closed = Instant.parse("2026-11-28T02:00:01Z");
        if (plan.startsWith(NIGHT)) {
            assertThat(checked("wave: w\n" + plan, closed).warnings())
                    .as("that the window has passed is enough")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-28T00:00:00Z,",
        "2026-11-28T01:30:00Z,",
        "2026-11-28T01:30:01Z, 'last start was at 2026-11-28T01:30Z'",
        "2026-11-28T02:00:00Z, 'last start was at 2026-11-28T01:30Z'",
        "2026-11-28T02:00:01Z, 'closed at 2026-11-28T02:00Z'"
    })
    void aWindowPasses(Instant now, String told) throws Exception {
        String window = "window: {opens: 2026-11-28T01:00Z, lastStart: 2026-11-28T01:30Z, closes: 2026-11-28T02:00Z}\n";
        CheckedPlan checked = checked("wave: w\n" + window + "groups: [{name: all, jobs: [{id: j-1}]}]", now);

        assertThat(checked.warnings()).isEmpty();
        if (told == null) {
            assertThat(checked.tooLate()).isEmpty();
            return;
        }
        assertThat(checked.tooLate()).singleElement().satisfies(late -> {
            assertThat(late.message()).contains(told);
            assertThat(late.line()).isEqualTo(2);
            assertThat(late.column()).isEqualTo(told.startsWith("last") ? 47 : 74);
        });
    }

    @Test
    void withoutALastStartTheEndOfTheWindowIsIt() throws Exception {
        CheckedPlan checked = checked(
                "wave: w\n" + NIGHT + "groups: [{name: all, jobs: [{id: j-1}]}]",
                Instant.parse("2026-11-28T02:00:01Z"));

        assertThat(checked.tooLate()).hasSize(1);
    }
}
