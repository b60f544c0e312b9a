package dev.cutover.workflows.wave;

import static dev.cutover.contract.HookStep.AFTER;
import static dev.cutover.contract.HookStep.BEFORE;
import static dev.cutover.contract.HookStep.UNDO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wave that was ended by force is started again: what it had prepared, or may have, is neither forgotten nor taken for granted. */
class TakeUpStoriesTest {

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

    @Test
    void a_unit_whose_before_hook_had_not_said_yes_is_undone_and_prepared_anew_by_the_next_execution() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.hooks.last(BEFORE, Duration.ofMinutes(8));
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> first.group("app").phase() == GroupPhase.BEFORE);
        first.untyped().terminate("by hand");
        stage.hooks.last(BEFORE, Duration.ofMinutes(1));
        WaveResult result =
                stage.start(WaveStart.of(plan).after(List.of("app"))).result();
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
        WaveResult result =
                stage.start(WaveStart.of(plan).after(List.of("one", "two"))).result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactlyInAnyOrder(UNDO, UNDO, BEFORE, AFTER, BEFORE, AFTER);
        assertThat(stage.smc.calls("j-2").get(0).at())
                .isAfter(stage.smc.calls("j-1").get(0).at().plus(HOUR));
    }

    @Test
    void a_server_that_somebody_else_finished_says_nothing_of_how_its_unit_stands() {
        Plan plan = unit(2, "j-1", "j-2");
        stage.smc.job("j-1").shows(Sighting.FINISHED);
        WaveResult result =
                stage.start(WaveStart.of(plan).after(List.of("app"))).result();
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
        WaveResult result =
                stage.start(WaveStart.of(plan).after(List.of("app"))).result();
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
        Stage.Running second = stage.start(WaveStart.of(plan).after(List.of("app")));
        stage.pass(Duration.ofMinutes(30));
        assertThat(stage.hooks.done()).doesNotContain(UNDO);
        assertThat(second.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
        assertThat(stage.smc.calls("j-1")).hasSize(1);
    }
}
