package dev.cutover.starter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.CutoverProgress;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.Ending;
import dev.cutover.contract.Evidence;
import dev.cutover.contract.Found;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Phase;
import dev.cutover.contract.StepTold;
import dev.cutover.contract.Try;
import dev.cutover.starter.terminal.CommandFailed;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the story of a job's cutovers")
class CutoverStoryTest {

    private static final JobId JOB = new JobId("j-1");
    private static final Instant CUT_OVER = Instant.parse("2026-11-28T01:00:00Z");
    private static final Instant FINISHED = Instant.parse("2026-11-28T01:30:00Z");

    /** What Temporal keeps, by run. */
    private final Map<String, CutoverResult> ended = new HashMap<>();

    private final Map<String, CutoverProgress> inFlight = new HashMap<>();

    @Test
    void is_empty_without_a_cutover() throws CommandFailed {
        CutoverStory story = story(null);

        assertThat(story).isEqualTo(new CutoverStory(List.of(), 0, false, null, null, null, null, List.of()));
    }

    @Test
    void has_the_end_and_the_calls_of_the_one_that_is_done() throws CommandFailed {
        ended.put("run-1", done(evidence(0, "a"), null));

        assertThat(story("run-1"))
                .isEqualTo(new CutoverStory(List.of(call("a")), 0, false, CUT_OVER, FINISHED, "m-1", null, List.of()));
    }

    @Test
    void goes_back_from_the_newest_and_tells_the_oldest_first() throws CommandFailed {
        ended.put("run-1", blocked(evidence(3, "a", "b"), null));
        ended.put("run-2", blocked(evidence(0), "run-1"));
        ended.put("run-3", done(evidence(4, "c"), "run-2"));

        CutoverStory story = story("run-3");

        assertThat(story.tries()).containsExactly(call("a"), call("b"), call("c"));
        assertThat(story.leftOut()).isEqualTo(7);
        assertThat(story.incomplete()).isFalse();
        assertThat(story.finishedAt()).isEqualTo(FINISHED);
    }

    @Test
    void does_not_take_the_end_of_an_earlier_one_for_that_of_the_newest() throws CommandFailed {
        ended.put("run-1", done(evidence(0, "a"), null));
        ended.put("run-2", blocked(evidence(0, "b"), "run-1"));

        assertThat(story("run-2").finishedAt()).isNull();
    }

    @Test
    void is_incomplete_while_one_is_under_way() throws CommandFailed {
        ended.put("run-1", blocked(evidence(0, "a"), null));
        inFlight.put("run-2", progress(evidence(2, "b"), "run-1"));

        CutoverStory story = story("run-2");

        assertThat(story.tries()).containsExactly(call("a"), call("b"));
        assertThat(story.leftOut()).isEqualTo(2);
        assertThat(story.incomplete()).isTrue();
        assertThat(story.cutOverAt()).isNull();
    }

    @Test
    void is_incomplete_behind_one_that_told_nothing() throws CommandFailed {
        ended.put("run-1", blocked(evidence(0, "a"), null));
        ended.put("run-3", done(evidence(0, "c"), "run-2"));

        CutoverStory story = story("run-3");

        assertThat(story.tries()).containsExactly(call("c"));
        assertThat(story.incomplete()).isTrue();
        assertThat(story.finishedAt()).isEqualTo(FINISHED);
    }

    @Test
    void goes_on_behind_a_terminated_one_that_a_worker_can_still_tell_of() throws CommandFailed {
        ended.put("run-1", blocked(evidence(0, "a"), null));
        inFlight.put("run-2", progress(evidence(0, "b"), "run-1"));
        ended.put("run-3", done(evidence(0, "c"), "run-2"));

        CutoverStory story = story("run-3");

        assertThat(story.tries()).containsExactly(call("a"), call("b"), call("c"));
        assertThat(story.incomplete()).isTrue();
    }

    @Test
    void has_the_first_and_the_last_calls_of_each_in_order() throws CommandFailed {
        Evidence evidence = Evidence.none();
        for (int i = 1; i <= 30; i++) {
            evidence = evidence.plus(call("call-" + i));
        }
        ended.put("run-1", done(evidence, null));

        CutoverStory story = story("run-1");

        assertThat(story.tries()).hasSize(25).startsWith(call("call-1")).endsWith(call("call-30"));
        assertThat(story.leftOut()).isEqualTo(5);
    }

    @Test
    void has_the_steps_of_all_cutovers_the_oldest_first() throws CommandFailed {
        ended.put("run-1", withStep(blocked(evidence(0), null), step(1)));
        inFlight.put("run-2", progress(evidence(0), "run-1"));
        ended.put("run-3", withStep(done(evidence(0), "run-2"), step(2)));

        assertThat(story("run-3").steps()).containsExactly(step(1), step(2));
        ended.remove("run-3");
        inFlight.put("run-3", progress(evidence(0), "run-2"));
        assertThat(story("run-3").steps()).containsExactly(step(1));
    }

    private static StepTold step(int round) {
        return new StepTold(HookStep.BEFORE, round, CUT_OVER, FINISHED, true, "stopped");
    }

    private static CutoverResult withStep(CutoverResult result, StepTold step) {
        return new CutoverResult(
                result.job(),
                result.ending(),
                result.reason(),
                result.code(),
                result.detail(),
                result.phase(),
                result.touched(),
                result.lastCallAt(),
                result.cutOverAt(),
                result.finishedAt(),
                result.found(),
                result.imageId(),
                result.instanceId(),
                result.tries(),
                result.previousRun(),
                result.prepared(),
                List.of(step));
    }

    private CutoverStory story(String newest) throws CommandFailed {
        JobLine line = new JobLine(
                JOB,
                "web-1",
                "web",
                JobState.WATCHING,
                null,
                null,
                null,
                false,
                false,
                false,
                null,
                newest,
                false,
                false);
        return CutoverStory.of(
                line,
                cutover -> Optional.ofNullable(ended.get(cutover.run())),
                cutover -> Optional.ofNullable(inFlight.get(cutover.run())));
    }

    /** Told apart by its request id. */
    private static Try call(String requestId) {
        return new Try(CUT_OVER, Try.Answer.ACCEPTED, null, requestId, "Waiting", "Running");
    }

    private static Evidence evidence(int leftOut, String... requestIds) {
        return new Evidence(
                Arrays.stream(requestIds).map(CutoverStoryTest::call).toList(), leftOut, List.of(), 0);
    }

    private static CutoverProgress progress(Evidence tries, String previousRun) {
        return new CutoverProgress(Phase.AWAIT, tries.count(), CUT_OVER, false, true, tries, previousRun);
    }

    private static CutoverResult done(Evidence tries, String previousRun) {
        return new CutoverResult(
                JOB,
                Ending.DONE,
                null,
                null,
                null,
                Phase.AWAIT,
                true,
                CUT_OVER,
                CUT_OVER,
                FINISHED,
                Found.ACCEPTED,
                "m-1",
                null,
                tries,
                previousRun,
                false,
                null);
    }

    private static CutoverResult blocked(Evidence tries, String previousRun) {
        return new CutoverResult(
                JOB,
                Ending.BLOCKED,
                null,
                null,
                null,
                Phase.CALL,
                true,
                CUT_OVER,
                null,
                null,
                null,
                null,
                null,
                tries,
                previousRun,
                false,
                null);
    }
}
