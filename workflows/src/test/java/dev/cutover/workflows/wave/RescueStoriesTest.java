package dev.cutover.workflows.wave;

import static dev.cutover.contract.HookStep.AFTER;
import static dev.cutover.contract.HookStep.BEFORE;
import static dev.cutover.contract.HookStep.UNDO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Canary;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Limits;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.PerhapsPrepared;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.Try;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.stage.Answer;
import dev.cutover.workflows.stage.FakeSmc;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where something prepared, cut over or unclear could be forgotten, and is not. */
class RescueStoriesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private Plan unit(int slots, String... ids) {
        add(ids);
        return Plans.plan("night", slots, Plans.unit("app", ids));
    }

    private void add(String... ids) {
        for (String id : ids) {
            stage.smc.add(id);
        }
    }

    private static Answer lostFor(Duration time) {
        return new Answer(Try.Answer.REFUSED, false, FailureKind.STATE_CONFLICT, time);
    }

    @Test
    void a_unit_whose_wave_was_terminated_in_its_calls_is_let_pass_by_the_next_execution() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.smc.job("j-1").takes(HOUR);
        stage.smc.job("j-2").takes(HOUR);
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> stage.smc.calls.size() == 2);
        first.untyped().terminate("by hand");
        WaveResult result = stage.start(plan).result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
        assertThat(stage.smc.calls).hasSize(2);
    }

    @Test
    void a_unit_that_an_earlier_execution_left_prepared_is_undone_before_it_is_left() {
        Plan plan = Plans.within(unit(2, "j-1", "j-2"), null, stage.at(HOUR), stage.at(HOUR.multipliedBy(2)));
        stage.smc.job("j-2").shows(Sighting.RUNNING);
        Stage.Running wave = stage.start(WaveStart.of(plan)
                .after(List.of(
                        new PerhapsPrepared("app", stage.now()), new PerhapsPrepared("no such group", stage.now()))));
        WaveResult result = wave.result();
        assertThat(stage.hooks.done()).containsExactly(UNDO);
        assertThat(result.counts().deferred()).isEqualTo(2);
    }

    @Test
    void a_job_whose_cutover_was_terminated_with_its_wave_while_it_stood_prepared_is_undone_before_it_is_left() {
        add("j-1");
        Hook hook = Plans.http(Duration.ofMinutes(10));
        Plan plan = Plans.within(
                Plans.hooked(Plans.plan("night", 1, "j-1"), new Hooks(hook, null, hook)),
                null,
                stage.at(HOUR),
                stage.at(HOUR.multipliedBy(2)));
        stage.hooks.last(BEFORE, Duration.ofMinutes(5));
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> first.line("j-1").state() == JobState.CUTTING_OVER);
        stage.pass(Duration.ofMinutes(1));
        first.untyped().terminate("by hand");
        stage.cutover("j-1").terminate("by hand");
        Stage.Running second = stage.start(plan);
        second.hold();
        stage.pass(Duration.ofMinutes(20));
        second.drain();
        second.result();
        assertThat(stage.hooks.done()).containsExactly(UNDO);
        assertThat(second.line("j-1").prepared()).isFalse();
        assertThat(stage.smc.calls).isEmpty();
    }

    @Test
    void jobs_that_are_cut_over_and_not_verified_are_not_undone_when_they_are_skipped() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.hooks.fail(AFTER, FailureKind.HOOK_REFUSED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().counts().blocked() == 2);
        wave.skip("j-1", "j-2");
        assertThat(wave.result().counts().unfinished()).isEqualTo(2);
        assertThat(stage.hooks.done()).containsExactly(BEFORE);
    }

    @Test
    void a_unit_of_which_one_is_cut_over_and_one_has_failed_does_not_stand_still_for_ever() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.smc
                .job("j-2")
                .answers(lostFor(HOUR.multipliedBy(9)))
                .shows(stage.at(Duration.ofMinutes(30)), Sighting.EXPIRED);
        Stage.Running wave = stage.start(plan);
        WaveResult result = wave.result();
        assertThat(result.endedAt()).isBefore(stage.at(HOUR));
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.GROUP_SPLIT);
        assertThat(wave.line("j-2").state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void a_unit_that_was_split_and_undone_does_not_begin_again() {
        Plan plan = Plans.within(
                unit(2, "j-1", "j-2"), null, stage.at(HOUR.multipliedBy(2)), stage.at(HOUR.multipliedBy(5)));
        stage.smc.job("j-2").answers(lostFor(Duration.ofMinutes(210)));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.group("app").split());
        wave.hold();
        stage.passUntil(() -> stage.elapsed().compareTo(Duration.ofMinutes(125)) > 0);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO);
        assertThat(wave.result().counts().unfinished()).isEqualTo(2);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO);
    }

    @Test
    void a_call_that_may_have_taken_effect_is_not_undone_because_the_job_shows_an_error() {
        Plan plan = unit(1, "j-1");
        stage.smc
                .job("j-1")
                .answers(Answer.LOST_AFTER_THE_DEED)
                .takes(Duration.ofSeconds(20))
                .endsAs(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(plan);
        stage.pass(HOUR);
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.BLOCKED);
        assertThat(stage.hooks.done()).containsExactly(BEFORE);
        assertThat(wave.group("app").frozenSince()).isNotNull();
    }

    @Test
    void an_after_hook_of_the_jobs_own_that_said_no_is_asked_again_in_a_unit_too() {
        add("j-1");
        stage.hooks.fail(AFTER, FailureKind.HOOK_REFUSED);
        Hook hook = Plans.http(Duration.ofMinutes(10));
        GroupRules prepared = new GroupRules(null, new Hooks(hook, null, null), null, null, null, false);
        Plan plan = Plans.hooked(
                Plans.plan("night", 1, Plans.ruled(Plans.group("app", "j-1"), prepared)), new Hooks(null, hook, null));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        wave.retry("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.asked(AFTER)).hasSize(2);
        assertThat(stage.smc.calls).hasSize(1);
    }

    @Test
    void what_was_done_before_a_restart_late_in_the_night_is_never_called_deferred() {
        Plan plan = Plans.within(
                Plans.plan("night", 2, "j-1", "j-2"), null, stage.at(HOUR), stage.at(HOUR.multipliedBy(2)));
        add("j-1", "j-2");
        stage.smc.job("j-2").takes(HOUR.multipliedBy(3));
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> first.line("j-1").state() == JobState.DONE);
        stage.passUntil(() -> stage.elapsed().compareTo(HOUR.plusMinutes(5)) > 0);
        first.untyped().terminate("by hand");
        Stage.Running second = stage.start(plan);
        assertThat(second.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(second.line("j-1").run()).isNotNull();
    }

    @Test
    void jobs_that_are_ready_when_their_group_had_to_start_are_looked_at_before_it_is_deferred() {
        add("j-1");
        GroupRules rules = new GroupRules(null, null, 1, stage.at(Duration.ofMinutes(-1)), null, false);
        Plan plan = Plans.plan("night", 1, Plans.ruled(Plans.group("app", "j-1"), rules));
        assertThat(stage.start(plan).result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    private Plan canary(Canary canary, int slots, PlannedGroup... groups) {
        return Plans.limited(Plans.plan("night", slots, groups), new Limits(slots, null, null, canary));
    }

    @Test
    void a_canary_that_failed_for_good_has_not_gone_well() {
        add("j-1", "j-2");
        stage.smc.job("j-1").endsAs(Sighting.EXPIRED);
        Canary named = new Canary(0, List.of(new JobId("j-1")));
        Stage.Running wave = stage.start(canary(named, 2, Plans.group("app", "j-1", "j-2")));
        stage.pass(HOUR.multipliedBy(2));
        assertThat(wave.progress().hold().reason()).isEqualTo(HoldReason.CANARY);
        assertThat(stage.smc.calls).hasSize(1);
    }

    @Test
    void a_first_group_none_of_which_can_go_first_holds_the_wave() {
        add("j-1", "j-2");
        stage.smc.job("j-1").shows(Sighting.IN_ERROR);
        Stage.Running wave =
                stage.start(canary(new Canary(1, List.of()), 2, Plans.group("a", "j-1"), Plans.group("b", "j-2")));
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        assertThat(wave.progress().hold().reason()).isEqualTo(HoldReason.CANARY);
        wave.resume();
        stage.passUntil(() -> wave.line("j-2").state() == JobState.DONE);
    }

    @Test
    void the_first_group_is_the_first_that_waits_for_no_other() {
        add("j-1", "j-2");
        Stage.Running wave = stage.start(canary(
                new Canary(1, List.of()), 2, Plans.after(Plans.group("b", "j-1"), "a"), Plans.group("a", "j-2")));
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void one_that_is_overdue_keeps_its_slot_and_starves_nobody() {
        add(Plans.ids(5));
        stage.smc.job("j-1").takes(HOUR.multipliedBy(8));
        Plan plan = Plans.plan(
                "night", 2, Plans.group("a", "j-1"), Plans.unit("u", "j-2", "j-3"), Plans.group("c", "j-4", "j-5"));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> stage.elapsed().compareTo(HOUR.multipliedBy(7)) > 0);
        assertThat(wave.progress().counts().done()).isEqualTo(4);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void a_quota_that_others_use_up_costs_one_call_at_a_time() {
        String[] ids = Plans.ids(12);
        add(ids);
        for (String id : ids) {
            stage.smc.job(id).answers(Answer.refused(FailureKind.QUOTA), Answer.refused(FailureKind.QUOTA));
        }
        Stage.Running wave = stage.start(Plans.plan("night", 4, ids));
        stage.pass(Duration.ofMinutes(9));
        assertThat(stage.smc.calls).hasSizeLessThanOrEqualTo(4 + 4);
        assertThat(wave.progress().slots()).isEqualTo(1);
    }

    @Test
    void a_source_that_is_offline_has_its_grace_in_a_unit_too_and_its_group_is_prepared_only_once_more() {
        Plan plan = unit(1, "j-1");
        Answer offline = Answer.refused(FailureKind.SOURCE_OFFLINE);
        stage.smc.job("j-1").answers(offline, offline, offline, offline);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.SOURCE_OFFLINE));
        stage.passUntil(() -> stage.hooks.done().size() == 4);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, UNDO, BEFORE, UNDO);
        List<FakeSmc.Call> calls = stage.smc.calls("j-1");
        assertThat(Duration.between(calls.get(0).at(), calls.get(1).at()))
                .isGreaterThanOrEqualTo(Policies.OFFLINE_GRACE);
    }

    @Test
    void a_slot_is_free_when_smc_is_through_and_not_when_nobody_follows_any_more() {
        add("j-1", "j-2");
        stage.smc.job("j-1").takes(HOUR);
        stage.smc.job("j-2").takes(HOUR);
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1", "j-2"));
        stage.passUntil(() -> stage.smc.calls.size() == 1);
        stage.pass(Duration.ofMinutes(1));
        String first = stage.smc.calls.get(0).job().value();
        stage.cutover(first).cancel("by hand");
        stage.pass(Duration.ofMinutes(40));
        assertThat(stage.smc.calls).hasSize(1);
        Instant free = stage.at(HOUR);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls.get(1).at()).isAfter(free);
    }

    @Test
    void what_is_blocked_in_the_moment_of_a_continue_as_new_is_told_all_the_same() {
        for (int limit : new int[] {20, 30, 40}) {
            String wave = "night-" + limit;
            String id = "j-" + limit;
            stage.smc.add(id).shows(Sighting.RUNNING).shows(stage.now().plus(Duration.ofMinutes(9)), Sighting.IN_ERROR);
            stage.smc.add("k-" + limit).takes(Duration.ofMinutes(3));
            Stage.Running running =
                    stage.start(new WaveStart(Plans.told(Plans.plan(wave, 2, id, "k-" + limit)), null, limit, null));
            stage.pass(HOUR);
            assertThat(stage.messages.of(MessageKind.BLOCKED))
                    .filteredOn(message -> message.wave().equals(wave))
                    .hasSize(1);
            running.drain();
            running.result();
        }
    }

    @Test
    void a_manual_step_is_not_waited_for_when_it_would_be_in_vain() {
        add("j-1");
        Hooks hooks = new Hooks(Plans.manual("Stop it."), null, Plans.http(Duration.ofMinutes(10)));
        Plan plan = Plans.plan(
                "night",
                1,
                Plans.ruled(Plans.group("app", "j-1"), new GroupRules(null, hooks, null, null, null, false)));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.group("app").waiting() != null);
        wave.drain();
        assertThat(wave.result().endedAt()).isBefore(stage.at(HOUR));
        assertThat(stage.hooks.done()).containsExactly(UNDO);
    }
}
