package dev.cutover.starter.command;

import static dev.cutover.contract.JobState.BLOCKED;
import static dev.cutover.contract.JobState.UNFINISHED;
import static dev.cutover.contract.JobState.WATCHING;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.Actions;
import dev.cutover.contract.Approval;
import dev.cutover.contract.Canary;
import dev.cutover.contract.CutoverRuns.CutoverRef;
import dev.cutover.contract.ExtendAction;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hold;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.Plan;
import dev.cutover.contract.SetAction;
import dev.cutover.contract.StepAction;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.contract.Window;
import dev.cutover.starter.FakeTemporal;
import dev.cutover.starter.Ran;
import dev.cutover.starter.Told;
import io.grpc.Status;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator says to a wave in the night: approve, confirm, mark-done, retry --restart, extend, set. */
@Timeout(60)
class NightCommandsTest {

    private static final Window WINDOW = new Window(
            Instant.parse("2026-11-27T17:00:00Z"),
            Instant.parse("2026-11-27T20:15:00Z"),
            Instant.parse("2026-11-27T21:00:00Z"),
            "Asia/Shanghai");

    private static final WaitingStep BY_HAND =
            new WaitingStep(HookStep.BEFORE, "Stop the scheduler", true, Told.STARTED);

    private static final WaveProgress NIGHT =
            Told.night(null, WINDOW, 20, false, Told.group("app", false, null, null, false, BY_HAND));

    private final FakeTemporal temporal = new FakeTemporal();

    @BeforeEach
    void open() {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_RUNNING, Told.STARTED);
        tells(NIGHT, Told.page(BLOCKED, BLOCKED, WATCHING));
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    private void tells(WaveProgress progress, JobPage jobs) {
        temporal.answering(query -> query.equals("progress") ? progress : jobs);
    }

    private Ran run(String command, String... options) {
        return temporal.terminal()
                .run(Stream.concat(Stream.of(command, "night", "--reason", "why", "--as", "ann"), Stream.of(options))
                        .toArray(String[]::new));
    }

    static Stream<Arguments> deeds() {
        JobId a = new JobId("j-a");
        JobId b = new JobId("j-b");
        return Stream.of(
                deed(
                        "the wave is approved",
                        new StepAction("ann", "why", null, null),
                        "the wave is approved",
                        "approve"),
                deed(
                        "a group is approved",
                        new StepAction("ann", "why", "app", null),
                        "group app is approved",
                        "approve",
                        "--group",
                        "app"),
                deed(
                        "a manual step is confirmed, and shown",
                        new StepAction("ann", "why", "app", null),
                        "the step of group app is confirmed: before: Stop the scheduler",
                        "confirm",
                        "--group",
                        "app"),
                deed(
                        "a step of a job is confirmed, by its name",
                        new StepAction("ann", "why", null, a),
                        "the step of a is confirmed",
                        "confirm",
                        "--job",
                        "a"),
                deed(
                        "a step of a job is confirmed, by its id",
                        new StepAction("ann", "why", null, a),
                        "the step of a is confirmed",
                        "confirm",
                        "--job",
                        "j-a"),
                deed(
                        "a job is taken for done",
                        new JobsAction("ann", "why", "a", List.of(a), false, false),
                        "mark-done of a accepted",
                        "mark-done",
                        "a"),
                deed(
                        "jobs are taken for done whatever SMC says",
                        new JobsAction("ann", "why", "state blocked", List.of(a, b), false, true),
                        "mark-done of 2 jobs accepted",
                        "mark-done",
                        "--state",
                        "blocked",
                        "--override",
                        "--yes"),
                deed(
                        "a job goes on as it is",
                        new JobsAction("ann", "why", "a", List.of(a), false, false),
                        "retry of a accepted",
                        "retry",
                        "a"),
                deed(
                        "a job is started first",
                        new JobsAction("ann", "why", "a", List.of(a), true, false),
                        "retry of a accepted",
                        "retry",
                        "a",
                        "--restart"),
                deed(
                        "there are more slots",
                        new SetAction("ann", "why", 30),
                        "at most 30 at a time, before 20",
                        "set",
                        "--max-concurrent",
                        "30"),
                deed(
                        "the last start is later",
                        new ExtendAction("ann", "why", Instant.parse("2026-11-27T20:45:00Z"), null),
                        "was 2026-11-28 04:15 Asia/Shanghai (2026-11-27 20:15 UTC)",
                        "extend",
                        "--last-start",
                        "+30m"),
                deed(
                        "both are later",
                        new ExtendAction(
                                "ann",
                                "why",
                                Instant.parse("2026-11-27T20:45:00Z"),
                                Instant.parse("2026-11-27T22:00:00Z")),
                        "is  2026-11-28 06:00 Asia/Shanghai (2026-11-27 22:00 UTC)",
                        "extend",
                        "--last-start",
                        "2026-11-28T04:45",
                        "--closes",
                        "2026-11-27T22:00Z"));
    }

    private static Arguments deed(String sentence, Object action, String words, String command, String... options) {
        return argumentSet(sentence, action, words, command, options);
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void the_wave_is_told(Object action, String words, String command, String[] options) {
        Ran ran = run(command, options);
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("night: ").contains(words);
        FakeTemporal.Deed deed = temporal.deeds().get(0);
        assertThat(deed.update()).isEqualTo(command.equals("mark-done") ? "markDone" : command);
        assertThat((Object) deed.argument(action.getClass())).isEqualTo(action);
        assertThat(temporal.deeds()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void a_script_reads_what_was_done(Object action, String words, String command, String[] options) {
        Ran ran = run(
                command,
                Stream.concat(Stream.of(options), Stream.of("-o", "json")).toArray(String[]::new));
        assertThat(ran.json().path("wave").asText()).isEqualTo("night");
        assertThat(ran.json().path("action").asText())
                .isEqualTo(temporal.deeds().get(0).update());
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void what_the_wave_refuses_is_told_in_its_own_words(Object action, String words, String command, String[] options) {
        temporal.refusing("it is not the time for that");
        Ran ran = run(command, options);
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("Wave night: it is not the time for that.");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("nobody knows whose step", 2, "--group", "confirm"),
                wrong("it is the step of two", 2, "one way", "confirm", "--group", "app", "--job", "a"),
                wrong("there is no such job", 7, "Not in this wave: z", "confirm", "--job", "z"),
                wrong("no jobs are given", 2, "one way", "mark-done"),
                wrong("there are several jobs, and nobody to ask", 2, "--yes", "mark-done", "--all"),
                wrong("nothing is blocked there", 7, "none is in a state", "mark-done", "--state", "watching"),
                wrong("no limit is given", 2, "--max-concurrent", "set"),
                wrong("there would be no slots", 2, "give 1 to 200", "set", "--max-concurrent", "0"),
                wrong("there would be too many", 2, "give 1 to 200", "set", "--max-concurrent", "201"),
                wrong("nothing is to be later", 2, "Say what to extend", "extend"),
                wrong("it is no time", 2, "--closes: 'late' is no time", "extend", "--closes", "late"));
    }

    private static Arguments wrong(String sentence, int exitCode, String words, String command, String... options) {
        return argumentSet(sentence, exitCode, words, command, options);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void nothing_is_done(int exitCode, String words, String command, String[] options) {
        Ran ran = run(command, options);
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(exitCode);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(words);
        assertThat(temporal.deeds()).isEmpty();
    }

    @Test
    void a_name_that_several_jobs_have_is_not_enough_for_one_step() {
        JobLine twin = Told.named(Told.job(1, BLOCKED), new JobId("j-b"), "a");
        tells(NIGHT, new JobPage(1, 1, List.of(Told.job(0, BLOCKED), twin)));
        Ran ran = run("confirm", "--job", "a");
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.err()).contains("2 jobs are called a");
        assertThat(temporal.deeds()).isEmpty();
    }

    @Test
    void a_wave_without_a_window_has_none_to_extend() {
        tells(Told.in(null), Told.page(WATCHING));
        Ran ran = run("extend", "--closes", "+30m");
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.err()).contains("has no window");
        assertThat(temporal.deeds()).isEmpty();
    }

    @Test
    void who_looks_sees_the_worst_first_and_what_to_type() {
        tells(
                Told.night(
                        null,
                        WINDOW,
                        14,
                        false,
                        Told.group("web", true, null, null, false, null),
                        Told.group("app", false, null, null, false, BY_HAND)),
                Told.page(UNFINISHED, BLOCKED));
        Ran ran = temporal.terminal().run("status", "night");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .containsSubsequence(
                        "split  web",
                        "unfinished  a",
                        "to do by hand  app",
                        "cutover confirm night --group app",
                        "window  opens in",
                        "slots  14 of 20",
                        "  web  [",
                        "blocked  b");
    }

    static Stream<Arguments> resumed() {
        Hold account = new Hold(HoldReason.ACCOUNT, "Forbidden.RAM", Told.STARTED, true);
        Hold again = new Hold(HoldReason.FAILURES, "3 jobs", Told.STARTED, false);
        return Stream.of(
                argumentSet("goes on", null, "night goes on\n"),
                argumentSet(
                        "tries a call for its account first",
                        account,
                        "night tries one harmless call, and goes on when SMC takes the account again: `cutover status night`"
                                + " shows whether it did\n"),
                argumentSet(
                        "is held again for what holds it",
                        again,
                        "night was resumed, and is held again. " + again.why()));
    }

    @ParameterizedTest
    @MethodSource("resumed")
    void resume_tells_what_has_become_of_the_wave(Hold now, String words) {
        tells(Told.night(now, null, 20, false), Told.page(WATCHING));
        Ran ran = run("resume");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith(words);
    }

    @Test
    void resume_does_not_know_what_no_worker_tells() {
        AtomicInteger asked = new AtomicInteger();
        temporal.answering(query -> {
            if (query.equals("progress") && asked.incrementAndGet() > 2) {
                throw Status.FAILED_PRECONDITION.asRuntimeException();
            }
            return NIGHT;
        });
        Ran ran = run("resume");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEqualTo("night was resumed: `cutover status night` shows whether it goes on\n");
    }

    @Test
    void a_wave_that_is_held_for_its_account_is_drained_with_a_word_on_who_is_in_flight() {
        ActionAccepted one = new ActionAccepted(List.of(new CutoverRef(new JobId("j-a"), null)));
        Hold account = new Hold(HoldReason.ACCOUNT, "Forbidden.RAM", Told.STARTED, false);
        StandingCommand.Drain drain =
                new StandingCommand.Drain(temporal.terminal().open());
        assertThat(drain.done(null, account, one))
                .isEqualTo(
                        "is drained: it ends when those in flight are through. SMC refuses the account: mend it, or nobody"
                                + " can see when they are");
        assertThat(drain.done(null, null, one)).isEqualTo("is drained: it ends when those in flight are through");
        assertThat(drain.done(null, account, new ActionAccepted(List.of())))
                .isEqualTo("is drained: it starts nothing any more");
    }

    @Test
    void status_tells_of_the_plan_what_is_to_come_and_under_blocked_jobs_what_to_type() {
        GroupRules rules = new GroupRules(new Approval(null, false), null, null, null, null, false);
        Plan plan = Told.plan(new Canary(1, List.of()), rules);
        temporal.answering(query -> switch (query) {
            case "progress" -> NIGHT;
            case "plan" -> plan;
            case "actions" -> new Actions(List.of(), 0);
            default -> Told.page(BLOCKED, BLOCKED, WATCHING);
        });
        Ran ran = temporal.terminal().run("status", "night");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains(
                        "  window      opens 2026-11-28 01:00 Asia/Shanghai, last start 2026-11-28 04:15 Asia/Shanghai, closes ")
                .contains("  approval    group app: `cutover approve night --group app --reason ...`\n")
                .contains("    cutover retry night --group all --reason ...\n");
    }
}
