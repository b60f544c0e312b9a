package dev.cutover.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Hook;
import dev.cutover.contract.HookResult;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.workflows.stage.FakeTasks;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A hook that is an activity of the user's own, in whatever language. */
class TaskHookStoriesTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private Plan checked() {
        stage.smc.add("j-1");
        Hook check = new Hook(
                null,
                null,
                null,
                new Hook.Task("CheckInstance", FakeTasks.TASK_QUEUE),
                Duration.ofMinutes(20),
                Duration.ofMinutes(1),
                null);
        return Plans.hooked(Plans.plan("night", 1, "j-1"), new Hooks(null, check, null));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                argumentSet("as the contract has it", new HookResult("all is well"), "all is well"),
                argumentSet("nothing", null, null),
                argumentSet("a text", "fine", "fine"),
                argumentSet("a number", 42, null),
                argumentSet("a list", List.of("garbage", 7), null),
                argumentSet("a novel", "x".repeat(100_000), "x".repeat(Hook.LONGEST_OUTPUT - 3) + "..."));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatever_it_answers_it_is_done(Object answer, String output) {
        stage.tasks.answer(answer);
        Stage.Running wave = stage.start(checked());
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.cutoverResult("j-1").steps()).singleElement().satisfies(step -> {
            assertThat(step.done()).isTrue();
            assertThat(step.output()).isEqualTo(output);
        });
        assertThat(stage.tasks.asked).singleElement().satisfies(input -> {
            assertThat(input.job().value()).isEqualTo("j-1");
            assertThat(input.servers().get(0).imageId()).isEqualTo("m-1");
        });
    }

    @Test
    void one_that_says_no_for_good_is_believed_at_once() {
        stage.tasks.answer(ApplicationFailure.newNonRetryableFailure("no disk is mounted", "NotWell"));
        Stage.Running wave = stage.start(checked());
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(stage.tasks.asked).hasSize(1);
        assertThat(stage.cutoverResult("j-1").detail()).isEqualTo("no disk is mounted");
    }

    @Test
    void one_that_fails_is_tried_again_until_its_timeout() {
        stage.tasks.answer(ApplicationFailure.newFailure("not yet", "Busy"));
        Stage.Running wave = stage.start(checked());
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(stage.tasks.asked).hasSizeBetween(8, 20);
        assertThat(stage.cutoverResult("j-1").detail()).isNotNull();
    }
}
