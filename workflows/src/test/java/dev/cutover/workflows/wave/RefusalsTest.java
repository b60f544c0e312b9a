package dev.cutover.workflows.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveAction;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Job;
import dev.cutover.workflows.stage.Boards;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Rows;
import dev.cutover.workflows.stage.Stage;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator reads when an action makes no sense. */
class RefusalsTest {

    private static final WaveAction ACTION = new WaveAction("ada@ops", "because");

    /** {@code j-1} is watched, {@code j-2} in cutover, {@code j-3} blocked, {@code j-4} skipped, and many more are watched. */
    private final Board board = new Board(Plans.plan("night", 5, Plans.ids(20)), Rows.memory(Instant.EPOCH));

    private final Refusals refusals = new Refusals(board, () -> false, () -> Instant.EPOCH);

    RefusalsTest() {
        board.endTakeUp();
        job("j-2").start();
        job("j-3").block(FailureKind.JOB_IN_ERROR, null);
        job("j-4").skip();
    }

    @Test
    void nothing_is_skipped_before_it_is_known_what_runs() {
        Board fresh = new Board(Plans.plan("night", 5, "j-1"), Rows.memory(Instant.EPOCH));
        Refusals early = new Refusals(fresh, () -> false, () -> Instant.EPOCH);
        assertThatThrownBy(() -> early.skip(Stage.action("j-1"))).isInstanceOf(ApplicationFailure.class);
        fresh.endTakeUp();
        early.skip(Stage.action("j-1"));
    }

    private Job job(String id) {
        return board.job(new JobId(id)).orElseThrow();
    }

    private static JobsAction on(String... ids) {
        return new JobsAction(
                "ada@ops",
                "because",
                "some jobs",
                Arrays.stream(ids).map(JobId::new).toList(),
                false,
                false);
    }

    private static String sentence(Runnable refused) {
        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, refused::run);
        assertThat(failure).as("it was not refused").isNotNull();
        assertThat(failure.getType()).isEqualTo(CutoverWave.REFUSED);
        assertThat(failure.isNonRetryable()).isTrue();
        return failure.getOriginalMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "hold   | OPEN    | -",
                "hold   | HELD    | the wave is held already",
                "hold   | DRAINED | the wave is drained: it starts nothing any more",
                "resume | OPEN    | the wave is not held",
                "resume | HELD    | -",
                "resume | DRAINED | the wave is drained, which is for good: start its plan again",
                "drain  | OPEN    | -",
                "drain  | HELD    | -",
                "drain  | DRAINED | the wave is drained already",
            })
    void to_the_whole_wave(String action, Standing standing, String refusal) {
        Boards.stand(board, standing);
        Runnable said = () -> WAVE_ACTIONS.stream()
                .filter(one -> one.name().equals(action))
                .forEach(one -> one.validator().accept(refusals, ACTION));
        if (refusal == null) {
            assertThatCode(said::run).doesNotThrowAnyException();
        } else {
            assertThat(sentence(said)).isEqualTo(refusal);
        }
    }

    record Named(String name, BiConsumer<Refusals, WaveAction> validator) {}

    private static final List<Named> WAVE_ACTIONS = List.of(
            new Named("hold", Refusals::hold),
            new Named("resume", Refusals::resume),
            new Named("drain", Refusals::drain));

    @Test
    void to_some_jobs() {
        assertThatCode(() -> refusals.skip(on("j-1", "j-3"))).doesNotThrowAnyException();
        assertThatCode(() -> refusals.retry(on("j-3"))).doesNotThrowAnyException();
        assertThat(sentence(() -> refusals.skip(on("j-1", "j-2", "j-4"))))
                .isEqualTo("server of j-2 (cuttingOver), server of j-4 (skipped) cannot be skipped: only a job that is"
                        + " watched or blocked can be skipped");
        assertThat(sentence(() -> refusals.retry(on("j-1", "j-3"))))
                .isEqualTo("server of j-1 (watching) cannot be retried: only a blocked job can be retried");
        assertThat(sentence(() -> refusals.retry(on()))).isEqualTo("no job is named");
        assertThat(sentence(() -> refusals.skip(on("j-1", "j-98", "j-99")))).isEqualTo("not in this wave: j-98, j-99");
    }

    @Test
    void a_long_list_is_cut() {
        String[] strangers = Stream.iterate(100, number -> number + 1)
                .limit(12)
                .map(number -> "x-" + number)
                .toArray(String[]::new);
        assertThat(sentence(() -> refusals.skip(on(strangers))))
                .startsWith("not in this wave: x-100, ")
                .endsWith("x-109 and 2 more");
    }

    static Stream<WaveAction> wordless() {
        return Stream.of(
                new WaveAction(null, "because"),
                new WaveAction(" ", "because"),
                new WaveAction("a".repeat(65), "because"),
                new WaveAction("ada", null),
                new WaveAction("ada", "\t"),
                new WaveAction("ada", "b".repeat(201)));
    }

    @ParameterizedTest
    @MethodSource("wordless")
    void every_action_says_who_and_why(WaveAction action) {
        String expected = action.actor() != null && action.actor().equals("ada")
                ? "the reason is missing or over 200 characters"
                : "who acts is missing or over 64 characters";
        WAVE_ACTIONS.forEach(one -> assertThat(sentence(() -> one.validator().accept(refusals, action)))
                .isEqualTo(expected));
        JobsAction onJobs =
                new JobsAction(action.actor(), action.reason(), "x", List.of(new JobId("j-3")), false, false);
        assertThat(sentence(() -> refusals.skip(onJobs))).isEqualTo(expected);
        assertThat(sentence(() -> refusals.retry(onJobs))).isEqualTo(expected);
    }

    @Test
    void an_action_on_jobs_says_on_which_in_few_words() {
        for (String target : new String[] {null, "t".repeat(201)}) {
            assertThat(sentence(() -> refusals.skip(
                            new JobsAction("ada", "because", target, List.of(new JobId("j-1")), false, false))))
                    .isEqualTo("the target is missing or over 200 characters");
        }
    }

    @Test
    void a_wave_that_is_over_refuses_everything() {
        board.jobs().forEach(Job::skip);
        WAVE_ACTIONS.forEach(one -> assertThat(sentence(() -> one.validator().accept(refusals, ACTION)))
                .isEqualTo("the wave is over"));
        assertThat(sentence(() -> refusals.skip(on("j-1")))).isEqualTo("the wave is over");
        assertThat(sentence(() -> refusals.retry(on("j-1")))).isEqualTo("the wave is over");
    }

    @Test
    void what_was_carried_out_already_is_not_refused() {
        Refusals repeated = new Refusals(board, () -> true, () -> Instant.EPOCH);
        Boards.stand(board, Standing.HELD);
        assertThatCode(() -> repeated.hold(ACTION)).doesNotThrowAnyException();
        assertThatCode(() -> repeated.skip(on("j-4"))).doesNotThrowAnyException();
    }
}
