package dev.cutover.workflows.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Approval;
import dev.cutover.contract.ExtendAction;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Plan;
import dev.cutover.contract.SetAction;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.StepAction;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.workflows.AccountTrouble;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Job;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Rows;
import dev.cutover.workflows.stage.Stage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When an operator's word about windows, approvals, steps and limits makes no sense. */
class NightRefusalsTest {

    private static final Instant OPENS = Instant.parse("2026-11-28T01:00:00Z");
    private static final Instant LAST_START = OPENS.plus(Duration.ofHours(3));
    private static final Instant CLOSES = OPENS.plus(Duration.ofHours(4));

    /** {@code j-1} is blocked and in error, {@code j-2} is watched; {@code app} needs an approval, {@code web} none. */
    private static Board board(boolean window) {
        Plan plan = Plans.plan(
                "night",
                5,
                Plans.ruled(
                        Plans.group("app", "j-1"),
                        new GroupRules(new Approval(null, false), null, null, null, null, false)),
                Plans.group("web", "j-2"));
        Board board = new Board(window ? Plans.within(plan, OPENS, LAST_START, CLOSES) : plan, Rows.memory(OPENS));
        board.endTakeUp();
        board.see(List.of(
                new Observation(new JobId("j-1"), Sighting.IN_ERROR, "InError", null, null, null, OPENS, null)));
        return board;
    }

    private static StepAction group(String name) {
        return new StepAction("ada", "because", name, null);
    }

    private static StepAction job(String id) {
        return new StepAction("ada", "because", null, new JobId(id));
    }

    private static ExtendAction extend(Instant lastStart, Instant closes) {
        return new ExtendAction("ada", "because", lastStart, closes);
    }

    private static JobsAction jobs(String id, boolean restart, boolean override) {
        return new JobsAction("ada", "because", id, List.of(new JobId(id)), restart, override);
    }

    static Stream<Arguments> words() {
        return Stream.of(
                words("approve a group", r -> r.approve(group("app")), null),
                words(
                        "approve one that needs none",
                        r -> r.approve(group("web")),
                        "group web does not wait for an approval"),
                words("approve a stranger", r -> r.approve(group("db")), "there is no group db"),
                words(
                        "approve a wave that needs none",
                        r -> r.approve(group(null)),
                        "the wave does not wait for an approval"),
                words(
                        "approve without a reason",
                        r -> r.approve(new StepAction("ada", " ", "app", null)),
                        "the reason is missing or over 200 characters"),
                words("confirm nothing", r -> r.confirm(group("app")), "group app has no step that waits for a person"),
                words("confirm a stranger", r -> r.confirm(group("db")), "there is no group db"),
                words(
                        "confirm a job's nothing",
                        r -> r.confirm(job("j-1")),
                        "server of j-1 has no step that waits for a person"),
                words("confirm a strange job", r -> r.confirm(job("j-9")), "not in this wave: j-9"),
                words(
                        "confirm neither",
                        r -> r.confirm(group(null)),
                        "name either the group or the job whose step it is"),
                words("extend the last start", r -> r.extend(extend(CLOSES, null)), null),
                words("extend both", r -> r.extend(extend(CLOSES.plusSeconds(1), CLOSES.plusSeconds(1))), null),
                words(
                        "extend nothing",
                        r -> r.extend(extend(null, null)),
                        "say the new last start, the new end, or both"),
                words(
                        "extend into the past",
                        r -> r.extend(extend(OPENS.minusSeconds(1), null)),
                        "the new last start (2026-11-28 08:59:59 Asia/Shanghai) has passed"),
                words(
                        "make it shorter",
                        r -> r.extend(extend(null, CLOSES.minusSeconds(1))),
                        "the new end (2026-11-28 12:59:59 Asia/Shanghai) is not later than the present one (2026-11-28 13:00 Asia/Shanghai)"),
                words(
                        "a last start after the end",
                        r -> r.extend(extend(CLOSES.plusSeconds(1), null)),
                        "the last start (2026-11-28 13:00:01 Asia/Shanghai) would come after the end (2026-11-28 13:00 Asia/Shanghai): give a later end too (--closes)"),
                words("set", r -> r.set(new SetAction("ada", "because", 7)), null),
                words("set nothing", r -> r.set(new SetAction("ada", "because", null)), "say what to set"),
                words(
                        "set none",
                        r -> r.set(new SetAction("ada", "because", 0)),
                        "maxConcurrent is a number from 1 to 200"),
                words(
                        "set too many",
                        r -> r.set(new SetAction("ada", "because", 201)),
                        "maxConcurrent is a number from 1 to 200"),
                words("set what is", r -> r.set(new SetAction("ada", "because", 5)), "maxConcurrent is 5 already"),
                words("restart", r -> r.retry(jobs("j-1", true, false)), null),
                words(
                        "mark as done",
                        r -> r.markDone(jobs("j-1", false, false)),
                        "server of j-1 cannot be marked as done: SMC does not show it as Finished; override that if you know better"),
                words("mark as done all the same", r -> r.markDone(jobs("j-1", false, true)), null));
    }

    private static Arguments words(String what, Consumer<Refusals> said, String refusal) {
        return argumentSet(what, said, refusal);
    }

    @ParameterizedTest
    @MethodSource("words")
    void a_word(Consumer<Refusals> said, String refusal) {
        Refusals refusals = new Refusals(board(true), () -> false, () -> OPENS);
        if (refusal == null) {
            assertThatCode(() -> said.accept(refusals)).doesNotThrowAnyException();
        } else {
            assertThat(sentence(() -> said.accept(refusals))).isEqualTo(refusal);
        }
        Refusals repeated = new Refusals(board(true), () -> true, () -> OPENS);
        assertThatCode(() -> said.accept(repeated)).doesNotThrowAnyException();
        Board over = board(true);
        over.jobs().forEach(Job::skip);
        assertThat(sentence(() -> said.accept(new Refusals(over, () -> false, () -> OPENS))))
                .containsAnyOf("the wave is over", "the reason is missing");
    }

    private static String sentence(Runnable said) {
        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, said::run);
        assertThat(failure).as("it was not refused").isNotNull();
        return failure.getOriginalMessage();
    }

    @Test
    void a_wave_without_a_window_is_not_extended() {
        Refusals refusals = new Refusals(board(false), () -> false, () -> OPENS);
        assertThat(sentence(() -> refusals.extend(extend(CLOSES, null))))
                .isEqualTo("the wave has no window: it goes on for as long as it takes");
    }

    @Test
    void after_the_last_start_nothing_that_needs_a_call_is_approved_or_retried() {
        Board board = board(true);
        Refusals late = new Refusals(board, () -> false, () -> LAST_START.plusMillis(1));
        assertThat(sentence(() -> late.approve(group("app")))).endsWith("extend it first");
        assertThat(sentence(() -> late.retry(jobs("j-1", false, false)))).endsWith("extend it first");
        Refusals justInTime = new Refusals(board, () -> false, () -> LAST_START);
        assertThatCode(() -> justInTime.retry(jobs("j-1", false, false))).doesNotThrowAnyException();
    }

    @Test
    void only_what_smc_would_start_is_restarted() {
        Board board = board(true);
        board.see(
                List.of(new Observation(new JobId("j-1"), Sighting.WAITING, "Waiting", null, null, null, OPENS, null)));
        Refusals refusals = new Refusals(board, () -> false, () -> OPENS);
        assertThat(sentence(() -> refusals.retry(jobs("j-1", true, false))))
                .isEqualTo(
                        "server of j-1 cannot be restarted: SMC starts only a job that is in error, paused or was never"
                                + " started");
    }

    @Test
    void a_step_that_waits_for_a_person_is_confirmed() {
        Board board = board(true);
        board.group("app").orElseThrow().waitFor(new WaitingStep(HookStep.BEFORE, "Stop it.", true, OPENS));
        Job failing = board.job(new JobId("j-2")).orElseThrow();
        failing.start();
        failing.standing().failToUndo();
        Refusals refusals = new Refusals(board, () -> false, () -> OPENS);
        assertThatCode(() -> refusals.confirm(group("app"))).doesNotThrowAnyException();
        assertThatCode(() -> refusals.confirm(job("j-2"))).doesNotThrowAnyException();
    }

    @Test
    void an_approval_that_was_given_is_not_given_twice_and_none_is_given_to_nobody() {
        Board board = board(true);
        Refusals refusals = new Refusals(board, () -> false, () -> OPENS);
        board.job(new JobId("j-1")).orElseThrow().skip();
        assertThat(sentence(() -> refusals.approve(group("app")))).isEqualTo("no job of group app is left to approve");
        board.group("app").orElseThrow().approve();
        assertThat(sentence(() -> refusals.approve(group("app")))).isEqualTo("group app does not wait for an approval");
    }

    @Test
    void a_wave_that_tries_a_call_before_it_goes_on_is_not_resumed_twice() {
        Board board = board(true);
        board.holdBecause(new AccountTrouble(FailureKind.ACCOUNT.word()).hold(OPENS));
        Refusals refusals = new Refusals(board, () -> false, () -> OPENS);
        assertThatCode(() -> refusals.resume(Stage.action())).doesNotThrowAnyException();
        board.probe();
        assertThat(sentence(() -> refusals.resume(Stage.action())))
                .isEqualTo("the wave was resumed, and is trying one call before it goes on");
    }
}
