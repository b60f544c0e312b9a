package dev.cutover.workflows.wave;

import static dev.cutover.contract.HookStep.AFTER;
import static dev.cutover.contract.HookStep.BEFORE;
import static dev.cutover.contract.HookStep.UNDO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobState;
import dev.cutover.contract.PerhapsPrepared;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Try;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.stage.Answer;
import dev.cutover.workflows.stage.FakeHooks;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wave that was ended by force is started again: what it had prepared, or may have, is neither forgotten nor taken for granted. */
class TakeUpStoriesTest extends TakeUpStage {

    /** When the hooks of groups, not of jobs, were asked for a step. */
    private List<Instant> asked(HookStep step) {
        return stage.hooks.asked(step).stream()
                .filter(asked -> asked.input().job() == null)
                .map(FakeHooks.Asked::at)
                .toList();
    }

    /** One slot; the first server is cut over, and the second is not called before the wave is ended. */
    private Plan halfCutOver() {
        Plan plan = unit(1, "j-1", "j-2");
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> !stage.smc.calls("j-1").isEmpty());
        first.hold();
        stage.passUntil(() -> first.line("j-1").state() == JobState.CUTTING_OVER
                && stage.smc.job("j-1").shown(stage.now()) == Sighting.FINISHED);
        stage.pass(MINUTE.multipliedBy(2));
        first.untyped().terminate("by hand");
        assertThat(stage.smc.calls("j-2")).isEmpty();
        return plan;
    }

    @Test
    void a_unit_whose_before_hook_had_not_said_yes_is_undone_and_prepared_anew_by_the_next_execution() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.hooks.last(BEFORE, Duration.ofMinutes(8));
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> first.group("app").phase() == GroupPhase.BEFORE);
        first.untyped().terminate("by hand");
        stage.hooks.last(BEFORE, Duration.ofMinutes(1));
        WaveResult result = stage.start(again(plan, "app")).result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        List<HookStep> done = stage.hooks.done();
        assertThat(done.subList(done.size() - 3, done.size())).containsExactly(UNDO, BEFORE, AFTER);
        assertThat(stage.smc.calls.get(0).at())
                .isAfter(stage.hooks
                        .asked(BEFORE)
                        .get(stage.hooks.asked(BEFORE).size() - 1)
                        .at());
    }

    @Test
    void units_that_an_earlier_execution_never_came_to_keep_their_order_and_their_before_hooks() {
        add("j-1");
        add("j-2");
        stage.smc.job("j-1").takes(HOUR);
        Plan plan = Plans.plan("night", 9, Plans.unit("one", "j-1"), Plans.after(Plans.unit("two", "j-2"), "one"));
        WaveResult result = stage.start(again(plan, "one", "two")).result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactlyInAnyOrder(UNDO, UNDO, BEFORE, AFTER, BEFORE, AFTER);
        assertThat(stage.smc.calls("j-2").get(0).at())
                .isAfter(stage.smc.calls("j-1").get(0).at().plus(HOUR));
    }

    @Test
    void a_server_that_somebody_else_finished_says_nothing_of_how_its_unit_stands() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.smc.job("j-1").shows(Sighting.FINISHED);
        WaveResult result = stage.start(again(plan, "app")).result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(UNDO, BEFORE, AFTER);
        assertThat(stage.smc.calls("j-2").get(0).at())
                .isAfter(stage.hooks.asked(BEFORE).get(0).at());
    }

    @Test
    void a_unit_of_which_an_earlier_execution_cut_one_over_goes_on_without_being_prepared_again() {
        Plan plan = unit(1, "j-1", "j-2");
        stage.smc.job("j-2").takes(HOUR);
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> !stage.smc.calls("j-2").isEmpty());
        first.untyped().terminate("by hand");
        WaveResult result = stage.start(again(plan, "app")).result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
        assertThat(stage.smc.calls).hasSize(2);
    }

    @Test
    void a_unit_is_not_undone_while_a_call_that_nobody_followed_may_still_take_effect() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.smc.job("j-1").takes(HOUR);
        stage.smc.job("j-2").shows(Sighting.RUNNING);
        stage.smc.job("j-2").shows(stage.at(Duration.ofMinutes(2)), Sighting.WAITING);
        stage.smc.job("j-2").takes(HOUR);
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> !stage.smc.calls("j-1").isEmpty());
        first.untyped().terminate("by hand");
        stage.cutover("j-1").terminate("by hand");
        Stage.Running second = stage.start(again(plan, "app"));
        stage.pass(Duration.ofMinutes(30));
        assertThat(stage.hooks.done()).doesNotContain(UNDO);
        assertThat(second.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
        assertThat(stage.smc.calls("j-1")).hasSize(1);
    }

    @ParameterizedTest(name = "the wave tells how it stood: {0}")
    @ValueSource(booleans = {true, false})
    void what_another_night_cut_over_says_nothing_of_how_a_unit_stands(boolean tells) {
        Plan plan = unit(2, "j-1", "j-2");
        stage.smc
                .job("j-2")
                .answers(new Answer(Try.Answer.REFUSED, false, FailureKind.STATE_CONFLICT, HOUR.multipliedBy(9)));
        Stage.Running first =
                stage.start(Plans.within(plan, null, stage.at(HOUR.multipliedBy(2)), stage.at(HOUR.multipliedBy(3))));
        untilOver(first);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO);
        stage.pass(HOUR.multipliedBy(8));
        Plan next = Plans.within(plan, null, stage.at(HOUR.multipliedBy(20)), stage.at(HOUR.multipliedBy(24)));
        stage.hooks.last(BEFORE, MINUTE.multipliedBy(8));
        Stage.Running second = stage.start(next);
        until(second, GroupPhase.BEFORE);
        PerhapsPrepared untold = new PerhapsPrepared("app", second.progress().startedAt());
        List<PerhapsPrepared> left = tells ? second.progress().perhapsPrepared() : List.of(untold);
        second.untyped().terminate("by hand");
        Instant terminatedAt = stage.now();
        stage.hooks.last(BEFORE, Duration.ZERO);
        Stage.Running third = stage.start(WaveStart.of(next).after(left));
        untilOver(third);
        assertThat(stage.smc.calls("j-2")).hasSize(2);
        assertThat(stage.smc.calls("j-2").get(1).at()).isAfter(terminatedAt);
        assertThat(asked(BEFORE))
                .last()
                .satisfies(at -> assertThat(at)
                        .isBetween(terminatedAt, stage.smc.calls("j-2").get(1).at()));
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO, UNDO, BEFORE, AFTER);
    }

    @Test
    void what_its_job_s_own_undo_does_says_nothing_of_how_a_unit_stands() {
        Plan plan = Plans.hooked(
                Plans.within(
                        unit(1, "j-1"), null, stage.at(MINUTE.multipliedBy(110)), stage.at(MINUTE.multipliedBy(120))),
                Plans.hooks());
        stage.hooks.last(BEFORE, MINUTE.multipliedBy(5));
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> first.line("j-1").state() == JobState.CUTTING_OVER);
        stage.pass(MINUTE);
        first.untyped().terminate("by hand");
        stage.cutover("j-1").terminate("by hand");
        // It does not fit any more: 25 minutes and its hooks are expected.
        stage.pass(MINUTE.multipliedBy(95));
        stage.hooks.last(BEFORE, Duration.ZERO);
        stage.start(again(plan, "app")).result();
        assertThat(stage.smc.calls).isEmpty();
        assertThat(asked(BEFORE)).hasSize(1);
        assertThat(asked(UNDO)).hasSize(1);
        assertThat(stage.hooks.asked(UNDO)).hasSize(2);
    }

    @Test
    void a_cutover_that_runs_and_only_undoes_its_own_preparation_says_nothing_of_how_its_unit_stands() {
        Plan plan = Plans.hooked(unit(1, "j-1"), Plans.hooks());
        stage.smc
                .job("j-1")
                .answers(new Answer(Try.Answer.REFUSED, false, FailureKind.STATE_CONFLICT, MINUTE.multipliedBy(3)));
        stage.hooks.last(UNDO, MINUTE.multipliedBy(8));
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> stage.smc.calls.size() == 1);
        stage.pass(MINUTE);
        first.untyped().terminate("by hand");
        Stage.Running second = stage.start(again(plan, "app"));
        untilOver(second);
        assertThat(stage.smc.calls).hasSize(2);
        assertThat(asked(UNDO)).hasSize(1);
        assertThat(asked(BEFORE)).hasSize(2);
        assertThat(asked(BEFORE).get(1))
                .isBetween(asked(UNDO).get(0), stage.smc.calls.get(1).at());
    }

    @Test
    void a_second_terminate_while_it_is_asked_what_runs_does_not_make_it_forget_what_stands_prepared() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.hooks.last(BEFORE, MINUTE.multipliedBy(8));
        Stage.Running first = stage.start(plan);
        until(first, GroupPhase.BEFORE);
        stage.runs.unanswered.set(1000);
        Stage.Running second = terminated(first, plan);
        stage.pass(MINUTE.multipliedBy(5));
        Stage.Running third = terminated(second, plan);
        stage.runs.unanswered.set(0);
        third.drain();
        third.result();
        assertThat(stage.hooks.done()).containsExactly(UNDO);
    }

    @Test
    void a_second_terminate_does_not_make_it_forget_what_the_first_execution_cut_over() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.hooks.last(AFTER, MINUTE.multipliedBy(9));
        Stage.Running first = stage.start(plan);
        until(first, GroupPhase.AFTER);
        Stage.Running second = terminated(first, plan);
        until(second, GroupPhase.AFTER);
        Stage.Running third = terminated(second, plan);
        stage.hooks.last(AFTER, Duration.ZERO);
        assertThat(third.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
        assertThat(stage.smc.calls).hasSize(2);
    }

    @Test
    void what_stands_prepared_is_undone_though_the_window_opens_only_the_next_night() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.hooks.last(BEFORE, MINUTE.multipliedBy(8));
        Stage.Running first = stage.start(plan);
        until(first, GroupPhase.BEFORE);
        first.untyped().terminate("by hand");
        Plan next = Plans.within(
                plan,
                stage.at(HOUR.multipliedBy(20)),
                stage.at(HOUR.multipliedBy(23)),
                stage.at(HOUR.multipliedBy(24)));
        stage.start(again(next, "app"));
        stage.pass(MINUTE.multipliedBy(10));
        assertThat(stage.hooks.done()).containsExactly(UNDO);
        int looks = stage.smc.looks.size();
        stage.pass(HOUR);
        assertThat(stage.smc.looks)
                .as("nothing more is watched before it opens")
                .hasSize(looks);
    }

    @Test
    void a_unit_is_not_undone_when_a_call_that_nobody_followed_ended_in_error() {
        Plan plan = unit(1, "j-1");
        stage.smc.job("j-1").takes(MINUTE.multipliedBy(5)).endsAs(Sighting.IN_ERROR);
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        first.untyped().terminate("by hand");
        stage.cutover("j-1").terminate("by hand");
        Stage.Running second = stage.start(again(plan, "app"));
        stage.pass(HOUR);
        assertThat(second.line("j-1").state()).isEqualTo(JobState.BLOCKED);
        assertThat(stage.hooks.asked(UNDO)).isEmpty();
    }

    @Test
    void before_the_rest_of_a_unit_is_called_its_before_hook_is_asked_again() {
        Plan plan = halfCutOver();
        WaveResult result = stage.start(again(plan, "app")).result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, BEFORE, AFTER);
        assertThat(stage.smc.calls("j-2")).hasSize(1);
        assertThat(stage.smc.calls("j-2").get(0).at())
                .isAfterOrEqualTo(asked(BEFORE).get(1));
    }

    @Test
    void a_unit_that_is_cut_over_in_part_is_not_undone_when_its_before_hook_refuses_to_say_yes_again() {
        Plan plan = halfCutOver();
        stage.hooks.fail(BEFORE, FailureKind.HOOK_REFUSED);
        Stage.Running second = stage.start(again(plan, "app"));
        stage.passUntil(() -> second.line("j-2").state() == JobState.BLOCKED);
        stage.pass(HOUR);
        assertThat(stage.smc.calls("j-2")).isEmpty();
        assertThat(stage.hooks.asked(UNDO)).isEmpty();
        second.retry("j-2");
        untilOver(second);
        assertThat(second.progress().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, BEFORE, AFTER);
        assertThat(stage.hooks.asked(BEFORE).stream().map(asked -> asked.input().key()))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void a_unit_that_was_split_and_undone_is_prepared_again_before_its_rest_is_called() {
        add("j-9");
        stage.smc.job("j-9").takes(HOUR.multipliedBy(5));
        Plan plan = Plans.plan("night", 2, Plans.unit("app", add("j-1", "j-2")), Plans.group("rest", "j-9"));
        stage.smc
                .job("j-2")
                .answers(new Answer(Try.Answer.REFUSED, false, FailureKind.STATE_CONFLICT, HOUR.multipliedBy(3)));
        Stage.Running first = stage.start(Plans.within(plan, null, stage.at(HOUR), stage.at(HOUR.multipliedBy(2))));
        stage.passUntil(() -> stage.hooks.done().contains(UNDO));
        stage.pass(MINUTE);
        assertThat(first.group("app").phase()).isEqualTo(GroupPhase.THROUGH);
        first.untyped().terminate("by hand");
        Stage.Running second = stage.start(again(plan, "app"));
        untilOver(second);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO, BEFORE, AFTER);
        assertThat(stage.smc.calls("j-2")).hasSize(2);
        assertThat(stage.smc.calls("j-2").get(1).at())
                .isAfterOrEqualTo(asked(BEFORE).get(1));
    }
}
