package dev.cutover.workflows.errands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Message;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.Night;
import dev.cutover.contract.Notify;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.Receiver;
import dev.cutover.contract.ScheduledWave.Failure;
import dev.cutover.contract.ScheduledWave.Result;
import dev.cutover.contract.Selection;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.contract.ZoneTime;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionDescription;
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
        return selecting("web");
    }

    private static PlannedGroup selecting(String name, String... after) {
        return new PlannedGroup(name, List.of(after), List.of(), null, new Selection(null, 9));
    }

    /** It tells two receivers, one of them of other things only. */
    private static Plan telling(Stage stage, PlannedGroup... groups) {
        Plan plan = Plans.nightly(stage, groups);
        Receiver all = new Receiver(Receiver.Form.JSON, "https://all.example", null, null, List.of());
        Receiver other =
                new Receiver(Receiver.Form.JSON, "https://other.example", null, null, List.of(MessageKind.HELD));
        return new Plan(
                plan.wave(),
                "CHG1",
                "prod",
                plan.sha256(),
                plan.limits(),
                plan.polling(),
                plan.defaults(),
                plan.groups(),
                null,
                null,
                new Notify(List.of(all, other), null),
                plan.night());
    }

    private static Message onlyMessage(Stage stage) {
        assertThat(stage.messages.taken).hasSize(1);
        Message message = stage.messages.taken.get(0);
        assertThat(message.kind()).isEqualTo(MessageKind.NOT_STARTED);
        assertThat(message.change()).isEqualTo("CHG1");
        assertThat(message.account()).isEqualTo("prod");
        assertThat(message.counts()).isNull();
        assertThat(message.command()).isEqualTo("cutover schedule show shop");
        return message;
    }

    @Test
    void a_night_whose_selection_is_refused_is_told_with_its_name_and_how_it_can_still_take_place() {
        try (Stage stage = new Stage()) {
            stage.nights.refuses("The group web matches no job.");
            stage.schedule(telling(stage, selecting()), stage.now()).failure();
            Message message = onlyMessage(stage);
            assertThat(message.wave()).isEqualTo(wave(stage));
            assertThat(message.sentence())
                    .contains(
                            wave(stage),
                            "The group web matches no job.",
                            "cutover schedule update shop",
                            "cutover schedule trigger shop");
        }
    }

    @Test
    void a_night_that_is_too_late_is_told_and_nothing_that_would_not_help_is_advised() {
        try (Stage stage = new Stage()) {
            Instant nominal = stage.now();
            Plan plan = telling(stage, Plans.group("app", "j-1"));
            String wave = wave(stage);
            stage.pass(Duration.ofHours(3));
            stage.schedule(plan, nominal).failure();
            Message message = onlyMessage(stage);
            assertThat(message.wave()).isEqualTo(wave);
            assertThat(message.sentence()).contains("The last start").doesNotContain("trigger");
        }
    }

    @Test
    void a_night_that_gets_no_date_is_told_by_the_time_of_its_start() {
        try (Stage stage = new Stage()) {
            stage.nights.troubled("The worker does not know the time zone Mars/Base.");
            Instant nominal = stage.now();
            ApplicationFailure failure =
                    stage.schedule(telling(stage, selecting()), nominal).failure();
            assertThat(failure.getType()).isEqualTo(Failure.PLAN_REFUSED.name());
            Message message = onlyMessage(stage);
            assertThat(message.wave()).isEqualTo("shop");
            assertThat(message.sentence())
                    .contains("Mars/Base", ZoneTime.of(null).full(nominal));
        }
    }

    @Test
    void a_message_that_cannot_be_sent_leaves_the_failure_as_it_is() {
        for (FailureKind kind : List.of(FailureKind.HOOK_REFUSED, FailureKind.HOOK_SILENT)) {
            try (Stage stage = new Stage()) {
                stage.messages.trouble(kind);
                stage.nights.refuses("The group web matches no job.");
                Stage.Scheduled night = stage.schedule(telling(stage, selecting()), stage.now());
                ApplicationFailure failure = night.failure();
                assertThat(failure.getType()).isEqualTo(Failure.PLAN_REFUSED.name());
                assertThat(failure.getOriginalMessage()).contains("The group web matches no job.");
                WorkflowExecutionDescription told = night.stub.describe();
                assertThat(Duration.between(told.getStartTime(), told.getCloseTime()))
                        .as(kind.name())
                        .isLessThan(Duration.ofMinutes(11));
            }
        }
    }

    @Test
    void a_night_in_which_all_has_finished_already_is_no_failure_and_is_told() {
        try (Stage stage = new Stage()) {
            stage.nights.finishes("web");
            stage.nights.leavesOut("web", "j-1", "has finished already");
            Result result =
                    stage.schedule(telling(stage, selecting()), stage.now()).result();
            assertThat(result.nothingToDo()).isTrue();
            assertThat(result.wave()).isEqualTo(wave(stage));
            assertThat(result.outcome()).isNull();
            assertThat(exists(stage, wave(stage))).isFalse();
            assertThat(onlyMessage(stage).sentence())
                    .contains("nothing is left to do", wave(stage), "cutover schedule delete shop");
        }
    }

    @Test
    void a_group_in_which_all_has_finished_keeps_no_other_from_its_night() {
        try (Stage stage = new Stage()) {
            stage.smc.add("j-7");
            stage.nights.selects(Plans.job("j-7"));
            stage.nights.finishes("db");
            stage.nights.leavesOut("db", "j-1", "has finished already");
            for (int job = 1; job <= 7; job++) {
                stage.nights.leavesOut("web", "x-" + job, "has expired");
            }
            Result result = stage.schedule(Plans.nightly(stage, selecting("db"), selecting("web", "db")), stage.now())
                    .result();
            assertThat(result.nothingToDo()).isFalse();
            assertThat(result.counts().done()).isEqualTo(1);
            assertThat(result.counts().total()).isEqualTo(1);
            assertThat(result.leftOut())
                    .containsExactly(
                            "group db goes without what has finished already: j-1-name (j-1)",
                            "group web goes without what has expired: x-1-name (x-1), x-2-name (x-2), x-3-name (x-3),"
                                    + " x-4-name (x-4), x-5-name (x-5) and 2 more");
        }
    }

    @Test
    void a_group_in_which_all_has_finished_makes_no_refusal_good() {
        try (Stage stage = new Stage()) {
            stage.nights.finishes("db");
            stage.nights.refuses("The group web matches no job.");
            ApplicationFailure failure = stage.schedule(
                            Plans.nightly(stage, selecting("db"), selecting("web")), stage.now())
                    .failure();
            assertThat(failure.getType()).isEqualTo(Failure.PLAN_REFUSED.name());
        }
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
