package dev.cutover.starter.view;

import static dev.cutover.contract.JobState.BLOCKED;
import static dev.cutover.contract.JobState.CUTTING_OVER;
import static dev.cutover.contract.JobState.DONE;
import static dev.cutover.contract.JobState.FAILED;
import static dev.cutover.contract.JobState.SKIPPED;
import static dev.cutover.contract.JobState.WATCHING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.Hold;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobRow;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.Told;
import dev.cutover.starter.terminal.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands on a screen, and in a log, after some looks. */
class ScreensTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, UTF_8);
    private final Screen lines = new LineScreen(out, InstantSource.fixed(TestTerminal.NOW));
    private final Screen live = live(80);

    private Screen live(int columns) {
        return new LiveScreen(out, InstantSource.fixed(TestTerminal.NOW), Style.PLAIN, new Window(columns));
    }

    private static Frame frame(JobState... states) {
        return new Frame(Told.progress(states), Told.jobs(states));
    }

    private List<String> written() {
        List<String> told = written.toString(UTF_8).lines().toList();
        written.reset();
        return told;
    }

    @Test
    void a_log_has_a_line_a_change_with_its_instant() {
        lines.show(frame(WATCHING, WATCHING, DONE));
        assertThat(written())
                .singleElement()
                .asString()
                .startsWith("2026-11-24T02:00:00.000Z  night running: 1 of 3 done");
        lines.show(frame(WATCHING, WATCHING, DONE));
        assertThat(written()).isEmpty();
        lines.show(frame(CUTTING_OVER, WATCHING, DONE));
        assertThat(written()).singleElement().asString().contains("1 cutting over, 1 watching");
        lines.show(frame(DONE, SKIPPED, DONE));
        assertThat(written())
                .hasSize(3)
                .anyMatch(line -> line.endsWith("done  a (j-a)"))
                .anyMatch(line -> line.endsWith("skipped  b (j-b)"));
        lines.end(frame(DONE, SKIPPED, DONE));
        assertThat(written()).isEmpty();
    }

    @Test
    void what_needs_a_person_is_told_even_when_it_was_so_before() {
        lines.show(frame(BLOCKED, FAILED, SKIPPED, DONE));
        assertThat(written())
                .hasSize(3)
                .anyMatch(line -> line.contains("blocked  a (j-a)") && line.contains("restart the SMC client"))
                .anyMatch(line -> line.contains("failed  b"));
        lines.show(frame(WATCHING, FAILED, SKIPPED, DONE));
        written();
        lines.show(frame(BLOCKED, FAILED, SKIPPED, DONE));
        assertThat(written()).anyMatch(line -> line.contains("blocked  a"));
    }

    @Test
    void the_same_trouble_is_told_once_until_it_is_over() {
        lines.trouble("No worker answers.");
        lines.trouble("No worker answers.");
        assertThat(written()).hasSize(1);
        lines.trouble("Temporal cannot be reached.");
        lines.show(frame(WATCHING));
        lines.trouble("Temporal cannot be reached.");
        assertThat(written()).filteredOn(line -> line.contains("Trying again")).hasSize(2);
    }

    @Test
    void a_person_s_screen_is_drawn_over() {
        live.show(frame(WATCHING, BLOCKED));
        live.show(frame(DONE, BLOCKED));
        live.trouble("No worker answers.");
        assertThat(screen())
                .anyMatch(line -> line.startsWith("night"))
                .anyMatch(line -> line.contains("1 of 2 done"))
                .anyMatch(line -> line.contains("blocked  b"))
                .endsWith("No worker answers. Trying again.");
        assertThat(screen()).noneMatch(line -> line.contains("0 of 2"));
        live.note("the demo types: cutover retry");
        live.show(frame(DONE, DONE));
        live.end(frame(DONE, DONE));
        assertThat(screen())
                .startsWith("the demo types: cutover retry")
                .anyMatch(line -> line.contains("2 of 2 done"))
                .noneMatch(line -> line.contains("Trying again") || line.contains("1 of 2"));
    }

    @Test
    void a_line_is_never_wrapped_by_the_terminal_though_its_window_may_have_become_narrower() {
        live.show(frame(WATCHING));
        live.note("stays");
        String all = written.toString(UTF_8);
        Matcher switches = Pattern.compile("\u001b\\[\\?7([lh])").matcher(all);
        List<String> order = new ArrayList<>();
        while (switches.find()) {
            order.add(switches.group(1));
        }
        assertThat(order).containsExactly("l", "h", "l", "h");
        assertThat(all).endsWith("\u001b[?7h");
    }

    @Test
    void the_smallest_window_holds_it_however_many_groups_and_blocked_jobs_there_are() {
        JobState[] states = new JobState[26];
        Arrays.fill(states, BLOCKED);
        List<GroupProgress> groups = IntStream.range(0, 40)
                .mapToObj(number -> new GroupProgress(
                        "g" + number,
                        List.of(),
                        true,
                        Told.counts(BLOCKED),
                        GroupPhase.WAITING,
                        0,
                        false,
                        null,
                        null,
                        false,
                        null,
                        List.of()))
                .toList();
        live.show(new Frame(Told.progress(Told.counts(states), Standing.OPEN, true, groups), Told.jobs(states)));
        assertThat(screen())
                .hasSizeLessThan(24)
                .anyMatch(line -> line.contains("33 more groups"))
                .anyMatch(line -> line.contains("21 more: `cutover status night`"))
                .anyMatch(line -> line.contains("restart the SMC client"));
    }

    @Test
    void the_smallest_window_holds_a_night_in_which_everything_is_wrong_the_worst_first() {
        for (int columns : new int[] {40, 60, 80, 200}) {
            GroupProgress[] groups = IntStream.range(0, 40)
                    .mapToObj(number -> Told.group(
                            "g" + number,
                            number == 0,
                            Told.STARTED,
                            null,
                            true,
                            new WaitingStep(HookStep.UNDO, "exit code 1", false, Told.STARTED)))
                    .toArray(GroupProgress[]::new);
            Hold hold = new Hold(HoldReason.ACCOUNT, "Forbidden.RAM", Told.STARTED, false);
            live(columns)
                    .show(new Frame(
                            Told.night(hold, null, 1, true, groups),
                            Told.jobs(JobState.UNFINISHED, JobState.UNFINISHED, BLOCKED, FAILED, CUTTING_OVER)));
            List<String> screen = screen();
            assertThat(screen).hasSizeLessThan(24).allMatch(line -> line.length() <= columns);
            assertThat(String.join("\n", screen))
                    .containsSubsequence("split  g0", "unfinished  a", "does not succeed", "more: ");
            written.reset();
        }
    }

    @Test
    void a_log_tells_what_is_new_of_the_wave_as_a_whole_once() {
        Frame held = new Frame(
                Told.night(new Hold(HoldReason.BY_HAND, "x", Told.STARTED, false), null, 20, false),
                Told.jobs(WATCHING));
        Frame split = new Frame(
                Told.night(null, null, 20, false, Told.group("app", true, null, null, false, null)),
                Told.jobs(WATCHING));
        lines.show(held);
        lines.show(held);
        lines.show(split);
        lines.show(held);
        assertThat(written().stream().filter(line -> line.contains("  held  ") || line.contains("  split  ")))
                .hasSize(3)
                .allMatch(line -> line.startsWith("2026-11-24T02:00:00.000Z  "))
                .first()
                .asString()
                .endsWith(HoldReason.BY_HAND.advice() + " (x)  `cutover resume night --reason ...`");
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void what_to_do_is_seen_whole_in_a_window_of_any_width(FailureKind kind) {
        for (int columns : new int[] {40, 60, 80, 81, 200}) {
            JobLine job = Told.blocked(kind, "C".repeat(JobRow.LONGEST_CODE));
            live(columns).show(new Frame(Told.progress(BLOCKED), List.of(job)));
            List<String> screen = screen();
            assertThat(screen).hasSizeLessThan(24).allMatch(line -> line.length() <= columns);
            assertThat(String.join(" ", screen).replaceAll(" +", " ")).contains(kind.advice());
            assertThat(String.join("", screen).replaceAll(" +", "")).contains("C".repeat(JobRow.LONGEST_CODE));
            written.reset();
        }
    }

    @Test
    void a_line_that_is_too_long_is_seen_to_be_cut() {
        JobCounts counts = Told.counts(WATCHING);
        List<String> before =
                IntStream.range(0, 40).mapToObj(number -> "group-" + number).toList();
        List<GroupProgress> groups = List.of(
                new GroupProgress(
                        "all", before, false, counts, GroupPhase.WAITING, 0, false, null, null, false, null, List.of()),
                new GroupProgress(
                        "others",
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
                        List.of()));
        live.show(new Frame(Told.progress(counts, Standing.OPEN, false, groups), Told.jobs(WATCHING)));
        assertThat(screen())
                .filteredOn(line -> line.contains("waits for group-0"))
                .singleElement()
                .asString()
                .hasSize(80)
                .endsWith("\u2026");
    }

    @Test
    void whoever_has_gone_is_noticed() {
        for (boolean drawn : new boolean[] {false, true}) {
            PrintStream closed = new PrintStream(
                    new OutputStream() {
                        @Override
                        public void write(int any) throws IOException {
                            throw new IOException("Broken pipe");
                        }
                    },
                    true,
                    UTF_8);
            Screen screen = drawn
                    ? new LiveScreen(closed, InstantSource.fixed(TestTerminal.NOW), Style.PLAIN, new Window(80))
                    : new LineScreen(closed, InstantSource.fixed(TestTerminal.NOW));
            screen.show(frame(WATCHING));
            assertThat(screen.isRead()).isFalse();
        }
        live.show(frame(WATCHING));
        lines.show(frame(WATCHING));
        assertThat(live.isRead() && lines.isRead()).isTrue();
    }

    /** What a terminal shows that understands the few sequences that are written. */
    private List<String> screen() {
        List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        Matcher parts = Pattern.compile("\u001b\\[(\\d+)A|\u001b\\[(J)|\u001b\\[\\?7[lh]|(\r)|(\n)|([^\u001b\r\n]+)")
                .matcher(written.toString(UTF_8));
        while (parts.find()) {
            if (parts.group(1) != null) {
                row -= Integer.parseInt(parts.group(1));
            } else if (parts.group(2) != null) {
                rows.subList(row + 1, rows.size()).clear();
                rows.get(row).setLength(0);
            } else if (parts.group(4) != null) {
                row++;
                if (row == rows.size()) {
                    rows.add(new StringBuilder());
                }
            } else if (parts.group(5) != null) {
                rows.get(row).append(parts.group(5));
            }
        }
        assertThat(row).isEqualTo(rows.size() - 1);
        return rows.subList(0, row).stream().map(StringBuilder::toString).toList();
    }
}
