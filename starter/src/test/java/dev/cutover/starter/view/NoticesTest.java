package dev.cutover.starter.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Finding;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.Hold;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobState;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Standing;
import dev.cutover.contract.StepTold;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.contract.Window;
import dev.cutover.starter.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("what a person should know of a wave as a whole")
class NoticesTest {

    /** 02:00 in Shanghai. */
    private static final Instant NOW = Instant.parse("2026-11-27T18:00:00Z");

    private static final Window WINDOW = new Window(
            Instant.parse("2026-11-27T17:00:00Z"),
            Instant.parse("2026-11-27T20:15:00Z"),
            Instant.parse("2026-11-27T21:00:00Z"),
            "Asia/Shanghai");

    private static final String SPLIT =
            "some of its servers are cut over, others are not: cut the rest over, or take all back to their sources";

    private static final Instant TWELVE_MINUTES_AGO = NOW.minus(Duration.ofMinutes(12));

    static Stream<Arguments> nights() {
        return Stream.of(
                told("nothing", Told.night(null, null, 20, false, quiet())),
                told(
                        "a group that is split and frozen",
                        Told.night(null, null, 20, false, frozen(true, TWELVE_MINUTES_AGO, Duration.ofMinutes(30))),
                        "split  app, 1 of 2 done, frozen for 42 min: " + SPLIT),
                told(
                        "a group that is split and was frozen",
                        Told.night(null, null, 20, false, frozen(true, null, Duration.ofMinutes(30))),
                        "split  app, 1 of 2 done, was frozen for 30 min: " + SPLIT),
                told(
                        "a group that is split and never was frozen",
                        Told.night(null, null, 20, false, frozen(true, null, null)),
                        "split  app, 1 of 2 done: " + SPLIT),
                told(
                        "a group that is frozen",
                        Told.night(null, null, 20, false, frozen(false, TWELVE_MINUTES_AGO, Duration.ZERO)),
                        "frozen  app, for 12 min"),
                told(
                        "a group that has just been frozen, by a clock that is ahead",
                        Told.night(null, null, 20, false, frozen(false, NOW.plusSeconds(5), null)),
                        "frozen  app, for less than a minute"),
                told(
                        "a hold",
                        Told.night(
                                new Hold(HoldReason.ACCOUNT, "Forbidden.RAM", TWELVE_MINUTES_AGO, false),
                                null,
                                20,
                                false),
                        "held  account, for 12 min: " + HoldReason.ACCOUNT.advice()
                                + " (Forbidden.RAM) | cutover resume night --reason ..."),
                told(
                        "a hold that is being tried out",
                        Told.night(new Hold(HoldReason.ACCOUNT, null, TWELVE_MINUTES_AGO, true), null, 20, false),
                        "held  account, for 12 min: tries one call before it goes on"),
                told(
                        "an account that is refused to a drained wave",
                        Told.drained(new Hold(HoldReason.ACCOUNT, "Forbidden.RAM", TWELVE_MINUTES_AGO, false)),
                        "account  refused, 12 min ago: SMC refuses the account (credentials, rights, clock or balance), and"
                                + " what is in flight is not followed: mend it, and it is followed on by itself."
                                + " (Forbidden.RAM)"),
                told(
                        "an approval of the wave",
                        Told.night(null, null, 20, true),
                        "approval  the wave: nobody has agreed to it yet | cutover approve night --reason ..."),
                told(
                        "an approval of a group",
                        Told.night(null, null, 20, false, Told.group("app", false, null, null, true, null)),
                        "approval  group app: nobody has agreed to it yet | cutover approve night --group app --reason ..."),
                told(
                        "a manual step, whose instruction has two lines and a colour",
                        Told.night(null, null, 20, false, waiting(true, "Stop the\nscheduler\u001b[31m")),
                        "to do by hand  app, before, for 12 min: Stop the scheduler [31m | cutover confirm night --group app"
                                + " --reason ..."),
                told(
                        "a step that does not succeed",
                        Told.night(null, null, 20, false, waiting(false, "exit code 1")),
                        "does not succeed  app, before, for 12 min: exit code 1 (it is tried on; if you have done it by hand,"
                                + " confirm it) | cutover confirm night --group app --reason ..."),
                told(
                        "what the hook of a group said, while jobs of it are blocked for that",
                        Told.night(null, null, 20, false, refused(HookStep.AFTER, JobState.BLOCKED, false)),
                        "refused  app, after, 12 min ago: exit code 1"),
                told(
                        "nothing of a hook that refused and was retried with success",
                        Told.night(null, null, 20, false, refused(HookStep.AFTER, JobState.BLOCKED, true))),
                told(
                        "nothing of a hook that refused a group of which nobody is blocked any more",
                        Told.night(null, null, 20, false, refused(HookStep.AFTER, JobState.DONE, false))),
                told(
                        "nothing of an undo that failed once",
                        Told.night(null, null, 20, false, refused(HookStep.UNDO, JobState.BLOCKED, false))),
                told(
                        "the command for a group whose name a shell would take for two words",
                        Told.night(null, null, 20, false, Told.group("the app", false, null, null, true, null)),
                        "approval  group the app: nobody has agreed to it yet | cutover approve night --group 'the app'"
                                + " --reason ..."),
                told(
                        "slots that SMC's quota takes away",
                        Told.night(null, null, 14, false),
                        "slots  14 of 20: SMC's quota does not allow more now"),
                told(
                        "what its own preflight found: whom, and what to do",
                        found(
                                new Finding(FindingKind.WRONG_SERVER, servers(4), 16, null),
                                new Finding(FindingKind.CLOCK_DRIFTS, List.of(), 0, "90 s behind"),
                                new Finding(FindingKind.IMAGE_UNBOOTED, servers(1), 0, null)),
                        "preflight  blocker wrongServer, 12 min ago: web-1, web-2, web-3 and 17 more. "
                                + FindingKind.WRONG_SERVER.advice(),
                        "preflight  warning clockDrifts, 12 min ago: 90 s behind. "
                                + FindingKind.CLOCK_DRIFTS.advice()));
    }

    private static WaveProgress found(Finding... findings) {
        return Told.withPreflight(
                Told.night(null, null, 20, false), new PreflightReport(TWELVE_MINUTES_AGO, List.of(findings), null));
    }

    private static List<Finding.About> servers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Finding.About(new JobId("j-" + number), "web-" + number, null))
                .toList();
    }

    private static GroupProgress quiet() {
        return Told.group("app", false, null, Duration.ofMinutes(30), false, null);
    }

    private static GroupProgress frozen(boolean split, Instant since, Duration before) {
        return Told.group("app", split, since, before, false, null);
    }

    private static GroupProgress waiting(boolean manual, String text) {
        return Told.group(
                "app", false, null, null, false, new WaitingStep(HookStep.BEFORE, text, manual, TWELVE_MINUTES_AGO));
    }

    private static GroupProgress refused(HookStep step, JobState state, boolean retried) {
        StepTold refusal = new StepTold(step, 1, Told.STARTED, TWELVE_MINUTES_AGO, false, "exit\ncode 1");
        StepTold success = new StepTold(step, 2, TWELVE_MINUTES_AGO, NOW, true, "well");
        return Told.withSteps(
                quiet(), Told.counts(JobState.DONE, state), retried ? List.of(refusal, success) : List.of(refusal));
    }

    private static Arguments told(String sentence, WaveProgress wave, String... notices) {
        return argumentSet(sentence, wave, List.of(notices));
    }

    @ParameterizedTest
    @MethodSource("nights")
    void is(WaveProgress wave, List<String> notices) {
        assertThat(told(wave, NOW)).isEqualTo(notices);
    }

    private static List<String> told(WaveProgress wave, Instant now) {
        return new Notices(wave, now)
                .all().stream()
                        .map(notice -> notice.label() + "  " + notice.momentary()
                                + (notice.command() == null ? "" : " | " + notice.command()))
                        .toList();
    }

    static Stream<Arguments> hours() {
        return Stream.of(
                argumentSet(
                        "three days before",
                        "2026-11-24T18:00:00Z",
                        "opens in 71:00:00 (2026-11-28 01:00 Asia/Shanghai)"),
                argumentSet("an hour before", "2026-11-27T16:00:00Z", "opens in 1:00:00 (01:00 Asia/Shanghai)"),
                argumentSet("when it opens", "2026-11-27T17:00:00Z", "last start in 3:15:00 (04:15 Asia/Shanghai)"),
                argumentSet(
                        "at the last start",
                        "2026-11-27T20:15:00Z",
                        "no new cutovers; closes in 0:45:00 (05:00 Asia/Shanghai)"),
                argumentSet("when it closes", "2026-11-27T21:00:00Z", "closed 0:00:00 ago"),
                argumentSet("twelve minutes after", "2026-11-27T21:12:00Z", "closed 0:12:00 ago"));
    }

    @ParameterizedTest
    @MethodSource("hours")
    void is_what_comes_next_of_the_window(String now, String words) {
        assertThat(told(Told.in(WINDOW), Instant.parse(now))).containsExactly("window  " + words);
    }

    static Stream<Arguments> windows() {
        return Stream.of(
                argumentSet("that is open without end", new Window(null, null, null, null), List.of()),
                argumentSet(
                        "without a last start",
                        new Window(null, null, WINDOW.closes(), null),
                        List.of("closes in 3:00:00 (21:00 UTC)")),
                argumentSet(
                        "that does not close",
                        new Window(null, WINDOW.lastStart(), null, null),
                        List.of("last start in 2:15:00 (20:15 UTC)")),
                argumentSet(
                        "whose last start was, and that does not close",
                        new Window(null, NOW.minusSeconds(90), null, null),
                        List.of("last start was 0:01:30 ago")),
                argumentSet(
                        "in a zone that this machine does not know",
                        new Window(null, WINDOW.lastStart(), null, "Mars/Olympus"),
                        List.of("last start in 2:15:00 (20:15 UTC)")));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void is_what_there_is_of_a_window(Window window, List<String> words) {
        assertThat(told(Told.in(window), NOW))
                .isEqualTo(words.stream().map(line -> "window  " + line).toList());
    }

    @Test
    void says_who_is_overdue_once_it_is_closed() {
        WaveProgress wave = Told.withOverdue(Told.in(WINDOW), 3);
        assertThat(told(wave, WINDOW.closes().plusSeconds(720)))
                .containsExactly("window  closed 0:12:00 ago, 3 overdue");
    }

    @Test
    void is_told_in_one_order_the_worst_first() {
        WaveProgress wave = Told.night(
                new Hold(HoldReason.BY_HAND, "x", TWELVE_MINUTES_AGO, false),
                WINDOW,
                14,
                true,
                Told.group(
                        "a",
                        false,
                        TWELVE_MINUTES_AGO,
                        null,
                        true,
                        new WaitingStep(HookStep.AFTER, "x", true, TWELVE_MINUTES_AGO)),
                waiting(false, "x"),
                frozen(true, null, null));
        assertThat(new Notices(wave, NOW).all())
                .extracting(Notice::label)
                .containsExactly(
                        "split",
                        "does not succeed",
                        "held",
                        "approval",
                        "approval",
                        "to do by hand",
                        "frozen",
                        "window",
                        "slots");
    }

    @Test
    void of_a_wave_that_is_over_is_what_is_left_behind_by_its_own_clock() {
        WaveProgress over = Told.progress(
                Told.counts(JobState.DONE, JobState.UNFINISHED),
                Standing.DRAINED,
                true,
                List.of(
                        frozen(true, null, Duration.ofMinutes(7)),
                        frozen(false, Told.STARTED, null),
                        waiting(true, "x")));
        assertThat(told(over, NOW))
                .containsExactly("split  app, 1 of 2 done, was frozen for 7 min: " + SPLIT, "frozen  app, for 1 min");
    }

    @ParameterizedTest
    @EnumSource(HoldReason.class)
    void says_why_it_is_held(HoldReason reason) {
        WaveProgress wave = Told.night(new Hold(reason, null, NOW, false), null, 20, false);
        assertThat(told(wave, NOW)).singleElement().asString().contains(reason.advice());
    }

    @ParameterizedTest
    @MethodSource("nights")
    void is_the_same_in_a_log_however_late_it_becomes(WaveProgress wave, List<String> notices) {
        List<String> now = lines(wave, NOW);
        assertThat(lines(wave, NOW.plusSeconds(3_600))).isEqualTo(now);
        assertThat(now).hasSameSizeAs(notices).noneMatch(line -> line.contains(" min"));
    }

    private static List<String> lines(WaveProgress wave, Instant now) {
        return new Notices(wave, now).all().stream().map(Notice::line).toList();
    }
}
