package dev.cutover.workflows.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.contract.Action;
import dev.cutover.contract.CutoverNews;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.Ending;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Phase;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.stage.Answer;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator can do to a wave, at two in the morning. */
class OperatorStoriesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_blocked_job_stays_polled_shows_ready_again_and_goes_on_when_it_is_retried() {
        stage.smc.add("j-1").shows(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(wave.progress().settled()).isTrue();
        stage.smc.job("j-1").shows(stage.now(), Sighting.WAITING);
        stage.pass(HOUR);
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.BLOCKED);
        assertThat(wave.line("j-1").readyAgain()).isTrue();
        assertThat(wave.progress().readyAgain()).isEqualTo(1);
        wave.retry("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(1);
    }

    @Test
    void a_job_that_is_retried_unmended_is_blocked_again() {
        stage.smc.add("j-1").shows(Sighting.STOPPED);
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        wave.retry("j-1");
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.WATCHING);
        stage.pass(HOUR);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.JOB_STOPPED));
    }

    @Test
    void a_retry_goes_on_behind_the_call_that_was_sent_already() {
        stage.smc.add("j-1").endsAs(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        Instant calledAt = stage.smc.calls.get(0).at();
        stage.smc
                .job("j-1")
                .shows(stage.now(), Sighting.RUNNING)
                .shows(stage.now().plus(HOUR), Sighting.FINISHED);
        wave.retry("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(1);
        CutoverResult result = stage.cutoverResult("j-1");
        assertThat(result.cutOverAt()).isEqualTo(calledAt);
        assertThat(result.previousRun()).isNotNull();
        assertThat(result.tries().count()).isZero();
    }

    @Test
    void a_restart_after_a_failed_last_run_that_ends_in_waiting_is_called_again() {
        stage.smc.add("j-1").endsAs(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        stage.smc
                .job("j-1")
                .shows(stage.now(), Sighting.RUNNING)
                .shows(stage.now().plus(HOUR), Sighting.WAITING)
                .endsAs(Sighting.FINISHED);
        wave.retry("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(2);
    }

    @Test
    void a_held_wave_starts_nothing_new_and_follows_what_is_in_flight_until_it_is_resumed() {
        for (String id : Plans.ids(4)) {
            stage.smc.add(id);
        }
        Stage.Running wave = stage.start(Plans.plan("night", 2, Plans.ids(4)));
        stage.passUntil(() -> stage.smc.calls.size() == 2);
        assertThat(wave.stub().hold(Stage.action()).inFlight()).hasSize(2);
        stage.pass(HOUR.multipliedBy(5));
        WaveProgress held = wave.progress();
        assertThat(held.standing()).isEqualTo(Standing.HELD);
        assertThat(held.counts()).isEqualTo(new JobCounts(4, 2, 0, 0, 0, 0, 2, 0, 0));
        assertThat(held.settled()).isTrue();
        assertThat(stage.smc.calls).hasSize(2);
        wave.resume();
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(result.memory().actions())
                .extracting(Action::action, Action::actor, Action::reason, Action::target)
                .containsExactly(
                        tuple("hold", "ada@ops", "because", "all jobs"),
                        tuple("resume", "ada@ops", "because", "all jobs"));
    }

    @Test
    void a_hold_reaches_a_call_that_waits_to_be_repeated() {
        stage.smc.add("j-1").answers(Answer.refused(FailureKind.THROTTLED));
        stage.smc.add("j-2").answers(Answer.LOST_WITHOUT_THE_DEED);
        stage.smc.add("j-3").answers(Answer.LOST_AFTER_THE_DEED);
        Stage.Running wave = stage.start(Plans.plan("night", 3, "j-1", "j-2", "j-3"));
        stage.passUntil(() -> stage.smc.calls.size() == 3);
        wave.hold();
        stage.pass(HOUR);
        assertThat(wave.lines())
                .extracting(JobLine::state)
                .containsExactly(JobState.WATCHING, JobState.WATCHING, JobState.DONE);
        assertThat(wave.lines()).allMatch(JobLine::touched);
        assertThat(stage.smc.calls).hasSize(3);
        wave.resume();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(5);
    }

    @Test
    void a_drained_wave_ends_when_those_in_flight_are_through() {
        stage.smc.add("j-1").takes(HOUR.multipliedBy(3));
        stage.smc.add("j-2").answers(Answer.LOST_WITHOUT_THE_DEED);
        stage.smc.add("j-3").endsAs(Sighting.IN_ERROR).takes(Duration.ofMinutes(1));
        stage.smc.add("j-4").shows(Sighting.IN_ERROR);
        stage.smc.add("j-5").shows(Sighting.RUNNING);
        stage.smc.add("j-6").shows(Sighting.FINISHED);
        Stage.Running wave = stage.start(Plans.plan("night", 9, Plans.ids(6)));
        stage.passUntil(() -> wave.line("j-3").state() == JobState.BLOCKED);
        stage.smc.job("j-2").answers(Answer.LOST_WITHOUT_THE_DEED);
        wave.drain();
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.NOT_DONE);
        assertThat(wave.lines())
                .extracting(JobLine::state)
                .containsExactly(
                        JobState.DONE,
                        JobState.DONE,
                        JobState.UNFINISHED,
                        JobState.DEFERRED,
                        JobState.DEFERRED,
                        JobState.DONE);
        assertThat(wave.lines())
                .extracting(JobLine::reason)
                .containsExactly(
                        Reason.of(Found.ACCEPTED),
                        Reason.of(Found.ACCEPTED),
                        Reason.of(FailureKind.JOB_IN_ERROR),
                        Reason.of(FailureKind.JOB_IN_ERROR),
                        Reason.DRAINED,
                        Reason.of(Found.FINISHED_BEFORE));
        assertThat(result.endedAt()).isAfter(stage.at(HOUR.multipliedBy(3)));
    }

    @Test
    void cancel_means_drain_and_the_closed_wave_still_tells_how_it_ended() {
        stage.smc.add("j-1").takes(HOUR);
        stage.smc.add("j-2");
        stage.smc.add("j-3").shows(Sighting.RUNNING);
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1", "j-2", "j-3"));
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        wave.untyped().cancel("x".repeat(999));
        assertThatThrownBy(wave::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(wave.status()).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
        WaveProgress ended = wave.progress();
        assertThat(ended.counts()).isEqualTo(new JobCounts(3, 1, 0, 0, 2, 0, 0, 0, 0));
        assertThat(ended.endedAt()).isAfter(stage.at(HOUR));
        Action drain = wave.stub().actions().actions().get(0);
        assertThat(drain.action()).isEqualTo("drain");
        assertThat(drain.actor()).isEqualTo("Temporal");
        assertThat(drain.reason()).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void a_cancelled_wave_does_not_continue_as_new_with_jobs_in_flight() {
        for (String id : Plans.ids(9)) {
            stage.smc.add(id).takes(Duration.ofMinutes(id.hashCode() % 7 + 5L));
        }
        Stage.Running wave = stage.start(new WaveStart(Plans.plan("night", 9, Plans.ids(9)), null, 60, null));
        stage.passUntil(() -> stage.smc.calls.size() == 9);
        wave.untyped().cancel();
        assertThatThrownBy(wave::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(wave.progress().counts().done()).isEqualTo(9);
    }

    @Test
    void an_action_that_makes_no_sense_is_refused_and_leaves_no_event() {
        stage.smc.add("j-1").shows(Sighting.RUNNING);
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
        stage.pass(HOUR);
        for (Runnable senseless : List.<Runnable>of(
                wave::resume,
                () -> wave.retry("j-1"),
                () -> wave.skip("j-9"),
                () -> wave.skip(),
                () -> wave.stub().hold(null))) {
            assertThatThrownBy(senseless::run)
                    .isInstanceOf(WorkflowUpdateException.class)
                    .cause()
                    .isInstanceOf(ApplicationFailure.class);
        }
        assertThatThrownBy(wave::resume)
                .cause()
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        refusal -> assertThat(refusal.getOriginalMessage()).isEqualTo("the wave is not held"));
        assertThat(wave.events())
                .extracting(HistoryEvent::getEventType)
                .doesNotContain(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED);
        assertThat(wave.stub().actions().actions()).isEmpty();
        wave.hold();
        assertThat(wave.events())
                .extracting(HistoryEvent::getEventType)
                .contains(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED);
    }

    @Test
    void a_skipped_job_lets_the_groups_behind_it_go_on() {
        stage.smc.add("j-1").shows(Sighting.RUNNING);
        stage.smc.add("j-2");
        Stage.Running wave = stage.start(
                Plans.plan("night", 1, Plans.group("db", "j-1"), Plans.after(Plans.group("app", "j-2"), "db")));
        stage.pass(HOUR);
        assertThat(stage.smc.calls).isEmpty();
        wave.skip("j-1");
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.PARTLY_DONE);
        assertThat(result.counts()).isEqualTo(new JobCounts(2, 1, 0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void a_touched_job_that_is_skipped_is_unfinished_and_the_groups_behind_it_go_on() {
        stage.smc.add("j-1").endsAs(Sighting.IN_ERROR);
        stage.smc.add("j-2");
        Stage.Running wave = stage.start(
                Plans.plan("night", 1, Plans.group("db", "j-1"), Plans.after(Plans.group("app", "j-2"), "db")));
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        wave.skip("j-1");
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.NOT_DONE);
        assertThat(result.counts()).isEqualTo(new JobCounts(2, 1, 0, 1, 0, 0, 0, 0, 0));
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.SKIPPED);
    }

    @Test
    void the_news_of_another_waves_run_are_ignored() {
        stage.smc.add("j-1").takes(HOUR);
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        String run = wave.line("j-1").run();
        JobId job = new JobId("j-1");
        CutoverResult failed = new CutoverResult(
                job,
                Ending.FAILED,
                FailureKind.JOB_EXPIRED,
                null,
                null,
                Phase.CALL,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null);
        wave.stub().cutoverNews(new CutoverNews("another-run", job, "another-cutover", failed, null, null));
        wave.stub().cutoverNews(new CutoverNews("another-run", job, "another-cutover", null, null, null));
        wave.stub().cutoverNews(new CutoverNews(wave.firstRun, job, "an-older-cutover", failed, null, null));
        wave.stub().cutoverNews(new CutoverNews(wave.firstRun, new JobId("j-9"), run, failed, null, null));
        stage.pass(Duration.ofMinutes(2));
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.CUTTING_OVER);
        assertThat(wave.progress().overdue()).isZero();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void a_cutover_cancelled_before_its_call_took_effect_is_blocked() {
        stage.smc.add("j-1").answers(Answer.refused(FailureKind.THROTTLED), Answer.refused(FailureKind.THROTTLED));
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        stage.cutover("j-1").cancel("by hand");
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.CANCELLED_BY_HAND));
        int sent = stage.smc.calls.size();
        stage.pass(HOUR);
        assertThat(stage.smc.calls).hasSize(sent);
        wave.retry("j-1");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void a_cutover_cancelled_past_the_point_of_no_return_is_followed_to_its_end_and_keeps_its_tries() {
        stage.smc.add("j-1").takes(HOUR);
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        stage.cutover("j-1").cancel("by hand");
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.cutover("j-1")
                        .query("result", CutoverResult.class)
                        .tries()
                        .count())
                .isEqualTo(1);
    }
}
