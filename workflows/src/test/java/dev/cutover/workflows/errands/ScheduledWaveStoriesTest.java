package dev.cutover.workflows.errands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.contract.Night;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.ScheduledWave.Failure;
import dev.cutover.contract.ScheduledWave.Result;
import dev.cutover.contract.Selection;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a schedule starts, and what it comes to. */
@Timeout(60)
class ScheduledWaveStoriesTest {

    /** The night begins on the day on which it opens. */
    private static String wave(Stage stage) {
        return "shop-" + stage.at(Duration.ofHours(1)).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static boolean exists(Stage stage, String wave) {
        try {
            stage.client().newUntypedWorkflowStub(WorkflowIds.wave(wave)).describe();
            return true;
        } catch (WorkflowNotFoundException none) {
            return false;
        }
    }

    @Test
    void a_night_is_opened_carried_out_and_told() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1");
            stage.smc.add("j-2");
            Stage.Scheduled night = stage.schedule(Plans.nightly(stage, Plans.group("app", "j-1", "j-2")), stage.now());
            Result result = night.result();
            assertThat(result.wave()).isEqualTo(wave(stage));
            assertThat(result.thereAlready()).isFalse();
            assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(result.counts().done()).isEqualTo(2);
            assertThat(stage.elapsed())
                    .isGreaterThanOrEqualTo(Duration.ofHours(1).minusSeconds(1));
        }
    }

    @Test
    void a_night_that_ended_badly_is_a_failure_so_that_the_schedule_can_stop() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1");
            stage.smc.add("j-2").shows(Sighting.EXPIRED);
            ApplicationFailure failure = stage.schedule(
                            Plans.nightly(stage, Plans.group("app", "j-1", "j-2")), stage.now())
                    .failure();
            assertThat(failure.getType()).isEqualTo(Failure.ENDED_BADLY.name());
            assertThat(failure.getOriginalMessage()).contains(wave(stage), "1 failed", "cutover report");
        }
    }

    @Test
    void what_is_deferred_is_for_the_next_night_and_no_failure() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1").shows(Sighting.RUNNING);
            Result result = stage.schedule(Plans.nightly(stage, Plans.group("app", "j-1")), stage.now())
                    .result();
            assertThat(result.outcome()).isEqualTo(WaveOutcome.PARTLY_DONE);
            assertThat(result.counts().deferred()).isEqualTo(1);
        }
    }

    @Test
    void whoever_comes_after_the_last_start_starts_nothing_and_not_the_next_night_either() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1");
            Instant nominal = stage.now();
            Plan plan = Plans.nightly(stage, Plans.group("app", "j-1"));
            String wave = wave(stage);
            stage.pass(Duration.ofHours(3));
            ApplicationFailure failure = stage.schedule(plan, nominal).failure();
            assertThat(failure.getType()).isEqualTo(Failure.TOO_LATE.name());
            assertThat(failure.getOriginalMessage()).contains("nothing was started for " + wave);
            assertThat(exists(stage, wave)).isFalse();
            assertThat(stage.smc.calls).isEmpty();
        }
    }

    @Test
    void whoever_comes_late_and_in_time_carries_out_the_night_that_was_meant() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1");
            Instant nominal = stage.now();
            Plan plan = Plans.nightly(stage, Plans.group("app", "j-1"));
            String wave = wave(stage);
            stage.pass(Duration.ofHours(2));
            assertThat(stage.schedule(plan, nominal).result().wave()).isEqualTo(wave);
        }
    }

    @Test
    void a_night_that_the_clock_leaves_no_time_in_starts_nothing() {
        try (Stage stage = new Stage()) {
            Plan plan = Plans.nightly(stage, Plans.group("app", "j-1"));
            Night skipped = new Night(LocalTime.of(2, 10), LocalTime.of(2, 40), LocalTime.of(2, 50), "Europe/Berlin");
            Plan berlin = new Plan(
                    plan.wave(),
                    null,
                    null,
                    plan.sha256(),
                    plan.limits(),
                    plan.polling(),
                    plan.defaults(),
                    plan.groups(),
                    null,
                    null,
                    null,
                    skipped);
            ApplicationFailure failure = stage.schedule(berlin, Instant.parse("2040-03-25T00:30:00Z"))
                    .failure();
            assertThat(failure.getType()).isEqualTo(Failure.TOO_LATE.name());
            assertThat(failure.getOriginalMessage()).contains("The clock changes in this night");
        }
    }

    @Test
    void a_night_that_has_its_wave_gets_no_second_one_and_nobody_is_alarmed() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1");
            Plan plan = Plans.nightly(stage, Plans.group("app", "j-1"));
            Stage.Scheduled first = stage.schedule(plan, stage.now());
            String wave = wave(stage);
            stage.passUntil(() -> exists(stage, wave));
            Result second = stage.schedule(plan, stage.now()).result();
            assertThat(second.thereAlready()).isTrue();
            assertThat(second.wave()).isEqualTo(wave);
            assertThat(first.result().outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(stage.smc.calls).hasSize(1);
        }
    }

    @Test
    void to_cancel_it_is_to_drain_the_wave_and_it_ends_when_that_has() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-1").takes(Duration.ofMinutes(30));
            stage.smc.add("j-2").shows(Sighting.RUNNING);
            Stage.Scheduled night = stage.schedule(Plans.nightly(stage, Plans.group("app", "j-1", "j-2")), stage.now());
            stage.passUntil(() -> !stage.smc.calls.isEmpty());
            night.stub.cancel();
            assertThatThrownBy(night::result)
                    .isInstanceOf(WorkflowFailedException.class)
                    .hasCauseInstanceOf(CanceledFailure.class);
            WorkflowStub wave = stage.client().newUntypedWorkflowStub(WorkflowIds.wave(wave(stage)));
            assertThat(wave.describe().getStatus())
                    .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
            assertThat(stage.cutoverResult("j-1")).isNotNull();
        }
    }

    @Test
    void what_a_plan_selects_is_asked_for_once_a_night() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-7");
            stage.nights.selects(Plans.job("j-7"));
            Result result = stage.schedule(Plans.nightly(stage, selecting()), stage.now())
                    .result();
            assertThat(result.counts().done()).isEqualTo(1);
        }
    }

    @Test
    void what_cannot_be_selected_starts_nothing_and_says_why() {
        try (Stage stage = new Stage()) {
            stage.nights.refuses("The group web matches no job.");
            ApplicationFailure failure = stage.schedule(Plans.nightly(stage, selecting()), stage.now())
                    .failure();
            assertThat(failure.getType()).isEqualTo(Failure.PLAN_REFUSED.name());
            assertThat(failure.getOriginalMessage()).contains("The group web matches no job.");
            assertThat(exists(stage, wave(stage))).isFalse();
        }
    }

    private static PlannedGroup selecting() {
        return new PlannedGroup("web", List.of(), List.of(), null, new Selection(null, 9));
    }

    @Test
    void without_a_nominal_time_it_starts_nothing() {
        try (Stage stage = new Stage()) {
            WorkflowStub byHand = stage.client()
                    .newUntypedWorkflowStub(
                            "ScheduledWave",
                            WorkflowOptions.newBuilder()
                                    .setTaskQueue(Stage.TASK_QUEUE)
                                    .setWorkflowId("by-hand")
                                    .build());
            byHand.start(Plans.nightly(stage, Plans.group("app", "j-1")));
            assertThat(stage.new Scheduled(byHand).failure().getOriginalMessage())
                    .contains("cutover schedule trigger");
        }
    }
}
