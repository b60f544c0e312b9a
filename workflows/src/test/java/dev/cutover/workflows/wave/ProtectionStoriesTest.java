package dev.cutover.workflows.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.contract.Action;
import dev.cutover.contract.Canary;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobState;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.Limits;
import dev.cutover.contract.OnFailure;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.stage.Answer;
import dev.cutover.workflows.stage.FakeSmc;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A wave stops by itself for a person to look, and goes on when one has. */
class ProtectionStoriesTest extends ProtectionStage {

    @Test
    void as_many_jobs_that_went_wrong_after_they_were_touched_as_the_plan_allows_hold_it() {
        Plan plan = plan(new Limits(1, 2, null, null), 5);
        stage.smc.job("j-1").endsAs(Sighting.IN_ERROR);
        stage.smc.job("j-2").endsAs(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        isHeld(wave, HoldReason.FAILURES);
        stage.pass(HOUR);
        assertThat(stage.smc.calls).hasSize(2);
        assertThat(wave.stub().actions().actions())
                .extracting(Action::actor, Action::action)
                .containsExactly(tuple("cutover", "hold"));
        wave.resume();
        stage.passUntil(() -> wave.progress().counts().done() == 3);
        assertThat(wave.progress().standing()).isEqualTo(Standing.OPEN);
    }

    @Test
    void three_sources_in_trouble_at_the_start_do_not_hold_a_wave_and_many_do() {
        Plan plan = plan(new Limits(20, 1, 20, null), 20);
        for (String id : Plans.ids(3)) {
            stage.smc.job(id).shows(Sighting.IN_ERROR);
        }
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().counts().done() == 17);
        assertThat(wave.progress().standing()).isEqualTo(Standing.OPEN);
    }

    @Test
    void a_fifth_of_the_jobs_in_trouble_before_they_were_touched_hold_it() {
        Plan plan = plan(new Limits(1, null, 20, null), 20);
        for (String id : Plans.ids(4)) {
            stage.smc.job(id).shows(Sighting.STOPPED);
        }
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        isHeld(wave, HoldReason.BLOCKED_JOBS);
        wave.resume();
        stage.passUntil(() -> wave.progress().counts().done() == 16);
    }

    @Test
    void the_second_job_with_the_same_code_that_nobody_knows_holds_it() {
        Plan plan = plan(new Limits(1, null, null, null), 4);
        stage.smc.job("j-1").answers(Answer.refused(FailureKind.UNKNOWN_CODE));
        stage.smc.job("j-2").answers(Answer.refused(FailureKind.UNKNOWN_CODE));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        isHeld(wave, HoldReason.UNKNOWN_CODE);
        assertThat(wave.progress().hold().detail()).isEqualTo("Code.unknownCode");
        wave.resume();
        wave.retry("j-1", "j-2");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void the_first_job_with_a_code_that_nobody_knows_is_not_forgotten_when_it_is_skipped_or_retried() {
        Plan plan = plan(new Limits(1, null, null, null), 3);
        stage.smc.job("j-1").answers(Answer.refused(FailureKind.UNKNOWN_CODE));
        stage.smc.job("j-3").shows(Sighting.RUNNING).shows(stage.at(HOUR), Sighting.WAITING);
        stage.smc.job("j-3").answers(Answer.refused(FailureKind.UNKNOWN_CODE));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().counts().blocked() == 1);
        wave.skip("j-1");
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        isHeld(wave, HoldReason.UNKNOWN_CODE);
        wave.resume();
        wave.retry("j-3");
        assertThat(wave.result().counts().done()).isEqualTo(2);
    }

    @Test
    void a_unit_whose_hook_refused_is_one_trouble_however_many_jobs_it_has() {
        for (String id : Plans.ids(6)) {
            stage.smc.add(id);
        }
        stage.hooks.fail(HookStep.BEFORE, FailureKind.HOOK_REFUSED);
        Plan plan = Plans.limited(
                Plans.plan(
                        "night", 10, Plans.unit("app", "j-1", "j-2", "j-3", "j-4", "j-5"), Plans.group("web", "j-6")),
                new Limits(10, null, 10, null));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().counts().blocked() == 5);
        stage.passUntil(() -> wave.progress().counts().done() == 1);
        assertThat(wave.progress().standing()).isEqualTo(Standing.OPEN);
        wave.retry("j-1", "j-2", "j-3", "j-4", "j-5");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void a_quota_that_is_exceeded_lowers_the_slots_until_it_eases_and_blames_no_job() {
        Plan plan = plan(new Limits(3, 1, null, null), 6);
        stage.smc.job("j-3").answers(Answer.refused(FailureKind.QUOTA), Answer.refused(FailureKind.QUOTA));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> stage.smc.calls("j-3").size() == 1);
        stage.pass(Duration.ofSeconds(40));
        assertThat(wave.progress().slots()).isEqualTo(2);
        assertThat(wave.progress().maxConcurrent()).isEqualTo(3);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(wave.progress().slots()).isEqualTo(3);
        List<FakeSmc.Call> refused = stage.smc.calls("j-3");
        assertThat(Duration.between(refused.get(0).at(), refused.get(1).at())).isGreaterThan(Policies.QUOTA_REST);
    }

    @Test
    void a_source_that_is_offline_is_asked_again_for_ten_minutes_before_a_person_has_to_act() {
        Plan plan = plan(new Limits(1, null, null, null), 2);
        Answer offline = Answer.refused(FailureKind.SOURCE_OFFLINE);
        stage.smc.job("j-1").answers(offline, offline, offline);
        stage.smc.job("j-2").answers(Collections.nCopies(40, offline).toArray(Answer[]::new));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.line("j-2").state() == JobState.BLOCKED);
        assertThat(wave.line("j-2").reason()).isEqualTo(Reason.of(FailureKind.SOURCE_OFFLINE));
        List<FakeSmc.Call> asked = stage.smc.calls("j-2");
        Instant first = asked.get(0).at();
        assertThat(Duration.between(first, asked.get(asked.size() - 1).at()))
                .isBetween(Policies.OFFLINE_GRACE, Policies.OFFLINE_GRACE.plusMinutes(15));
        stage.passUntil(() -> wave.line("j-1").state() == JobState.DONE);
    }

    private Plan twoGroups(OnFailure onFailure) {
        stage.smc.add("j-1").shows(Sighting.EXPIRED);
        stage.smc.add("j-2");
        return Plans.plan(
                "night",
                2,
                Plans.ruled(Plans.group("db", "j-1"), new GroupRules(null, null, null, null, onFailure, false)),
                Plans.after(Plans.group("app", "j-2"), "db"));
    }

    @Test
    void a_job_that_failed_defers_the_groups_behind_it_unless_the_plan_says_otherwise() {
        Stage.Running wave = stage.start(twoGroups(null));
        wave.result();
        assertThat(wave.line("j-2").state()).isEqualTo(JobState.DEFERRED);
    }

    @Test
    void a_plan_may_say_that_the_groups_behind_go_on_all_the_same() {
        Stage.Running wave = stage.start(twoGroups(OnFailure.CONTINUE));
        wave.result();
        assertThat(wave.line("j-2").state()).isEqualTo(JobState.DONE);
    }

    @Test
    void a_plan_may_say_that_a_person_decides_about_the_groups_behind() {
        Stage.Running wave = stage.start(twoGroups(OnFailure.HOLD));
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        isHeld(wave, HoldReason.GROUP);
        assertThat(wave.line("j-2").state()).isEqualTo(JobState.WATCHING);
        wave.resume();
        wave.result();
        assertThat(wave.line("j-2").state()).isEqualTo(JobState.DONE);
    }

    @Test
    void a_job_in_error_can_be_started_at_smc_by_its_retry() {
        Plan plan = plan(Limits.slots(1), 2);
        stage.smc.job("j-1").shows(Sighting.IN_ERROR);
        stage.smc.job("j-2").shows(Sighting.STOPPED).refusesRestart();
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().counts().blocked() == 2);
        wave.restart("j-1", "j-2");
        stage.passUntil(() -> wave.line("j-1").state() == JobState.DONE);
        assertThat(wave.line("j-2").state()).isEqualTo(JobState.BLOCKED);
        assertThat(wave.line("j-2").reason()).isEqualTo(Reason.of(FailureKind.RESTART_REFUSED));
        assertThat(wave.line("j-2").code()).isEqualTo("Code.restart");
    }

    @Test
    void a_job_is_marked_as_done_only_when_smc_says_so_or_somebody_knows_better() {
        Plan plan = plan(Limits.slots(1), 2);
        stage.smc.job("j-1").shows(Sighting.IN_ERROR);
        stage.smc.job("j-2").shows(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().counts().blocked() == 2);
        assertThatThrownBy(() -> wave.markDone("j-1")).cause().hasMessageContaining("SMC does not show it as Finished");
        stage.smc.job("j-1").shows(stage.now(), Sighting.FINISHED);
        stage.passUntil(() -> wave.line("j-1").readyAgain());
        wave.markDone("j-1");
        wave.stub().markDone(new JobsAction("ada", "seen it", "j-2", List.of(new JobId("j-2")), false, true));
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).isEmpty();
    }

    @Test
    void who_resumes_a_hold_of_his_own_has_not_agreed_to_a_canary_that_failed_meanwhile() {
        Plan plan = plan(new Limits(9, null, null, new Canary(0, List.of(new JobId("j-1")))), 3);
        stage.smc.job("j-1").endsAs(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> stage.smc.calls.size() == 1);
        wave.hold();
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        isHeld(wave, HoldReason.BY_HAND);
        wave.resume();
        isHeld(wave, HoldReason.CANARY);
        stage.pass(HOUR);
        assertThat(stage.smc.calls).hasSize(1);
        wave.resume();
        stage.passUntil(() -> wave.progress().counts().done() == 2);
    }

    @Test
    void nor_to_the_groups_behind_one_that_failed_meanwhile() {
        stage.smc.add("j-1").endsAs(Sighting.EXPIRED);
        stage.smc.add("j-2");
        Plan plan = Plans.plan(
                "night",
                9,
                Plans.ruled(Plans.group("db", "j-1"), new GroupRules(null, null, null, null, OnFailure.HOLD, false)),
                Plans.after(Plans.group("app", "j-2"), "db"));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> stage.smc.calls.size() == 1);
        wave.hold();
        stage.passUntil(() -> wave.line("j-1").state() == JobState.FAILED);
        wave.resume();
        isHeld(wave, HoldReason.GROUP);
        stage.pass(HOUR);
        assertThat(stage.smc.calls("j-2")).isEmpty();
        wave.resume();
        wave.result();
        assertThat(wave.line("j-2").state()).isEqualTo(JobState.DONE);
    }

    @Test
    void nor_to_a_budget_that_was_used_up_meanwhile() {
        Plan plan = plan(new Limits(2, 2, null, null), 5);
        stage.smc.job("j-1").endsAs(Sighting.IN_ERROR);
        stage.smc.job("j-2").endsAs(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> stage.smc.calls.size() == 2);
        wave.hold();
        stage.passUntil(() -> wave.progress().counts().blocked() == 2);
        wave.resume();
        isHeld(wave, HoldReason.FAILURES);
    }
}
