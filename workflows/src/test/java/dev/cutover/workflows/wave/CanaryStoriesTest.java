package dev.cutover.workflows.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Canary;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveResult;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who goes first, and what that proves. */
class CanaryStoriesTest extends ProtectionStage {

    @Test
    void the_first_of_the_first_group_is_a_canary_before_others_start() {
        Plan plan = plan(new Limits(20, null, null, new Canary(1, List.of())), 6);
        stage.smc.job("j-1").shows(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().counts().done() == 5);
        Instant canary = stage.smc.calls.get(0).at();
        assertThat(stage.smc.calls.subList(1, 5)).allMatch(call -> call.at().isAfter(canary.plusSeconds(600)));
        assertThat(wave.progress().standing()).isEqualTo(Standing.OPEN);
    }

    @Test
    void a_canary_that_is_named_goes_first_wherever_it_stands() {
        Plan plan = plan(new Limits(20, null, null, new Canary(0, List.of(new JobId("j-5")))), 6);
        Stage.Running wave = stage.start(plan);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls.get(0).job().value()).isEqualTo("j-5");
        assertThat(stage.smc.calls.get(1).at())
                .isAfter(stage.smc.calls.get(0).at().plusSeconds(600));
    }

    @Test
    void a_canary_that_does_not_go_well_holds_the_wave_until_a_person_decides() {
        Plan plan = plan(new Limits(20, null, null, new Canary(1, List.of())), 3);
        stage.smc.job("j-1").endsAs(Sighting.UNRECOGNISED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        isHeld(wave, HoldReason.CANARY);
        stage.pass(HOUR);
        assertThat(stage.smc.calls).hasSize(1);
        wave.resume();
        stage.passUntil(() -> wave.progress().counts().done() == 2);
    }

    private Plan firstOfTwoGroups(PlannedGroup first) {
        for (String id : Plans.ids(4)) {
            stage.smc.add(id);
        }
        return Plans.limited(
                Plans.plan("night", 9, first, Plans.group("two", "j-3", "j-4")),
                new Limits(9, null, null, new Canary(1, List.of())));
    }

    @Test
    void a_canary_that_never_flew_is_no_canary() {
        Plan plan = firstOfTwoGroups(Plans.group("one", "j-1", "j-2"));
        stage.smc.job("j-1").shows(Sighting.EXPIRED);
        stage.smc.job("j-2").shows(Sighting.EXPIRED);
        Stage.Running wave = stage.start(plan);
        stage.pass(HOUR);
        isHeld(wave, HoldReason.CANARY);
        assertThat(stage.smc.calls).isEmpty();
        wave.resume();
        wave.result();
        assertThat(wave.progress().counts().done()).isEqualTo(2);
    }

    @Test
    void nor_is_one_that_nobody_approved_in_time() {
        Plan plan = firstOfTwoGroups(Plans.ruled(
                Plans.group("one", "j-1", "j-2"),
                new GroupRules(new Approval(stage.at(HOUR), false), null, null, null, null, false)));
        Stage.Running wave = stage.start(plan);
        stage.pass(HOUR.multipliedBy(2));
        isHeld(wave, HoldReason.CANARY);
        assertThat(stage.smc.calls).isEmpty();
    }

    @Test
    void a_canary_that_was_finished_before_proves_nothing_and_the_hold_says_so() {
        Plan plan = plan(new Limits(9, null, null, new Canary(0, List.of(new JobId("j-1")))), 3);
        stage.smc.job("j-1").shows(Sighting.FINISHED);
        Stage.Running wave = stage.start(plan);
        stage.pass(HOUR);
        isHeld(wave, HoldReason.CANARY);
        assertThat(wave.progress().hold().detail()).contains("none of it", "finishedBefore");
        assertThat(stage.smc.calls).isEmpty();
        wave.resume();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void one_canary_of_several_that_was_cut_over_is_proof_enough() {
        Plan plan = plan(new Limits(9, null, null, new Canary(0, List.of(new JobId("j-1"), new JobId("j-2")))), 3);
        stage.smc.job("j-1").shows(Sighting.FINISHED);
        Stage.Running wave = stage.start(plan);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls("j-3").get(0).at())
                .isAfter(stage.smc.calls("j-2").get(0).at());
    }

    @Test
    void a_wave_of_which_nothing_is_left_is_not_held_for_its_canary() {
        Plan plan = plan(new Limits(9, null, null, new Canary(1, List.of())), 2);
        stage.smc.job("j-1").shows(Sighting.FINISHED);
        stage.smc.job("j-2").shows(Sighting.FINISHED);
        Stage.Running wave = stage.start(plan);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(wave.stub().actions().actions()).isEmpty();
    }

    @Test
    void a_canary_that_an_earlier_execution_cut_over_is_proof_when_the_wave_is_taken_up() {
        Plan plan = plan(new Limits(1, null, null, new Canary(0, List.of(new JobId("j-1")))), 3);
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> first.line("j-1").state() == JobState.DONE);
        first.untyped().terminate("by hand");
        WaveResult result = stage.start(plan).result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(3);
    }
}
