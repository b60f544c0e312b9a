package dev.cutover.workflows.wave;

import static dev.cutover.contract.HookStep.AFTER;
import static dev.cutover.contract.HookStep.BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.GroupRules;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A group with hooks that may begin without some of its servers, and one that has lost too many. */
class PartOfAUnitStoriesTest extends UnitStage {

    @Test
    void a_group_that_may_start_without_some_does_so_at_its_time_and_defers_them() {
        for (String id : Plans.ids(3)) {
            stage.smc.add(id);
        }
        stage.smc.job("j-3").shows(Sighting.RUNNING);
        Plan plan = Plans.plan(
                "night",
                3,
                Plans.ruled(
                        Plans.group("app", Plans.ids(3)),
                        new GroupRules(null, Plans.hooks(), 2, stage.at(HOUR), null, false)));
        Stage.Running wave = stage.start(plan);
        assertThat(wave.result().counts().deferred()).isEqualTo(1);
        assertThat(wave.line("j-3").reason()).isEqualTo(Reason.GROUP_NOT_READY);
        assertThat(stage.hooks.asked(BEFORE).get(0).at()).isAfterOrEqualTo(stage.at(HOUR));
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
    }

    @Test
    void a_group_of_which_too_few_are_ready_in_time_is_deferred_whole() {
        for (String id : Plans.ids(3)) {
            stage.smc.add(id);
        }
        stage.smc.job("j-2").shows(Sighting.RUNNING);
        stage.smc.job("j-3").shows(Sighting.RUNNING);
        Plan plan = Plans.plan(
                "night",
                3,
                Plans.ruled(
                        Plans.group("app", Plans.ids(3)),
                        new GroupRules(null, Plans.hooks(), 2, stage.at(HOUR), null, false)));
        Stage.Running wave = stage.start(plan);
        assertThat(wave.result().counts().deferred()).isEqualTo(3);
        assertThat(wave.lines()).extracting(JobLine::reason).containsOnly(Reason.GROUP_NOT_READY);
        assertThat(stage.hooks.asked).isEmpty();
    }

    @Test
    void a_group_that_may_start_without_some_does_not_mind_that_one_of_those_is_blocked() {
        Plan plan = unitOf(rules(Plans.hooks(), 2, stage.at(HOUR)), "j-1", "j-2", "j-3");
        stage.smc.job("j-3").shows(Sighting.IN_ERROR);
        WaveResult result = stage.start(plan).result();
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
        assertThat(result.counts().done()).isEqualTo(2);
        assertThat(result.progress().groups().get(0).split()).isFalse();
        assertThat(stage.hooks.asked(AFTER).get(0).input().servers()).hasSize(2);
    }

    @Test
    void nor_that_one_of_those_has_failed_for_good() {
        Plan plan = unitOf(rules(Plans.hooks(), 2, stage.at(HOUR)), "j-1", "j-2", "j-3");
        stage.smc.job("j-3").shows(Sighting.EXPIRED);
        Stage.Running wave = stage.start(plan);
        WaveResult result = wave.result();
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
        assertThat(result.counts().done()).isEqualTo(2);
        assertThat(wave.line("j-3").state()).isEqualTo(JobState.FAILED);
        assertThat(stage.hooks.asked(BEFORE).get(0).input().servers()).hasSize(2);
    }

    @Test
    void it_remembers_whom_it_began_without_behind_a_continue_as_new() {
        Plan plan = unitOf(rules(Plans.hooks(), 2, stage.at(Duration.ofMinutes(20))), "j-1", "j-2", "j-3");
        stage.smc.job("j-3").shows(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(new WaveStart(plan, null, 10, null));
        stage.passUntil(() -> isOver(wave));
        assertThat(stage.hooks.done()).containsExactly(BEFORE, AFTER);
        assertThat(wave.hasContinued()).isTrue();
    }

    @Test
    void a_unit_that_has_lost_a_server_is_not_stopped_in_vain_and_is_deferred_whole() {
        Plan plan = unit(3, "j-1", "j-2", "j-3");
        stage.smc.job("j-3").shows(Sighting.EXPIRED);
        Stage.Running wave = stage.start(plan);
        WaveResult result = wave.result();
        assertThat(stage.hooks.asked).isEmpty();
        assertThat(result.counts().deferred()).isEqualTo(2);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.GROUP_NOT_READY);
    }
}
