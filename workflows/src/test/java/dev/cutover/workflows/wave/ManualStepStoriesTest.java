package dev.cutover.workflows.wave;

import static dev.cutover.contract.HookStep.UNDO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobState;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A step of a group that a person does by hand. */
class ManualStepStoriesTest extends UnitStage {

    @Test
    void a_manual_step_is_shown_told_and_confirmed() {
        stage.smc.add("j-1");
        Hooks hooks = new Hooks(Plans.manual("Stop the batch jobs."), null, null);
        Plan plan = Plans.told(Plans.plan(
                "night",
                1,
                Plans.ruled(Plans.group("app", "j-1"), new GroupRules(null, hooks, null, null, null, false))));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.group("app").waiting() != null);
        assertThat(wave.group("app").waiting().text()).isEqualTo("Stop the batch jobs.");
        assertThat(wave.group("app").waiting().manual()).isTrue();
        stage.pass(Duration.ofMinutes(30));
        assertThat(stage.smc.calls).isEmpty();
        assertThat(wave.progress().settled()).isTrue();
        wave.confirm("app");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void a_manual_step_that_nobody_confirms_in_time_has_refused() {
        stage.smc.add("j-1");
        Hooks hooks = new Hooks(Plans.manual("Stop the batch jobs."), null, null);
        Plan plan = Plans.plan(
                "night",
                1,
                Plans.ruled(Plans.group("app", "j-1"), new GroupRules(null, hooks, null, null, null, false)));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(stage.elapsed())
                .isBetween(HOUR.multipliedBy(2), HOUR.multipliedBy(2).plusMinutes(2));
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.HOOK_REFUSED));
    }

    @Test
    void a_manual_step_that_a_drain_ends_has_refused_nothing() {
        Hooks hooks = new Hooks(Plans.manual("Stop the batch jobs."), null, Plans.http(Duration.ofMinutes(10)));
        Stage.Running wave = stage.start(Plans.told(unitOf(rules(hooks, null, null), "j-1")));
        stage.passUntil(() -> wave.group("app").waiting() != null);
        wave.drain();
        wave.result();
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.DRAINED);
        assertThat(stage.messages.kinds()).doesNotContain(MessageKind.BLOCKED);
        assertThat(stage.hooks.done()).containsExactly(UNDO);
    }

    @Test
    void a_wave_does_not_wait_for_a_manual_step_of_a_unit_of_which_nothing_is_left() {
        Hooks hooks = new Hooks(Plans.manual("Stop the batch jobs."), null, Plans.http(Duration.ofMinutes(10)));
        Stage.Running wave = stage.start(unitOf(rules(hooks, null, null), "j-1"));
        stage.passUntil(() -> wave.group("app").waiting() != null);
        wave.skip("j-1");
        stage.pass(Duration.ofMinutes(30));
        assertThat(isOver(wave)).isTrue();
        assertThat(stage.hooks.done()).containsExactly(UNDO);
    }
}
