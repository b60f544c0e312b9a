package dev.cutover.starter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Action;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Finding;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.JobState;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Try;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.Words;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("a report in Markdown")
class ReportTextTest {

    private static final Set<JobState> NEED_A_PERSON =
            EnumSet.of(JobState.BLOCKED, JobState.FAILED, JobState.UNFINISHED, JobState.UNRECOGNISED);

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void says_first_which_jobs_need_a_person(JobState state) {
        String text = ReportText.of(SampleReports.of(
                WaveOutcome.NOT_DONE,
                SampleReports.END,
                List.of(SampleReports.done("db-01"), SampleReports.job("web-13", state, null, null))));
        String line = "- **web-13** (j-bp1fnx5y3djc4cop0013, web): " + Words.spoken(state) + "\n";

        assertThat(text.contains("## Needs a person\n\n" + line)).isEqualTo(NEED_A_PERSON.contains(state));
        assertThat(text.contains("## Needs a person")).isEqualTo(NEED_A_PERSON.contains(state));
        if (NEED_A_PERSON.contains(state)) {
            assertThat(text.indexOf("## Needs a person")).isLessThan(text.indexOf("## Jobs"));
        }
    }

    @Test
    void says_why_with_the_code_of_SMC() {
        assertThat(ReportText.of(SampleReports.running()))
                .contains(
                        "- **app-01** (j-bp1fnx5y3djc4cop0001, app): blocked, sourceOffline (SourceServerState.Invalid)\n");
    }

    @Test
    void of_a_running_wave_says_that_it_has_not_ended_and_how_things_stand() {
        assertThat(ReportText.of(SampleReports.running()))
                .startsWith("# Wave prod-07: running\n")
                .contains("\n- ended: it has not ended\n")
                .contains("\n- jobs: 4 in all: 1 done, 1 blocked, 1 cutting over, 1 watching\n");
    }

    @Test
    void leaves_out_what_the_plan_does_not_say() {
        assertThat(ReportText.of(SampleReports.ended()))
                .contains("\n- change: CHG0042\n")
                .doesNotContain("- account:");
        assertThat(ReportText.of(SampleReports.running()))
                .contains("\n- account: shanghai\n")
                .doesNotContain("- change:");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void counts_the_calls(String told, Report.Job job) {
        String text = ReportText.of(SampleReports.of(WaveOutcome.DONE, SampleReports.END, List.of(job)));

        assertThat(text).contains(" | 2026-11-28T03:12:30.000Z | " + told + " | m-1 |\n");
    }

    static Stream<Arguments> calls() {
        List<Report.Attempt> two =
                Collections.nCopies(2, new Report.Attempt(null, Try.Answer.PERHAPS_SENT, null, null, null, null));
        return Stream.of(
                argumentSet("none", "0", SampleReports.called("a-1", List.of(), 0, false)),
                argumentSet("those that are there", "2", SampleReports.called("a-1", two, 0, false)),
                argumentSet("those left out, too", "9", SampleReports.called("a-1", two, 7, false)),
                argumentSet("as many as are known", "9 or more", SampleReports.called("a-1", two, 7, true)));
    }

    @ParameterizedTest
    @MethodSource("words")
    void keeps_a_row_a_row(String word, String cell) {
        Report report = SampleReports.of(
                WaveOutcome.RUNNING,
                null,
                List.of(SampleReports.job("a-1", JobState.BLOCKED, Reason.of(FailureKind.UNKNOWN_CODE), word)),
                List.of(new Action(SampleReports.START, word, "skip", word, word)),
                0);

        assertThat(ReportText.of(report))
                .contains("blocked, unknownCode (" + cell + ")\n")
                .endsWith("| 2026-11-28T01:00:00.000Z | " + cell + " | skip | " + cell + " | " + cell + " |\n");
    }

    static Stream<Arguments> words() {
        return Stream.of(
                argumentSet("with a pipe in a cell", "a|b", "a\\|b"),
                argumentSet("with a backslash before a pipe", "a\\|b", "a\\\\\\|b"),
                argumentSet("with a line end", "first\r\nsecond", "first second"),
                argumentSet("with tabs and blanks", "a\t  b", "a b"),
                argumentSet("with an escape for the terminal", "a\u001b[31mb\u009bc", "a [31mb c"),
                argumentSet("with what is no ASCII", "数据库 – é", "数据库 – é"));
    }

    @Test
    void says_how_many_older_actions_are_not_in_it() {
        List<Action> one = List.of(new Action(SampleReports.START, "ops@jump", "hold", "all jobs", "why"));

        assertThat(actions(one, 7)).startsWith("\n7 older ones stand in the history of the wave only.\n\n| at |");
        assertThat(actions(one, 0)).startsWith("\n| at |");
    }

    private static String actions(List<Action> actions, int leftOut) {
        String text = ReportText.of(SampleReports.of(WaveOutcome.RUNNING, null, List.of(), actions, leftOut));
        return text.substring(text.indexOf("## Actions\n") + "## Actions\n".length());
    }

    @Test
    void has_no_actions_where_nobody_did_anything() {
        assertThat(ReportText.of(SampleReports.running())).doesNotContain("## Actions");
    }

    @Test
    void shows_the_instance_where_there_is_no_image() {
        Report.Job image = SampleReports.done("db-01");
        Report.Job instance = new Report.Job(
                image.id(),
                image.name(),
                image.group(),
                image.state(),
                image.reason(),
                image.code(),
                false,
                false,
                image.waitingSeenAt(),
                image.cutOverAt(),
                image.finishedAt(),
                null,
                "i-1",
                image.attempts(),
                0,
                false,
                List.of());

        assertThat(ReportText.of(SampleReports.of(WaveOutcome.DONE, SampleReports.END, List.of(instance))))
                .endsWith(" | 1 | i-1 |\n");
    }

    @Test
    void of_a_night_tells_what_needs_a_person_split_groups_and_unfinished_jobs_first() {
        String text = ReportText.of(SampleReports.night());
        assertThat(text.substring(text.indexOf("## Needs"), text.indexOf("## Groups")))
                .isEqualTo("""
                        ## Needs a person

                        - **db** (group): split: 1 of 2 servers are done, and the others are not; frozen since \
                        2026-11-28T03:12:30.000Z, and for 42 min before that
                        - **db** (group): does not succeed (undo, since 2026-11-28T03:12:30.000Z): exit code 1
                        - **app** (group): to do by hand (before): Stop it
                        - **web** (group): nobody has agreed to it yet
                        - **db-02** (j-bp1fnx5y3djc4cop0002, db): unfinished (stands frozen), windowClosed
                        - **web-13** (j-bp1fnx5y3djc4cop0013, web): blocked (stands frozen), notVerified

                        """);
        assertThat(text).contains(" | cutting over (verifying) | ");
    }

    @Test
    void of_a_night_tells_its_window_why_it_is_held_and_what_its_groups_and_hooks_did() {
        String text = ReportText.of(SampleReports.night());
        assertThat(text)
                .contains("\n- window opens: 2026-11-28 09:00 Asia/Shanghai (2026-11-28T01:00:00.000Z)\n")
                .contains("\n- window closes: 2026-11-28 11:12:30 Asia/Shanghai (2026-11-28T03:12:30.000Z)\n")
                .contains("\n- held: since 2026-11-28T03:12:30.000Z: " + HoldReason.ACCOUNT.advice()
                        + " (Forbidden.RAM)\n")
                .doesNotContain("- last start:");
        assertThat(text.substring(text.indexOf("## Groups"), text.indexOf("## Jobs")))
                .isEqualTo("""
                        ## Groups

                        | group | jobs | phase | frozen | approved by |
                        |---|---|---|---|---|
                        | db | 1 done, 1 unfinished | undo, split | frozen since 2026-11-28T03:12:30.000Z, and for 42 min before that |  |
                        | app | 1 cutting over | before |  | ann at 2026-11-28T01:00:00.000Z |
                        | web | 1 blocked | waiting |  |  |

                        ## Selected when the wave was started

                        | group | by |
                        |---|---|
                        | web | tag tier=web; at most 50 |

                        ## Steps

                        | of | step | round | began | ended | outcome | output |
                        |---|---|---|---|---|---|---|
                        | group db | before | 1 | 2026-11-28T01:00:00.000Z | 2026-11-28T03:12:30.000Z | done | stopped |
                        | group db | undo | 2 | 2026-11-28T03:12:30.000Z | 2026-11-28T03:12:33.000Z | failed | \
                        exit code 1 \\| no such \\| host |
                        | web-13 | after | 1 | 2026-11-28T01:00:00.000Z |  | goes on |  |

                        """);
    }

    @Test
    void of_a_wave_without_window_and_hooks_says_nothing_of_them() {
        assertThat(ReportText.of(SampleReports.ended()))
                .doesNotContain("## Selected", "## Steps", "window", "held", "since", "verifying");
    }

    @Test
    void of_groups_without_hooks_tells_what_became_of_their_jobs() {
        String text = ReportText.of(SampleReports.ended());
        assertThat(text.substring(text.indexOf("## Groups"), text.indexOf("## Jobs")))
                .isEqualTo("""
                        ## Groups

                        | group | jobs | phase | frozen | approved by |
                        |---|---|---|---|---|
                        | db | 1 done | through |  |  |
                        | web | 1 done, 1 failed | through |  |  |

                        """);
        assertThat(ReportText.of(SampleReports.running())).doesNotContain("## Groups");
    }

    @Test
    void of_a_group_that_was_left_frozen_tells_for_how_long_it_stood_so_when_the_wave_ended() {
        assertThat(ReportText.of(SampleReports.leftFrozen(12)))
                .contains("| frozen since 2026-11-28T03:00:30.000Z, and still so when the wave ended, 12 min later |")
                .contains("**db** (group): frozen since 2026-11-28T03:00:30.000Z, and still so when");
    }

    @Test
    void what_was_known_before_stands_at_the_top() {
        Report ended = SampleReports.ended();
        PreflightReport found = new PreflightReport(
                ended.startedAt(),
                List.of(
                        new Finding(FindingKind.JOB_MISSING, List.of(), 3, null),
                        new Finding(FindingKind.CLOCK_DRIFTS, List.of(), 0, "70 s ahead"),
                        new Finding(FindingKind.CUT_OVER_UNTRIED, List.of(), 0, null)),
                null);
        assertThat(ReportText.of(SampleReports.withPreflight(ended, Report.Preflight.of(found))))
                .contains("jobMissing (3), clockDrifts")
                .doesNotContain("cutOverUntried");
        assertThat(ReportText.of(ended)).doesNotContain("preflight", "forecast");
    }
}
