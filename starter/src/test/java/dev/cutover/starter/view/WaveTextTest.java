package dev.cutover.starter.view;

import static dev.cutover.contract.JobState.BLOCKED;
import static dev.cutover.contract.JobState.CUTTING_OVER;
import static dev.cutover.contract.JobState.DONE;
import static dev.cutover.contract.JobState.FAILED;
import static dev.cutover.contract.JobState.SKIPPED;
import static dev.cutover.contract.JobState.UNFINISHED;
import static dev.cutover.contract.JobState.WATCHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Outlook;
import dev.cutover.contract.Outlook.Counts;
import dev.cutover.contract.Outlook.Moments;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.starter.Told;
import dev.cutover.starter.terminal.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A wave in lines for a person. */
class WaveTextTest {

    private static final Instant NOW = Told.STARTED.plusSeconds(3_723);

    private final WaveText text = new WaveText(Style.PLAIN, Window.ENDLESS);

    static Stream<Arguments> titles() {
        return Stream.of(
                argumentSet("open", Told.progress(WATCHING), "night  CHG0042  running  1:02:03"),
                argumentSet("settled", Told.progress(Standing.OPEN, true, BLOCKED), "waits for a person"),
                argumentSet("held", Told.progress(Standing.HELD, true, WATCHING), "held"),
                argumentSet(
                        "before its window", Told.opening(NOW.plusSeconds(1)), "night  CHG0042  waits for its window"),
                argumentSet("in its window", Told.opening(NOW), "night  CHG0042  running"),
                argumentSet("drained", Told.progress(Standing.DRAINED, false, CUTTING_OVER), "drained"),
                argumentSet("all done", Told.progress(DONE), "done  0:01:30"),
                argumentSet("one skipped", Told.progress(DONE, SKIPPED), "partly done  0:01:30"),
                argumentSet("one failed", Told.progress(DONE, FAILED), "not done  0:01:30"));
    }

    @ParameterizedTest
    @MethodSource("titles")
    void the_title_says_how_it_stands_and_for_how_long(WaveProgress wave, String words) {
        assertThat(text.head(wave, NOW).get(0)).startsWith("night").contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, through about 02:03 UTC",
        "HELD, 'if resumed now, through about 02:03 UTC'",
        "DRAINED, through about 02:03 UTC"
    })
    void when_it_will_be_through_and_of_a_held_one_on_what_condition(Standing standing, String told) {
        Moments then = new Moments(NOW, NOW);
        Outlook outlook = new Outlook(NOW, 1, then, then, new Counts(0, 0), "", List.of(), List.of(), 0);
        assertThat(text.head(Told.progress(standing, false, WATCHING).withOutlook(outlook), NOW))
                .last()
                .isEqualTo(told);
    }

    @Test
    void a_clock_that_is_behind_makes_no_negative_age() {
        assertThat(text.head(Told.progress(WATCHING), Told.STARTED.minusSeconds(5))
                        .get(0))
                .endsWith("0:00:00");
    }

    @Test
    void the_counts_name_what_there_is_and_leave_out_what_there_is_not() {
        List<String> head = text.head(Told.progress(DONE, CUTTING_OVER, BLOCKED, BLOCKED, FAILED), NOW);
        assertThat(head.get(1)).endsWith("1 of 5 done");
        assertThat(head.get(2)).isEqualTo("1 cutting over, 2 blocked, 1 failed");
        assertThat(text.head(Told.progress(DONE, DONE), NOW)).hasSize(2);
    }

    @Test
    void bars_are_as_wide_as_they_are_whatever_the_counts() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            int most = 1 + random.nextInt(random.nextBoolean() ? 5 : 2_000);
            int[] some = IntStream.range(0, 8)
                    .map(state -> random.nextInt(3) == 0 ? random.nextInt(most) : 0)
                    .toArray();
            JobCounts counts = new JobCounts(
                    IntStream.of(some).sum(), some[0], some[1], some[2], some[3], some[4], some[5], some[6], some[7]);
            WaveProgress wave = Told.progress(
                    counts,
                    Standing.OPEN,
                    false,
                    List.of(
                            new GroupProgress(
                                    "one",
                                    List.of(),
                                    true,
                                    counts,
                                    GroupPhase.WAITING,
                                    0,
                                    false,
                                    null,
                                    null,
                                    false,
                                    null,
                                    List.of()),
                            new GroupProgress(
                                    "another",
                                    List.of("one"),
                                    false,
                                    counts,
                                    GroupPhase.WAITING,
                                    0,
                                    false,
                                    null,
                                    null,
                                    false,
                                    null,
                                    List.of())));
            String bar = bar(text.head(wave, NOW).get(1));
            assertThat(bar).as("seed " + seed + ": " + counts).hasSize(30);
            if (counts.done() < counts.total()) {
                assertThat(bar).as("seed " + seed + ": " + counts).isNotEqualTo("#".repeat(30));
            }
            assertThat(text.groups(wave))
                    .allSatisfy(line -> assertThat(bar(line))
                            .as("seed " + seed + ": " + counts)
                            .hasSize(12));
        }
    }

    private static String bar(String line) {
        Matcher bar = Pattern.compile("\\[([#>!x.-]*)]").matcher(line);
        assertThat(bar.find()).as(line).isTrue();
        return bar.group(1);
    }

    @Test
    void one_group_is_no_line_and_several_are_one_each_with_what_they_wait_for() {
        JobCounts counts = Told.counts(WATCHING);
        GroupProgress first = new GroupProgress(
                "database", List.of(), true, counts, GroupPhase.WAITING, 0, false, null, null, false, null, List.of());
        GroupProgress second = new GroupProgress(
                "app",
                List.of("database"),
                false,
                counts,
                GroupPhase.WAITING,
                0,
                false,
                null,
                null,
                false,
                null,
                List.of());
        assertThat(text.groups(Told.progress(counts, Standing.OPEN, false, List.of(first))))
                .isEmpty();
        List<String> lines = text.groups(Told.progress(counts, Standing.OPEN, false, List.of(first, second)));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("database  [").doesNotContain("waits");
        assertThat(lines.get(1)).contains("app       [").endsWith("waits for database");
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void trouble_is_told_with_what_to_do(FailureKind kind) {
        String line = text.trouble(job(kind, null, false));
        assertThat(line).contains("blocked", "a (j-a)", kind.advice()).doesNotContain("ready again");
        assertThat(text.trouble(job(kind, "SomeCode", true))).contains("(SomeCode)", "ready again");
    }

    private static JobLine job(FailureKind kind, String code, boolean readyAgain) {
        JobLine job = Told.job(0, BLOCKED);
        return new JobLine(
                job.job(),
                job.name(),
                job.group(),
                job.state(),
                Reason.of(kind),
                code,
                null,
                readyAgain,
                true,
                false,
                null,
                null,
                false,
                false);
    }

    @Test
    void what_is_notable_is_cut_with_a_count_and_ends_with_who_is_overdue() {
        List<JobLine> jobs = Told.jobs(WATCHING, BLOCKED, DONE, FAILED, BLOCKED);
        String advice = "    " + FailureKind.SOURCE_OFFLINE.advice() + " (SourceServerState.Invalid)";
        assertThat(text.notable(jobs, 4, "show all"))
                .containsExactly("  failed  d (j-d)", "  blocked  b (j-b)", "  blocked  e (j-e)", advice);
        assertThat(text.notable(jobs, 3, "show all"))
                .containsExactly("  failed  d (j-d)", "  ... and 2 more: `show all`");
        assertThat(text.notable(Told.jobs(BLOCKED, BLOCKED, BLOCKED), 3, "show all"))
                .containsExactly("  blocked  a (j-a)", advice, "  ... and 2 more: `show all`");
        assertThat(text.notable(Told.jobs(WATCHING, DONE), 2, "show all")).isEmpty();
        assertThat(text.notable(List.of(job(FailureKind.NO_EFFECT, null, false)), 5, "show all"))
                .last()
                .asString()
                .contains("overdue at SMC: a");
    }

    @Test
    void under_blocked_jobs_stands_what_to_type_and_what_their_hook_said() {
        List<JobLine> jobs = Told.jobs(BLOCKED, DONE, FAILED);
        Asides asides = Asides.of(Told.progress(BLOCKED), jobs, Map.of(new JobId("j-a"), "exit\ncode 1"));
        assertThat(text.notable(jobs, 6, "show all", asides))
                .containsExactly(
                        "  failed  c (j-c)",
                        "  blocked  a (j-a)  its hook said: exit code 1",
                        "    " + FailureKind.SOURCE_OFFLINE.advice() + " (SourceServerState.Invalid)",
                        "    cutover retry night a --reason ...",
                        "    cutover skip night a --reason ...");
        assertThat(text.notable(jobs, 4, "show all", asides))
                .containsExactly("  failed  c (j-c)", "  ... and 1 more: `show all`");
        Asides over = Asides.of(Told.progress(DONE), jobs, Map.of());
        assertThat(text.notable(jobs, 6, "show all", over)).noneMatch(line -> line.contains("cutover "));
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void whatever_counts_as_blocked_or_worse_is_notable(JobState state) {
        JobCounts counts = Told.counts(state);
        boolean needsAPerson = counts.blocked() + counts.failed() + counts.unfinished() > 0;
        List<String> told = new ArrayList<>(text.unfinished(Told.jobs(state), 8, "show all"));
        assertThat(told.isEmpty()).isEqualTo(state != JobState.UNFINISHED);
        told.addAll(text.notable(Told.jobs(state), 8, "show all"));
        assertThat(told.stream().filter(line -> line.contains("a (j-a)"))).hasSize(needsAPerson ? 1 : 0);
    }

    @Test
    void what_finds_no_room_is_counted_and_none_is_told_in_part() {
        WaveProgress wave = Told.night(
                null,
                null,
                14,
                true,
                Told.group("app", false, null, null, true, null),
                Told.group("web", false, NOW, null, false, null));
        List<String> all = text.notices(wave, NOW, Integer.MAX_VALUE, "show all");
        assertThat(all).hasSize(6);
        assertThat(text.notices(wave, NOW, 6, "show all")).isEqualTo(all);
        assertThat(text.notices(wave, NOW, 5, "show all"))
                .containsExactly(all.get(0), all.get(1), all.get(2), all.get(3), "  ... and 2 more: `show all`");
        assertThat(text.notices(wave, NOW, 4, "show all"))
                .containsExactly(all.get(0), all.get(1), "  ... and 3 more: `show all`");
        assertThat(text.notices(wave, NOW, 1, "show all"))
                .containsExactly(all.get(0), all.get(1), "  ... and 3 more: `show all`");
    }

    @Test
    void an_unfinished_job_is_told_apart_with_what_became_of_it() {
        JobLine job = Told.prepared(Told.because(Told.job(0, UNFINISHED), Reason.WINDOW_CLOSED), false);
        assertThat(text.unfinished(List.of(job, Told.job(1, BLOCKED)), 5, "show all"))
                .containsExactly(
                        "  unfinished  a (j-a)  stands frozen",
                        "    A call was sent for it, or may have been, and the window closed: look at the job in the SMC console.");
        assertThat(text.notable(List.of(job), 5, "show all")).isEmpty();
    }

    @Test
    void who_is_verified_is_told_by_name_as_far_as_there_is_room() {
        JobLine verifying = Told.prepared(Told.job(0, CUTTING_OVER), true);
        assertThat(text.notable(List.of(verifying), 5, "show all")).containsExactly("  verifying: a");
        assertThat(text.notable(Collections.nCopies(14, verifying), 5, "show all"))
                .containsExactly("  verifying: " + "a, ".repeat(11) + "a and 2 more");
        assertThat(text.table(List.of(verifying)).get(0))
                .endsWith("  verifying")
                .doesNotContain("frozen");
        assertThat(text.table(List.of(Told.prepared(Told.job(0, BLOCKED), false)))
                        .get(0))
                .contains("stands frozen");
    }

    @ParameterizedTest
    @MethodSource("left")
    void why_a_job_was_left_is_a_sentence(Reason reason) {
        assertThat(text.trouble(Told.because(Told.job(0, UNFINISHED), reason)))
                .matches(
                        "unfinished  a \\(j-a\\): A call was sent for it, or may have been, and .{10,}: look at .*\\.");
        assertThat(text.trouble(Told.because(Told.job(0, SKIPPED), reason)))
                .matches("skipped  a \\(j-a\\): [A-Z].{10,}\\.");
    }

    static Stream<Reason> left() {
        return Arrays.stream(Reason.class.getFields()).map(field -> {
            try {
                return (Reason) field.get(null);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void a_job_is_a_line_of_the_table(JobState state) {
        List<String> lines = text.table(List.of(Told.job(0, DONE), Told.job(1, state)));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith("b  j-b  all  ").doesNotEndWith(" ");
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void colours_are_only_round_the_words(JobState state) {
        String coloured = Style.of(true).of(state, "words");
        assertThat(coloured.replaceAll("\u001b\\[\\d*m", "")).isEqualTo("words");
        assertThat(Style.of(false).of(state, "words")).isEqualTo("words");
        assertThat(Style.of(true).of(state, "")).isEmpty();
        WaveText inColours = new WaveText(Style.COLOURED, Window.ENDLESS);
        WaveProgress wave = Told.progress(state, DONE);
        assertThat(inColours.head(wave, NOW).stream().map(line -> line.replaceAll("\u001b\\[\\d*m", "")))
                .containsExactlyElementsOf(text.head(wave, NOW));
    }
}
