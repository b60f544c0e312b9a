package dev.cutover.workflows.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveResult;
import dev.cutover.workflows.stage.Answer;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A night has a beginning and an end. The usual job is expected to take 25 minutes. */
class WindowStoriesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage = new Stage();
    private final Instant opens = stage.at(HOUR.multipliedBy(20));
    private final Instant lastStart = opens.plus(HOUR.multipliedBy(3));
    private final Instant closes = opens.plus(HOUR.multipliedBy(4));

    @AfterEach
    void close() {
        stage.close();
    }

    private Plan night(int slots, String... ids) {
        for (String id : ids) {
            stage.smc.add(id);
        }
        return Plans.within(Plans.plan("night", slots, ids), opens, lastStart, closes);
    }

    @Test
    void a_wave_that_is_started_long_ahead_asks_nobody_before_its_window_opens() {
        Stage.Running wave = stage.start(night(2, "j-1"));
        stage.pass(HOUR.multipliedBy(19));
        assertThat(stage.smc.looks).isEmpty();
        assertThat(wave.progress().outcome()).isEqualTo(WaveOutcome.RUNNING);
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.looks).allMatch(look -> !look.isBefore(opens));
        assertThat(stage.smc.calls)
                .singleElement()
                .satisfies(call ->
                        assertThat(call.at()).isAfterOrEqualTo(opens).isBefore(opens.plus(Duration.ofMinutes(2))));
        assertThat(result.progress().window()).isEqualTo(result.plan().window());
    }

    @Test
    void no_call_leaves_after_the_last_start_and_what_did_not_get_to_it_is_deferred() {
        Plan plan = night(1, Plans.ids(6));
        for (String id : Plans.ids(6)) {
            stage.smc.job(id).takes(Duration.ofMinutes(50));
        }
        Stage.Running wave = stage.start(plan);
        WaveResult result = wave.result();
        assertThat(stage.smc.calls).hasSize(4).allMatch(call -> !call.at().isAfter(lastStart));
        assertThat(result.outcome()).isEqualTo(WaveOutcome.PARTLY_DONE);
        assertThat(result.counts().done()).isEqualTo(4);
        assertThat(result.counts().deferred()).isEqualTo(2);
        assertThat(wave.lines())
                .filteredOn(line -> line.state() == JobState.DEFERRED)
                .allMatch(line -> line.reason().equals(Reason.LAST_START_PASSED) && !line.touched());
    }

    @Test
    void a_call_that_would_be_repeated_after_the_last_start_is_not() {
        Plan plan = night(1, "j-1");
        stage.smc
                .job("j-1")
                .shows(Sighting.RUNNING)
                .shows(lastStart.minusSeconds(45), Sighting.WAITING)
                .answers(Answer.LOST_WITHOUT_THE_DEED);
        Stage.Running wave = stage.start(plan);
        WaveResult result = wave.result();
        assertThat(stage.smc.calls).hasSize(1);
        assertThat(result.outcome()).isEqualTo(WaveOutcome.NOT_DONE);
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.UNFINISHED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.LAST_START_PASSED);
    }

    @Test
    void a_job_starts_only_if_it_is_expected_to_end_before_the_window_closes() {
        Plan plan = Plans.within(Plans.plan("night", 9, Plans.ids(4)), opens, opens.plus(HOUR.multipliedBy(4)), closes);
        stage.smc.add("j-1").took(HOUR.multipliedBy(5));
        stage.smc.add("j-2").took(HOUR.multipliedBy(3));
        stage.smc.add("j-3").shows(Sighting.RUNNING).shows(closes.minus(Duration.ofMinutes(24)), Sighting.WAITING);
        stage.smc.add("j-4").shows(Sighting.RUNNING).shows(closes.minus(Duration.ofMinutes(27)), Sighting.WAITING);
        Stage.Running wave = stage.start(plan);
        wave.result();
        assertThat(wave.lines())
                .extracting(JobLine::state)
                .containsExactly(JobState.DEFERRED, JobState.DONE, JobState.DEFERRED, JobState.DONE);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.DOES_NOT_FIT);
        assertThat(wave.line("j-3").reason()).isEqualTo(Reason.DOES_NOT_FIT);
    }

    @Test
    void a_group_that_ignores_the_fit_starts_until_the_last_start() {
        stage.smc.add("j-1").took(HOUR.multipliedBy(5));
        Plan plan = Plans.within(
                Plans.plan(
                        "night",
                        1,
                        Plans.ruled(Plans.group("app", "j-1"), new GroupRules(null, null, null, null, null, true))),
                opens,
                lastStart,
                closes);
        assertThat(stage.start(plan).result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void what_is_in_flight_when_the_window_closes_is_overdue_keeps_its_slot_and_is_followed_to_its_end() {
        Plan plan = night(1, "j-1", "j-2");
        stage.smc.job("j-1").takes(HOUR.multipliedBy(6));
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> stage.now().isAfter(closes));
        assertThat(wave.line("j-1").overdue()).isTrue();
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.CUTTING_OVER);
        assertThat(wave.line("j-2").state()).isEqualTo(JobState.DEFERRED);
        WaveResult result = wave.result();
        assertThat(result.endedAt()).isAfter(opens.plus(HOUR.multipliedBy(6)));
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(Found.ACCEPTED));
    }

    @Test
    void blocked_jobs_are_waited_for_until_the_window_closes_and_then_deferred_or_unfinished() {
        Plan plan = night(2, "j-1", "j-2");
        stage.smc.job("j-1").shows(Sighting.IN_ERROR);
        stage.smc.job("j-2").endsAs(Sighting.IN_ERROR);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> stage.now().isAfter(lastStart.plusSeconds(120)));
        assertThat(wave.lines()).extracting(JobLine::state).containsOnly(JobState.BLOCKED);
        WaveResult result = wave.result();
        assertThat(result.outcome()).isEqualTo(WaveOutcome.NOT_DONE);
        assertThat(wave.lines()).extracting(JobLine::state).containsExactly(JobState.DEFERRED, JobState.UNFINISHED);
        assertThat(wave.lines()).extracting(JobLine::reason).containsOnly(Reason.of(FailureKind.JOB_IN_ERROR));
        assertThat(result.endedAt()).isBetween(closes, closes.plusSeconds(60));
    }

    @Test
    void a_wave_that_is_held_while_its_last_start_passes_can_be_extended_and_goes_on() {
        Plan plan = night(1, "j-1");
        stage.smc.job("j-1").shows(Sighting.RUNNING).shows(lastStart.minusSeconds(600), Sighting.WAITING);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> stage.now().isAfter(opens.plus(HOUR)));
        wave.hold();
        stage.passUntil(() -> stage.now().isAfter(lastStart.plusSeconds(300)));
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.WATCHING);
        wave.extend(lastStart.plus(Duration.ofMinutes(20)), null);
        wave.resume();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls)
                .singleElement()
                .satisfies(call -> assertThat(call.at()).isAfter(lastStart));
    }

    @Test
    void a_wave_that_is_held_until_its_window_closes_defers_what_it_held() {
        Stage.Running wave = stage.start(night(1, "j-1"));
        wave.hold();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.PARTLY_DONE);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.WINDOW_CLOSED);
        assertThat(stage.smc.calls).isEmpty();
    }

    @Test
    void an_extension_reaches_what_has_not_called_yet() {
        Plan plan = night(1, "j-1");
        stage.smc
                .job("j-1")
                .shows(Sighting.RUNNING)
                .shows(lastStart.minusSeconds(300), Sighting.WAITING)
                .answers(Answer.LOST_WITHOUT_THE_DEED, Answer.LOST_WITHOUT_THE_DEED, Answer.LOST_WITHOUT_THE_DEED);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        wave.extend(lastStart.plus(Duration.ofMinutes(30)), null);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(wave.progress().window().lastStart()).isEqualTo(lastStart.plus(Duration.ofMinutes(30)));
    }

    @Test
    void slots_can_be_set_while_the_wave_runs() {
        Plan plan = night(1, Plans.ids(4));
        for (String id : Plans.ids(4)) {
            stage.smc.job(id).takes(Duration.ofMinutes(50));
        }
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> !stage.smc.calls.isEmpty());
        wave.setSlots(3);
        stage.pass(Duration.ofMinutes(3));
        assertThat(stage.smc.calls).hasSize(3);
        assertThat(wave.progress().maxConcurrent()).isEqualTo(3);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void a_blocked_job_that_is_retried_while_all_slots_are_taken_waits_for_one() {
        Plan plan = night(1, "j-1", "j-2");
        stage.smc.job("j-1").shows(Sighting.IN_ERROR);
        stage.smc.job("j-2").takes(HOUR);
        Stage.Running wave = stage.start(plan);
        stage.passUntil(() -> stage.smc.calls.size() == 1);
        stage.smc.job("j-1").shows(stage.now(), Sighting.WAITING);
        wave.retry("j-1");
        stage.pass(Duration.ofMinutes(30));
        assertThat(wave.line("j-1").state()).isEqualTo(JobState.WATCHING);
        assertThat(stage.smc.calls).hasSize(1);
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
    }

    @Test
    void a_terminated_wave_that_is_started_again_takes_up_what_is_in_flight_and_keeps_to_its_window() {
        Plan plan = night(1, "j-1", "j-2");
        stage.smc.job("j-1").takes(HOUR.multipliedBy(2));
        stage.smc.job("j-2").takes(Duration.ofMinutes(5));
        Stage.Running first = stage.start(plan);
        stage.passUntil(() -> stage.smc.calls.size() == 1);
        first.untyped().terminate("by hand");
        stage.pass(Duration.ofMinutes(10));
        Stage.Running second = stage.start(plan);
        stage.pass(Duration.ofMinutes(10));
        assertThat(second.line("j-1").state()).isEqualTo(JobState.CUTTING_OVER);
        assertThat(second.line("j-2").state()).isEqualTo(JobState.WATCHING);
        assertThat(second.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(2).allMatch(call -> !call.at().isAfter(lastStart));
    }

    @Test
    void a_job_that_another_wave_cuts_over_is_blocked_with_its_name() {
        Plan plan = night(1, "j-1");
        stage.smc.job("j-1").takes(HOUR.multipliedBy(2));
        stage.start(Plans.plan("other", 1, "j-1"));
        Stage.Running wave = stage.start(plan);
        stage.smc.job("j-1").takes(HOUR.multipliedBy(30));
        stage.passUntil(() -> wave.line("j-1").state() == JobState.BLOCKED);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(FailureKind.IN_ANOTHER_WAVE));
        assertThat(wave.line("j-1").code()).isEqualTo("other");
    }
}
