package dev.cutover.workflows.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.contract.Action;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Limits;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveResult;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SMC refuses the account: the wave waits for a person, or, drained, tells one. */
class AccountHoldStoriesTest extends ProtectionStage {

    @Test
    void a_hold_by_hand_outlasts_the_trouble_of_the_account_that_came_after_it() {
        Plan plan = Plans.told(plan(new Limits(20, null, null, null), 2));
        stage.smc.job("j-1").shows(Sighting.RUNNING);
        stage.smc.job("j-2").shows(Sighting.RUNNING);
        Stage.Running wave = stage.start(plan);
        stage.pass(Duration.ofMinutes(5));
        wave.hold();
        isHeld(wave, HoldReason.BY_HAND);
        stage.smc.trouble(FailureKind.ACCOUNT);
        stage.passUntil(() -> wave.progress().hold().reason() == HoldReason.ACCOUNT);
        stage.smc.trouble(null);
        stage.smc.job("j-1").shows(Sighting.WAITING);
        stage.smc.job("j-2").shows(Sighting.WAITING);
        wave.resume();
        stage.passUntil(() -> wave.progress().hold().reason() == HoldReason.BY_HAND);
        stage.pass(HOUR);
        assertThat(stage.smc.calls).isEmpty();
        wave.resume();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void a_wave_that_is_held_for_its_account_can_be_held_by_hand_besides() {
        Plan plan = Plans.told(plan(new Limits(20, null, null, null), 1));
        Stage.Running wave = stage.start(plan);
        stage.smc.trouble(FailureKind.ACCOUNT);
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        wave.hold();
        isHeld(wave, HoldReason.ACCOUNT);
        assertThatThrownBy(wave::hold).rootCause().hasMessageContaining("held already");
        stage.smc.trouble(null);
        wave.resume();
        stage.passUntil(() -> wave.progress().hold().reason() == HoldReason.BY_HAND);
        assertThat(stage.smc.calls).isEmpty();
        wave.resume();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void trouble_of_the_account_holds_it_once_and_a_resume_tries_one_harmless_call_first() {
        // With something due by itself: the in-JVM server's time runs away from a wave that only waits.
        Plan plan = Plans.told(plan(new Limits(20, null, null, null), 120));
        Stage.Running wave = stage.start(plan);
        stage.smc.trouble(FailureKind.ACCOUNT);
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        isHeld(wave, HoldReason.ACCOUNT);
        assertThat(wave.progress().hold().detail()).isEqualTo("Forbidden.RAM");
        int looks = stage.smc.looks.size();
        stage.pass(HOUR);
        assertThat(stage.smc.looks).hasSize(looks);
        wave.resume();
        stage.passUntil(() -> !wave.progress().hold().probing());
        isHeld(wave, HoldReason.ACCOUNT);
        assertThat(stage.smc.probes).hasValue(1);
        assertThat(wave.progress().counts().blocked()).isZero();
        stage.smc.trouble(null);
        wave.resume();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.probes).hasValue(2);
        assertThat(wave.stub().actions().actions())
                .extracting(Action::action)
                .containsExactly("hold", "resume", "hold", "resume", "resume");
    }

    @Test
    void trouble_of_the_account_behind_a_call_follows_the_job_and_holds_the_rest() {
        Plan plan = plan(new Limits(1, null, null, null), 2);
        stage.smc.job("j-1").takes(HOUR);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        stage.smc.trouble(FailureKind.ACCOUNT);
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        stage.pass(HOUR.multipliedBy(2));
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.CUTTING_OVER);
        stage.smc.trouble(null);
        stage.passUntil(() -> wave.line("j-1").state() == JobState.DONE);
        wave.resume();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void trouble_of_the_account_is_told_also_when_all_that_is_left_is_past_its_call() {
        Plan plan = Plans.told(plan(new Limits(1, null, null, null), 1));
        stage.smc.job("j-1").takes(HOUR);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        stage.pass(Duration.ofMinutes(5));
        stage.smc.trouble(FailureKind.ACCOUNT);
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        isHeld(wave, HoldReason.ACCOUNT);
        assertThat(wave.progress().hold().detail()).isEqualTo("Forbidden.RAM");
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.CUTTING_OVER);
        stage.pass(HOUR);
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.CUTTING_OVER);
        assertThat(stage.messages.of(MessageKind.HELD)).isNotEmpty();
        stage.smc.trouble(null);
        wave.resume();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls("j-1")).hasSize(1);
    }

    @Test
    void a_drained_wave_whose_account_is_refused_tells_somebody_and_shows_it_until_that_is_mended() {
        Plan plan = Plans.told(plan(new Limits(1, null, null, null), 1));
        stage.smc.job("j-1").takes(HOUR.multipliedBy(2));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        wave.drain();
        stage.smc.trouble(FailureKind.ACCOUNT);
        stage.pass(Duration.ofMinutes(10));
        assertThat(stage.messages.of(MessageKind.WAITS_FOR_A_PERSON))
                .singleElement()
                .satisfies(message -> assertThat(message.sentence()).contains("Forbidden.RAM"));
        assertThat(wave.progress().standing()).isEqualTo(Standing.DRAINED);
        assertThat(wave.progress().hold().reason()).isEqualTo(HoldReason.ACCOUNT);
        stage.pass(Duration.ofMinutes(30));
        int told = stage.messages.of(MessageKind.WAITS_FOR_A_PERSON).size();
        assertThat(told).isBetween(2, 3);
        stage.smc.trouble(null);
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(result.progress().hold()).isNull();
        assertThat(stage.messages.of(MessageKind.WAITS_FOR_A_PERSON)).hasSizeBetween(told, told + 1);
    }

    @Test
    void who_drains_a_wave_that_is_held_for_its_account_has_not_mended_it() {
        Plan plan = Plans.told(plan(new Limits(1, null, null, null), 1));
        stage.smc.job("j-1").takes(HOUR);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        stage.smc.trouble(FailureKind.ACCOUNT);
        stage.passUntil(() -> wave.progress().standing() == Standing.HELD);
        wave.drain();
        assertThat(wave.progress().standing()).isEqualTo(Standing.DRAINED);
        assertThat(wave.progress().hold().reason()).isEqualTo(HoldReason.ACCOUNT);
        stage.smc.trouble(null);
        assertThat(wave.result().progress().hold()).isNull();
    }

    @Test
    void a_restart_in_a_drained_wave_whose_account_is_refused_needs_a_person_again() {
        stage.smc.add("j-1").takes(HOUR.multipliedBy(2));
        stage.smc.add("j-2").endsAs(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(Plans.plan("night", 2, Plans.unit("app", "j-1", "j-2")));
        stage.passUntil(() -> wave.line("j-2").known() == Sighting.IN_ERROR);
        wave.drain();
        stage.smc.trouble(FailureKind.ACCOUNT);
        wave.restart("j-2");
        stage.pass(Duration.ofMinutes(5));
        assertThat(wave.line("j-2").reason()).isEqualTo(Reason.of(FailureKind.RESTART_REFUSED));
        assertThat(wave.line("j-2").code()).isEqualTo("Forbidden.RAM");
    }

    @Test
    void a_drained_wave_whose_account_is_refused_rests_between_its_questions() {
        stage.smc.add("j-1").takes(HOUR.multipliedBy(2));
        stage.smc.add("j-2");
        Stage.Running wave = stage.start(Plans.plan("night", 1, Plans.unit("app", "j-1", "j-2")));
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        wave.drain();
        stage.smc.trouble(FailureKind.ACCOUNT);
        int before = stage.smc.looks.size();
        stage.pass(HOUR);
        List<Instant> looks = List.copyOf(stage.smc.looks.subList(before, stage.smc.looks.size()));
        assertThat(looks).as("it asks on").hasSizeGreaterThan(10);
        for (int later = 1; later < looks.size(); later++) {
            assertThat(looks.get(later))
                    .isAfter(looks.get(later - 1).plus(Plans.POLLING.interval().plusSeconds(5)));
        }
        stage.smc.trouble(null);
        wave.result();
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.UNFINISHED);
    }
}
