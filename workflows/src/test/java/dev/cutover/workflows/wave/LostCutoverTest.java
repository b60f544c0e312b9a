package dev.cutover.workflows.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.stage.Answer;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Cutovers that end without a word, and waves that do. */
class LostCutoverTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration QUIET = Policies.quietAfterTermination(Plans.POLLING);

    @Test
    void a_cutover_that_ends_without_a_word_blocks_its_job_gives_its_slot_back_and_a_retry_follows_what_it_sent() {
        try (Stage stage = new Stage(DiesOnce.class)) {
            stage.smc.add("j-1").takes(HOUR);
            Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
            stage.passUntil(() -> wave.line("j-1").state() == JobState.CUTTING_OVER);
            stage.smc.job("j-1").call(stage.now());
            stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
            assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.ENDED_WITHOUT_REPORT));
            assertThat(wave.line("j-1").touched()).isTrue();
            wave.retry("j-1");
            assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(Found.ADOPTED));
            assertThat(stage.smc.calls).isEmpty();
        }
    }

    @Test
    void a_job_whose_cutover_was_lost_is_called_only_after_a_quiet_time() {
        try (Stage stage = new Stage(DiesOnce.class)) {
            stage.smc.add("j-1");
            Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
            stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
            Instant diedAt = stage.cutover("j-1").describe().getCloseTime();
            wave.retry("j-1");
            assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(stage.smc.calls).hasSize(1);
            assertThat(stage.smc.calls.get(0).at()).isAfterOrEqualTo(diedAt.plus(QUIET));
        }
    }

    @Test
    void the_cutovers_of_a_terminated_wave_are_adopted_when_its_plan_is_started_again() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1").takes(HOUR);
            stage.smc.add("j-2").takes(HOUR);
            stage.smc.add("j-3");
            Stage.Running lost = stage.start(Plans.plan("night", 2, "j-1", "j-2", "j-3"));
            stage.passUntil(() -> stage.smc.calls.size() == 2);
            lost.untyped().terminate("by hand");
            Stage.Running wave = stage.start(Plans.plan("night", 2, "j-1", "j-2", "j-3"));
            stage.pass(Duration.ofMinutes(5));
            assertThat(wave.progress().counts()).isEqualTo(new JobCounts(3, 0, 0, 0, 0, 0, 1, 2, 0));
            assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(stage.smc.calls).hasSize(3);
        }
    }

    @Test
    void a_job_whose_cutover_was_terminated_with_its_wave_is_called_only_after_a_quiet_time() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1").answers(Answer.LOST_WITHOUT_THE_DEED);
            Stage.Running lost = stage.start(Plans.plan("night", 1, "j-1"));
            stage.passUntil(() -> stage.smc.calls.size() == 1);
            lost.untyped().terminate("by hand");
            stage.cutover("j-1").terminate("by hand");
            Instant terminatedAt = stage.now();
            Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
            stage.pass(Duration.ofSeconds(40));
            assertThat(wave.line("j-1").touched()).isTrue();
            assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(stage.smc.calls).hasSize(2);
            assertThat(stage.smc.calls.get(1).at()).isAfterOrEqualTo(terminatedAt.plus(QUIET));
        }
    }

    @Test
    void a_hold_in_the_quiet_time_does_not_end_it() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1").answers(Answer.LOST_WITHOUT_THE_DEED);
            Stage.Running lost = stage.start(Plans.plan("night", 1, "j-1"));
            stage.passUntil(() -> stage.smc.calls.size() == 1);
            lost.untyped().terminate("by hand");
            stage.cutover("j-1").terminate("by hand");
            Instant terminatedAt = stage.now();
            Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
            stage.pass(Duration.ofSeconds(40));
            wave.hold();
            stage.pass(Duration.ofSeconds(5));
            wave.resume();
            assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(stage.smc.calls).hasSize(2);
            assertThat(stage.smc.calls.get(1).at()).isAfterOrEqualTo(terminatedAt.plus(QUIET));
        }
    }

    @Test
    void a_call_of_a_terminated_execution_that_took_effect_is_adopted() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1").takes(HOUR);
            Stage.Running lost = stage.start(Plans.plan("night", 1, "j-1"));
            stage.passUntil(() -> stage.smc.calls.size() == 1);
            lost.untyped().terminate("by hand");
            stage.cutover("j-1").terminate("by hand");
            stage.pass(HOUR.multipliedBy(2));
            Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
            assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(Found.ADOPTED));
            assertThat(stage.smc.calls).hasSize(1);
        }
    }

    @Test
    void a_job_that_an_earlier_execution_touched_is_never_called_deferred() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1").endsAs(Sighting.IN_ERROR);
            stage.smc.add("j-2").shows(Sighting.RUNNING);
            Stage.Running first = stage.start(Plans.plan("night", 2, "j-1", "j-2"));
            stage.passUntil(() -> first.line("j-1").state() == JobState.BLOCKED);
            first.drain();
            first.result();
            Stage.Running second = stage.start(Plans.plan("night", 2, "j-1", "j-2"));
            stage.passUntil(() -> second.line("j-2").known() != null);
            assertThat(second.lines()).extracting(JobLine::touched).containsExactly(true, false);
            second.drain();
            assertThat(second.result().counts()).isEqualTo(new JobCounts(2, 0, 0, 1, 1, 0, 0, 0, 0));
        }
    }

    @Test
    void the_quiet_time_after_a_terminated_cutover_outlasts_a_second_execution() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1").answers(Answer.LOST_WITHOUT_THE_DEED);
            Stage.Running first = stage.start(Plans.plan("night", 1, "j-1"));
            soon(stage, () -> stage.smc.calls.size() == 1);
            first.untyped().terminate("by hand");
            stage.cutover("j-1").terminate("by hand");
            Instant terminatedAt = stage.now();
            Stage.Running second = stage.start(Plans.plan("night", 1, "j-1"));
            soon(stage, () -> second.line("j-1").state() == JobState.CUTTING_OVER);
            second.drain();
            soon(stage, () -> second.status() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
            Stage.Running third = stage.start(Plans.plan("night", 1, "j-1"));
            assertThat(third.result().outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(stage.smc.calls).hasSize(2);
            assertThat(stage.smc.calls.get(1).at()).isAfterOrEqualTo(terminatedAt.plus(QUIET));
        }
    }

    /** In small steps: the quiet time is short. */
    private static void soon(Stage stage, BooleanSupplier isSo) {
        for (int step = 0; step < 100 && !isSo.getAsBoolean(); step++) {
            stage.pass(Duration.ofSeconds(3));
        }
        assertThat(isSo.getAsBoolean()).isTrue();
    }

    @Test
    void an_adopted_cutover_calls_no_later_than_the_last_start_of_the_wave_that_adopted_it() {
        try (Stage stage = new Stage()) {
            stage.smc
                    .add("j-1")
                    .answers(Collections.nCopies(200, Answer.refused(FailureKind.UNAVAILABLE))
                            .toArray(new Answer[0]));
            Plan plan =
                    Plans.within(Plans.plan("night", 1, "j-1"), null, stage.at(HOUR), stage.at(HOUR.multipliedBy(9)));
            Stage.Running first = stage.start(plan);
            stage.passUntil(() -> !stage.smc.calls.isEmpty());
            first.extend(stage.at(HOUR.multipliedBy(3)), null);
            stage.pass(Duration.ofMinutes(61));
            first.untyped().terminate("by hand");
            Stage.Running second = stage.start(plan);
            stage.pass(Duration.ofMinutes(2));
            int calls = stage.smc.calls.size();
            assertThat(calls).isGreaterThan(1);
            stage.pass(HOUR);
            assertThat(stage.smc.calls).hasSize(calls);
            assertThat(second.result().counts().done()).isZero();
        }
    }

    @Test
    void an_adopted_cutover_that_may_still_call_goes_on_up_to_an_earlier_last_start() {
        try (Stage stage = new Stage()) {
            stage.smc
                    .add("j-1")
                    .answers(Collections.nCopies(8, Answer.refused(FailureKind.UNAVAILABLE))
                            .toArray(new Answer[0]));
            Plan plan =
                    Plans.within(Plans.plan("night", 1, "j-1"), null, stage.at(HOUR), stage.at(HOUR.multipliedBy(9)));
            Stage.Running first = stage.start(plan);
            stage.passUntil(() -> !stage.smc.calls.isEmpty());
            first.extend(stage.at(HOUR.multipliedBy(3)), null);
            first.untyped().terminate("by hand");
            assertThat(stage.start(plan).result().outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(stage.smc.calls).hasSize(9);
        }
    }
}
