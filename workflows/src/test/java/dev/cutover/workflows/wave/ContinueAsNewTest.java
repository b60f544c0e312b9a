package dev.cutover.workflows.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Action;
import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.stage.Answer;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A wave that continues as new again and again, with all that can be under way meanwhile. */
@Timeout(90)
class ContinueAsNewTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void nothing_is_lost_and_nothing_is_called_twice() {
        String[] ids = Plans.ids(12);
        for (int number = 0; number < ids.length; number++) {
            stage.smc.add(ids[number]).takes(Duration.ofMinutes(6 + number));
        }
        stage.smc.job("j-4").answers(Answer.LOST_AFTER_THE_DEED);
        stage.smc.job("j-5").answers(Answer.LOST_WITHOUT_THE_DEED);
        stage.smc.job("j-6").answers(Answer.TOO_LATE);
        Stage.Running wave = start(Plans.plan("night", 4, ids), 40);
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(wave.hasContinued()).isTrue();
        assertThat(stage.smc.calls).hasSize(14);
        assertThat(result.memory().startedAt()).isBetween(stage.at(Duration.ZERO), stage.at(Duration.ofMinutes(1)));
    }

    @Test
    void a_hold_and_its_action_outlive_it() {
        for (String id : Plans.ids(4)) {
            stage.smc.add(id).takes(HOUR);
        }
        Stage.Running wave = start(Plans.plan("night", 2, Plans.ids(4)), 30);
        stage.passUntil(() -> stage.smc.calls.size() == 2);
        wave.hold();
        stage.pass(HOUR.multipliedBy(2));
        assertThat(wave.hasContinued()).isTrue();
        assertThat(wave.progress().standing()).isEqualTo(Standing.HELD);
        assertThat(stage.smc.calls).hasSize(2);
        wave.resume();
        assertThat(wave.result().memory().actions()).extracting(Action::action).containsExactly("hold", "resume");
    }

    @Test
    void an_update_that_comes_again_after_it_is_answered_again_and_not_carried_out() {
        for (String id : Plans.ids(4)) {
            stage.smc.add(id).takes(HOUR);
        }
        Stage.Running wave = start(Plans.plan("night", 2, Plans.ids(4)), 30);
        stage.passUntil(() -> stage.smc.calls.size() == 2);
        hold(wave, "update-1");
        stage.pass(HOUR.multipliedBy(2));
        wave.resume();
        assertThat(wave.hasContinued()).isTrue();
        assertThat(hold(wave, "update-1")).isNotNull();
        assertThat(wave.progress().standing()).isEqualTo(Standing.OPEN);
        assertThat(wave.result().memory().actions()).extracting(Action::action).containsExactly("hold", "resume");
    }

    private static ActionAccepted hold(Stage.Running wave, String id) {
        return wave.untyped()
                .startUpdate(
                        UpdateOptions.newBuilder(ActionAccepted.class)
                                .setUpdateName("hold")
                                .setUpdateId(id)
                                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                                .build(),
                        Stage.action())
                .getResult();
    }

    @Test
    void a_cutover_terminated_behind_it_is_noticed_and_the_others_go_on() {
        for (String id : Plans.ids(3)) {
            stage.smc.add(id).takes(HOUR.multipliedBy(3));
        }
        stage.smc.add("j-4").shows(Sighting.RUNNING);
        Stage.Running wave = start(Plans.plan("night", 4, Plans.ids(4)), 30);
        stage.passUntil(() -> wave.hasContinued() && stage.smc.calls.size() == 3);
        stage.cutover("j-2").terminate("by hand");
        stage.pass(Duration.ofMinutes(5));
        assertThat(wave.line("j-2").state()).isEqualTo(JobState.BLOCKED);
        assertThat(wave.line("j-2").reason()).isEqualTo(Reason.of(FailureKind.ENDED_WITHOUT_REPORT));
        assertThat(wave.progress().counts().cuttingOver()).isEqualTo(2);
        wave.retry("j-2");
        stage.smc.job("j-4").shows(stage.now(), Sighting.FINISHED);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(3);
    }

    @Test
    void blocked_skipped_and_overdue_jobs_keep_what_is_known_of_them() {
        stage.smc.add("j-1").endsAs(Sighting.IN_ERROR).takes(Duration.ofMinutes(1));
        stage.smc.add("j-2").shows(Sighting.RUNNING);
        stage.smc.add("j-3").takes(Duration.ofDays(365));
        for (String id : List.of("j-4", "j-5", "j-6", "j-7", "j-8", "j-9")) {
            stage.smc.add(id);
        }
        Stage.Running wave = start(Plans.plan("night", 9, Plans.ids(9)), 30);
        stage.pass(HOUR);
        wave.skip("j-2");
        stage.passUntil(() -> wave.progress().overdue() == 1);
        stage.passUntil(() -> wave.hasContinued());
        assertThat(wave.progress().overdue()).isEqualTo(1);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.JOB_IN_ERROR));
        assertThat(wave.line("j-1").code()).isEqualTo("SourceServer.Offline");
        assertThat(wave.line("j-2").state()).isEqualTo(JobState.SKIPPED);
        wave.drain();
        stage.smc.job("j-3").shows(stage.now(), Sighting.FINISHED);
        WaveResult result = wave.result();
        assertThat(result.counts().done()).isEqualTo(7);
        assertThat(result.counts().unfinished()).isEqualTo(1);
    }

    private Stage.Running start(Plan plan, int events) {
        return stage.start(new WaveStart(plan, null, events, null));
    }
}
