package dev.cutover.workflows.cutover;

import static dev.cutover.contract.HookStep.AFTER;
import static dev.cutover.contract.HookStep.BEFORE;
import static dev.cutover.contract.HookStep.UNDO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.StepAction;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.workflows.stage.Answer;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hooks around one job's own cutover, and what is looked at after it. */
class JobHookStoriesTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private Plan hooked(int slots, String... ids) {
        for (String id : ids) {
            stage.smc.add(id);
        }
        return Plans.hooked(Plans.plan("night", slots, ids), Plans.hooks());
    }

    @Test
    void it_is_prepared_in_its_slot_cut_over_and_let_pass_outside_of_it() {
        Plan plan = hooked(1, "j-1", "j-2");
        stage.hooks.last(AFTER, Duration.ofMinutes(8));
        Stage.Running wave = stage.start(plan);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, BEFORE, AFTER, AFTER);
        HookInput after = stage.hooks.asked(AFTER).get(0).input();
        assertThat(after.servers()).singleElement().satisfies(server -> {
            assertThat(server.cutOver()).isTrue();
            assertThat(server.imageId()).isEqualTo("m-1");
        });
        // The second takes the slot while the first is still being let pass.
        assertThat(stage.hooks.asked(BEFORE).get(1).at())
                .isBefore(stage.hooks.asked(AFTER).get(0).at());
        CutoverResult result = stage.cutoverResult("j-1");
        assertThat(result.steps()).hasSize(2).allMatch(step -> step.done() && step.round() == 1);
        assertThat(result.prepared()).isFalse();
    }

    @Test
    void a_before_hook_that_refuses_is_undone_and_blocks_it_untouched() {
        Plan plan = hooked(1, "j-1");
        stage.hooks.fail(BEFORE, FailureKind.HOOK_REFUSED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.HOOK_REFUSED));
        assertThat(wave.line("j-1").touched()).isFalse();
        assertThat(stage.hooks.done()).containsExactly(UNDO);
        assertThat(stage.smc.calls).isEmpty();
        wave.retry("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.asked(BEFORE))
                .extracting(asked -> asked.input().round())
                .containsExactly(1, 2);
    }

    @Test
    void a_lost_race_is_undone_and_it_is_prepared_anew_when_it_is_ready() {
        Plan plan = hooked(1, "j-1");
        stage.smc.job("j-1").answers(Answer.TOO_LATE);
        Stage.Running wave = stage.start(plan);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO, BEFORE, AFTER);
    }

    @Test
    void a_drain_while_it_is_being_prepared_sends_nothing_and_undoes_it() {
        Plan plan = hooked(1, "j-1");
        stage.hooks.last(BEFORE, Duration.ofMinutes(5));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.line("j-1").state() == JobState.CUTTING_OVER);
        stage.pass(Duration.ofMinutes(1));
        wave.drain();
        assertThat(wave.result().counts().deferred()).isEqualTo(1);
        assertThat(stage.smc.calls).isEmpty();
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO);
    }

    @Test
    void an_undo_that_fails_is_tried_on_and_a_person_can_say_that_it_is_done() {
        Plan plan = hooked(1, "j-1");
        stage.smc.job("j-1").answers(Answer.refused(FailureKind.BAD_REQUEST));
        FailureKind[] refusals = new FailureKind[30];
        Arrays.fill(refusals, FailureKind.HOOK_REFUSED);
        stage.hooks.fail(UNDO, refusals);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> stage.hooks.asked(UNDO).size() == 3);
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.CUTTING_OVER);
        wave.stub().confirm(new StepAction("ada", "started it by hand", null, new JobId("j-1")));
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.BAD_REQUEST));
        assertThat(wave.line("j-1").prepared()).isFalse();
    }

    @Test
    void while_it_is_unclear_whether_it_took_effect_nothing_is_undone() {
        Plan plan = hooked(1, "j-1");
        stage.smc.job("j-1").endsAs(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(wave.line("j-1").prepared()).isTrue();
        assertThat(stage.hooks.done()).containsExactly(BEFORE);
        stage.smc.job("j-1").shows(stage.now(), Sighting.FINISHED);
        wave.retry("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
    }

    @Test
    void an_after_hook_that_says_no_blocks_it_and_a_retry_asks_again_without_a_call() {
        Plan plan = hooked(1, "j-1");
        stage.hooks.fail(AFTER, FailureKind.HOOK_REFUSED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.NOT_VERIFIED));
        wave.retry("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(1);
        assertThat(stage.hooks.asked(AFTER)).hasSize(2);
        assertThat(stage.hooks.asked(AFTER).get(0).input().key())
                .isEqualTo(stage.hooks.asked(AFTER).get(1).input().key());
    }

    @Test
    void a_finished_job_that_left_no_image_and_no_instance_is_cut_over_and_not_verified() {
        stage.smc.add("j-1").leavesNothing();
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.NOT_VERIFIED));
        stage.passUntil(() -> wave.line("j-1").readyAgain());
        wave.markDone("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }
}
