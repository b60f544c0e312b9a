package dev.cutover.workflows.wave;

import static dev.cutover.contract.HookStep.AFTER;
import static dev.cutover.contract.HookStep.BEFORE;
import static dev.cutover.contract.HookStep.UNDO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Try;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.stage.Answer;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A group with hooks is one unit: prepared, cut over, and let pass or undone as a whole. */
class UnitStoriesTest extends UnitStage {

    @Test
    void it_is_prepared_once_when_all_are_ready_then_cut_over_then_let_pass() {
        Plan plan = unit(3, "j-1", "j-2", "j-3");
        stage.smc.job("j-3").shows(Sighting.RUNNING).shows(stage.at(HOUR), Sighting.WAITING);
        stage.hooks.last(BEFORE, Duration.ofMinutes(3));
        Stage.Running wave = stage.start(plan);
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
        Instant prepared = stage.hooks.asked(BEFORE).get(0).at();
        assertThat(prepared).isAfter(stage.at(HOUR));
        assertThat(stage.smc.calls).hasSize(3).allMatch(call -> !call.at().isBefore(prepared));
        HookInput after = stage.hooks.asked(AFTER).get(0).input();
        assertThat(after.servers()).hasSize(3).allMatch(server -> server.cutOver() && "m-1".equals(server.imageId()));
        assertThat(after.key())
                .isNotEqualTo(stage.hooks.asked(BEFORE).get(0).input().key());
        GroupProgress group = result.progress().groups().get(0);
        assertThat(group.phase()).isEqualTo(GroupPhase.THROUGH);
        assertThat(group.frozenSince()).isNull();
        assertThat(group.frozen()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(20));
        assertThat(group.steps()).hasSize(2).allMatch(step -> step.done() && "well done".equals(step.output()));
    }

    @Test
    void it_waits_for_as_many_slots_as_it_can_use_and_is_not_starved() {
        for (String id : List.of("j-1", "j-2", "j-7", "j-8", "j-9")) {
            stage.smc.add(id);
        }
        stage.smc.job("j-9").takes(Duration.ofMinutes(40));
        Plan plan = Plans.plan(
                "night",
                2,
                Plans.group("first", "j-9"),
                Plans.unit("app", "j-1", "j-2"),
                Plans.group("last", "j-7", "j-8"));
        Stage.Running wave = stage.start(plan);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        Instant prepared = stage.hooks.asked(BEFORE).get(0).at();
        assertThat(prepared).isAfter(stage.at(Duration.ofMinutes(40)));
        assertThat(stage.smc.calls("j-7").get(0).at()).isAfter(prepared);
    }

    @Test
    void a_lost_race_before_anything_was_cut_over_is_undone_and_it_is_prepared_again() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.smc.job("j-1").answers(Answer.TOO_LATE);
        stage.smc.job("j-2").answers(Answer.TOO_LATE);
        Stage.Running wave = stage.start(plan);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO, BEFORE, AFTER);
        assertThat(stage.hooks.asked(BEFORE))
                .extracting(asked -> asked.input().round())
                .containsExactly(1, 2);
    }

    @Test
    void one_that_is_lost_while_another_is_cut_over_stays_prepared_and_goes_on_when_it_can() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.smc.job("j-2").answers(Answer.TOO_LATE);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.group("app").split());
        assertThat(wave.group("app").frozenSince()).isNotNull();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
    }

    @Test
    void a_group_behind_it_waits_for_its_after_hook() {
        stage.smc.add("j-1");
        stage.smc.add("j-2");
        stage.hooks.last(AFTER, Duration.ofMinutes(9));
        Plan plan = Plans.plan("night", 2, Plans.unit("db", "j-1"), Plans.after(Plans.group("app", "j-2"), "db"));
        stage.start(plan).result();
        assertThat(stage.smc.calls("j-2").get(0).at())
                .isAfter(stage.hooks.asked(AFTER).get(0).at());
    }

    @Test
    void a_before_hook_that_refuses_is_undone_and_blocks_the_group_until_it_is_retried() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.hooks.fail(BEFORE, FailureKind.HOOK_REFUSED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().counts().blocked() == 2);
        stage.pass(HOUR);
        assertThat(stage.smc.calls).isEmpty();
        assertThat(stage.hooks.done()).containsExactly(UNDO);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.HOOK_REFUSED));
        assertThat(wave.line("j-1").touched()).isFalse();
        wave.retry("j-1", "j-2");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void a_before_hook_that_says_nothing_is_tried_again_until_its_timeout() {
        Plan plan = unit(1, "j-1");
        FailureKind[] silence = new FailureKind[70];
        Arrays.fill(silence, FailureKind.HOOK_SILENT);
        stage.hooks.fail(BEFORE, silence);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.HOOK_REFUSED));
        stage.passUntil(() -> !stage.hooks.done().isEmpty());
        assertThat(stage.hooks.done()).containsExactly(UNDO);
    }

    @Test
    void an_undo_that_fails_twice_is_tried_on_and_a_person_is_told() {
        Plan plan = Plans.told(unit(1, "j-1"));
        stage.smc.job("j-1").answers(Answer.TOO_LATE);
        stage.hooks.fail(UNDO, FailureKind.HOOK_REFUSED, FailureKind.HOOK_REFUSED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.group("app").waiting() != null);
        assertThat(wave.group("app").waiting().manual()).isFalse();
        assertThat(wave.group("app").phase()).isEqualTo(GroupPhase.UNDO);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.asked(UNDO)).hasSize(3);
        assertThat(stage.hooks.asked(UNDO))
                .extracting(asked -> asked.input().key())
                .containsOnly(stage.hooks.asked(UNDO).get(0).input().key());
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO, BEFORE, AFTER);
        assertThat(stage.messages.kinds()).contains(MessageKind.WAITS_FOR_A_PERSON);
    }

    @Test
    void an_undo_that_a_person_has_done_is_not_tried_any_more() {
        Plan plan = unit(1, "j-1");
        stage.smc.job("j-1").answers(Answer.TOO_LATE);
        FailureKind[] refusals = new FailureKind[40];
        Arrays.fill(refusals, FailureKind.HOOK_REFUSED);
        stage.hooks.fail(UNDO, refusals);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.group("app").waiting() != null);
        wave.confirm("app");
        int tried = stage.hooks.asked(UNDO).size();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.asked(UNDO)).hasSize(tried);
    }

    @Test
    void an_after_hook_that_says_no_leaves_it_cut_over_and_not_verified() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.hooks.fail(AFTER, FailureKind.HOOK_REFUSED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().counts().blocked() == 2);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.NOT_VERIFIED));
        stage.pass(HOUR);
        assertThat(stage.hooks.done()).containsExactly(BEFORE);
        wave.retry("j-1", "j-2");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
        assertThat(stage.smc.calls).hasSize(2);
    }

    @Test
    void a_job_of_it_whose_own_after_hook_says_no_is_asked_again_before_the_group_passes() {
        Plan plan = Plans.hooked(unit(1, "j-1"), Plans.hooks());
        stage.hooks.fail(AFTER, FailureKind.HOOK_REFUSED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.NOT_VERIFIED));
        assertThat(wave.line("j-1").prepared()).isTrue();
        wave.retry("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(wave.line("j-1").prepared()).isFalse();
        assertThat(stage.hooks.asked(AFTER))
                .extracting(asked -> asked.input().job() == null ? "group" : "job")
                .containsExactly("job", "job", "group");
        assertThat(stage.smc.calls).hasSize(1);
    }

    @Test
    void one_whose_own_after_hook_is_asked_again_after_the_last_start_is_not_undone() {
        Plan plan = Plans.hooked(
                Plans.within(unit(1, "j-1"), null, stage.at(HOUR), stage.at(HOUR.multipliedBy(3))), Plans.hooks());
        stage.hooks.fail(AFTER, FailureKind.HOOK_REFUSED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        stage.pass(HOUR);
        wave.retry("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.asked(UNDO)).isEmpty();
    }

    @Test
    void one_that_was_not_verified_and_is_marked_as_done_is_done() {
        Plan plan = unit(1, "j-1");
        stage.hooks.fail(AFTER, FailureKind.HOOK_REFUSED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() ->
                wave.line("j-1").state() == JobState.BLOCKED && wave.line("j-1").known() != null);
        wave.markDone("j-1");
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.MARKED_DONE);
        assertThat(result.progress().groups().get(0).frozenSince()).isNull();
    }

    @Test
    void a_drained_wave_undoes_what_stands_prepared_and_was_not_called() {
        Plan plan = unit(1, "j-1", "j-2");
        stage.hooks.last(BEFORE, Duration.ofMinutes(5));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.group("app").phase() == GroupPhase.BEFORE);
        wave.drain();
        WaveResult result = wave.result();
        assertThat(stage.smc.calls).isEmpty();
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO);
        assertThat(result.counts().deferred()).isEqualTo(2);
        assertThat(result.progress().groups().get(0).frozen()).isGreaterThan(Duration.ofMinutes(4));
    }

    @Test
    void a_group_that_is_cut_over_in_part_when_the_window_ends_is_split_undone_and_unfinished() {
        Plan plan = Plans.within(
                unit(2, "j-1", "j-2"), null, stage.at(HOUR.multipliedBy(2)), stage.at(HOUR.multipliedBy(3)));
        stage.smc
                .job("j-2")
                .answers(new Answer(Try.Answer.REFUSED, false, FailureKind.STATE_CONFLICT, HOUR.multipliedBy(9)));
        Stage.Running wave = stage.start(plan);
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.NOT_DONE);
        assertThat(wave.lines()).extracting(JobLine::state).containsExactly(JobState.UNFINISHED, JobState.UNFINISHED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.GROUP_SPLIT);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO);
        assertThat(result.progress().groups().get(0).split()).isTrue();
        assertThat(result.progress().groups().get(0).frozen()).isGreaterThan(HOUR);
    }

    @Test
    void while_it_is_unclear_whether_one_took_effect_nothing_is_undone() {
        Plan plan = Plans.within(unit(1, "j-1"), null, stage.at(HOUR.multipliedBy(2)), stage.at(HOUR.multipliedBy(3)));
        stage.smc.job("j-1").endsAs(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(plan);
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.NOT_DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE);
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.UNFINISHED);
        assertThat(result.progress().groups().get(0).frozenSince()).isNotNull();
    }

    @Test
    void a_group_that_was_prepared_in_vain_three_times_waits_for_a_person() {
        Plan plan = unit(1, "j-1");
        stage.smc.job("j-1").answers(Answer.TOO_LATE, Answer.TOO_LATE, Answer.TOO_LATE);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.PREPARED_IN_VAIN));
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO, BEFORE, UNDO, BEFORE, UNDO);
        wave.retry("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void it_survives_a_continue_as_new_at_every_turn() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.hooks.last(BEFORE, Duration.ofMinutes(4));
        stage.smc.job("j-1").answers(Answer.TOO_LATE);
        stage.smc.job("j-2").answers(Answer.TOO_LATE);
        Stage.Running wave = stage.start(new WaveStart(plan, null, 10, null));
        // Asked for by time: while its result is waited for, the in-JVM server's time can stand still behind a
        // continue-as-new.
        stage.passUntil(() -> wave.status() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO, BEFORE, AFTER);
        assertThat(wave.hasContinued()).isTrue();
    }

    @Test
    void an_undo_under_way_that_a_person_has_done_does_not_undo_what_is_prepared_after_it() {
        Plan plan = unit(1, "j-1");
        stage.smc.job("j-1").answers(Answer.TOO_LATE);
        stage.hooks.fail(UNDO, FailureKind.HOOK_REFUSED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.group("app").waiting() != null);
        stage.hooks.last(UNDO, Duration.ofMinutes(8));
        stage.pass(Duration.ofMinutes(6));
        wave.confirm("app");
        assertThat(wave.group("app").waiting()).isNull();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO, BEFORE, AFTER);
    }

    @Test
    void an_undo_under_way_that_fails_again_is_not_tried_on_once_a_person_has_done_it() {
        Plan plan = unit(1, "j-1");
        stage.smc.job("j-1").answers(Answer.TOO_LATE);
        stage.hooks.fail(UNDO, FailureKind.HOOK_REFUSED, FailureKind.HOOK_REFUSED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.group("app").waiting() != null);
        stage.hooks.last(UNDO, Duration.ofMinutes(8));
        stage.pass(Duration.ofMinutes(6));
        wave.confirm("app");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.asked(UNDO)).hasSize(2);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, BEFORE, AFTER);
    }

    @Test
    void one_that_others_finish_while_a_before_hook_refuses_leaves_the_rest_to_be_retried() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.hooks.last(BEFORE, Duration.ofMinutes(5));
        stage.hooks.fail(BEFORE, FailureKind.HOOK_REFUSED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.group("app").phase() == GroupPhase.BEFORE);
        stage.smc.job("j-1").shows(stage.now(), Sighting.FINISHED);
        stage.passUntil(() -> wave.line("j-2").state() == JobState.BLOCKED);
        stage.pass(Duration.ofMinutes(1));
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.DONE);
        wave.retry("j-2");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(UNDO, BEFORE, AFTER);
        assertThat(stage.smc.calls("j-1")).isEmpty();
    }

    @Test
    void what_no_undo_undoes_stays_frozen_and_a_person_is_told_once() {
        Hooks hooks = new Hooks(Plans.http(Duration.ofMinutes(10)), null, null);
        Stage.Running wave = stage.start(Plans.told(unitOf(rules(hooks, null, null), "j-1")));
        stage.hooks.last(BEFORE, Duration.ofMinutes(5));
        stage.passUntil(() -> wave.group("app").phase() == GroupPhase.BEFORE);
        wave.drain();
        wave.result();
        assertThat(stage.hooks.done()).containsExactly(BEFORE);
        assertThat(wave.group("app").frozenSince()).isNotNull();
        assertThat(stage.messages.of(MessageKind.WAITS_FOR_A_PERSON))
                .singleElement()
                .satisfies(message -> assertThat(message.jobs()).containsExactly("server of j-1"));
    }
}
