package dev.cutover.workflows.wave;

import static dev.cutover.contract.HookStep.AFTER;
import static dev.cutover.contract.HookStep.BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.Plan;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A unit of which an execution that was ended by force had cut over all: its after-hook is not forgotten, and nothing of it is undone. */
class TakeUpAfterCutoverStoriesTest extends TakeUpStage {

    @Test
    void a_unit_that_is_cut_over_whole_is_let_pass_though_it_is_taken_up_after_the_last_start() {
        Plan plan = Plans.within(unit(2, "j-1", "j-2"), null, stage.at(HOUR), stage.at(HOUR.multipliedBy(3)));
        stage.hooks.last(AFTER, MINUTE.multipliedBy(9));
        Stage.Running first = stage.start(plan);
        until(first, GroupPhase.AFTER);
        first.untyped().terminate("by hand");
        stage.pass(HOUR);
        stage.hooks.last(AFTER, Duration.ZERO);
        assertThat(stage.start(again(plan, "app")).result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(2);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
    }

    @Test
    void a_unit_that_is_cut_over_whole_is_let_pass_though_the_next_execution_is_drained_at_once() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.hooks.last(AFTER, MINUTE.multipliedBy(9));
        Stage.Running first = stage.start(plan);
        until(first, GroupPhase.AFTER);
        Stage.Running second = terminated(first, plan);
        stage.hooks.last(AFTER, Duration.ZERO);
        second.drain();
        assertThat(second.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
    }

    @Test
    void what_a_unit_was_cut_over_to_is_not_forgotten_when_the_wave_continues_before_it_is_looked_at() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.hooks.last(AFTER, MINUTE.multipliedBy(9));
        Stage.Running first = stage.start(plan);
        until(first, GroupPhase.AFTER);
        first.untyped().terminate("by hand");
        stage.hooks.last(AFTER, Duration.ZERO);
        stage.smc.trouble(FailureKind.UNAVAILABLE);
        WaveStart again = again(plan, "app");
        Stage.Running second = stage.start(new WaveStart(plan, null, 10, again.perhapsPrepared()));
        while (!second.hasContinued()) {
            second.hold();
            stage.pass(MINUTE);
            second.resume();
            stage.pass(MINUTE);
        }
        second.drain();
        stage.smc.trouble(null);
        untilOver(second);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
        assertThat(stage.hooks.asked(AFTER).get(0).input().servers())
                .allMatch(server -> server.cutOver() && "m-1".equals(server.imageId()));
    }

    @Test
    void the_after_hook_of_a_unit_that_was_taken_up_hears_of_every_image() {
        Plan plan = unit(1, "j-1", "j-2");
        stage.smc.job("j-2").takes(HOUR);
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> !stage.smc.calls("j-2").isEmpty());
        first.untyped().terminate("by hand");
        stage.start(again(plan, "app")).result();
        assertThat(stage.hooks.asked(AFTER).get(0).input().servers())
                .hasSize(2)
                .allMatch(server -> server.cutOver() && "m-1".equals(server.imageId()));
    }

    @Test
    void an_after_hook_is_not_forgotten_where_there_is_no_before_hook() {
        add("j-1", "j-2");
        Hooks hooks = new Hooks(null, Plans.http(MINUTE.multipliedBy(10)), null);
        Plan plan = Plans.plan(
                "night",
                2,
                Plans.ruled(Plans.group("app", "j-1", "j-2"), new GroupRules(null, hooks, null, null, null, false)));
        stage.hooks.last(AFTER, MINUTE.multipliedBy(9));
        Stage.Running first = stage.start(plan);
        until(first, GroupPhase.AFTER);
        Stage.Running second = terminated(first, plan);
        stage.hooks.last(AFTER, Duration.ZERO);
        assertThat(second.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(AFTER);
    }
}
