package dev.cutover.workflows.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Approval;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.workflows.stage.Answer;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gate that closes in the very moment of a call: its notes are read before it is sent, and it is cancelled after its answer was lost. */
class GateStoriesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private Stage.Running aWaveWhoseCallIsAtTheWire() {
        stage.smc.stall();
        Stage.Running wave = stage.start(Plans.plan("night", 1, "j-1"));
        long beat = Plans.POLLING.interval().toMillis();
        stage.pass(Duration.ofMillis(beat - Math.floorMod(stage.now().toEpochMilli(), beat)));
        // In small steps: while a call is stalled, time passes as on the wall.
        while (!stage.smc.isAtTheWire()) {
            stage.pass(Duration.ofMillis(200));
        }
        return wave;
    }

    @Test
    void a_drain_never_calls_a_job_deferred_whose_call_took_effect() {
        stage.smc.add("j-1").answers(Answer.LOST_AFTER_THE_DEED).takes(HOUR);
        Stage.Running wave = aWaveWhoseCallIsAtTheWire();
        wave.drain();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(1);
    }

    @Test
    void a_drain_tells_that_a_job_was_touched_whose_call_took_no_effect() {
        stage.smc.add("j-1").answers(Answer.LOST_WITHOUT_THE_DEED);
        Stage.Running wave = aWaveWhoseCallIsAtTheWire();
        wave.drain();
        wave.result();
        JobLine line = wave.line("j-1");
        assertThat(line.state()).isEqualTo(JobState.UNFINISHED);
        assertThat(line.touched()).isTrue();
        assertThat(stage.smc.calls).hasSize(1);
    }

    @Test
    void a_hold_and_a_resume_send_no_second_call_behind_one_that_took_effect() {
        stage.smc.add("j-1").answers(Answer.LOST_AFTER_THE_DEED).takes(HOUR).staleFor(Duration.ofSeconds(55));
        Stage.Running wave = aWaveWhoseCallIsAtTheWire();
        wave.hold();
        stage.smc.awaitSent();
        wave.resume();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(1);
    }

    @Test
    void a_hold_and_a_resume_call_again_only_after_the_settle_time() {
        stage.smc.add("j-1").answers(Answer.LOST_WITHOUT_THE_DEED);
        Stage.Running wave = aWaveWhoseCallIsAtTheWire();
        wave.hold();
        stage.smc.awaitSent();
        wave.resume();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(stage.smc.calls).hasSize(2);
        Instant first = stage.smc.calls.get(0).at();
        assertThat(stage.smc.calls.get(1).at()).isAfterOrEqualTo(first.plus(Plans.POLLING.settle()));
    }

    /** Its call backs off, and has not left: SMC cannot be reached since the watch has seen its job. */
    private Stage.Running aWaveWhoseCallBacksOff(Plan plan) {
        Stage.Running wave = stage.start(Plans.approved(plan, new Approval(null, false)));
        stage.passUntil(() -> wave.group("app").ready() == 1);
        stage.smc.trouble(FailureKind.UNAVAILABLE);
        wave.approve(null);
        while (stage.smc.nextAttemptAt(new JobId("j-1")) == null) {
            stage.pass(Duration.ofMillis(200));
        }
        return wave;
    }

    @Test
    void a_drain_defers_a_job_whose_call_backs_off_and_has_not_left() {
        stage.smc.add("j-1");
        Stage.Running wave = aWaveWhoseCallBacksOff(Plans.plan("night", 1, "j-1"));
        wave.drain();
        stage.pass(Duration.ofMinutes(1));
        stage.smc.trouble(null);
        wave.result();
        JobLine line = wave.line("j-1");
        assertThat(line.state()).isEqualTo(JobState.DEFERRED);
        assertThat(line.touched()).isFalse();
        assertThat(stage.smc.calls).isEmpty();
    }

    @Test
    void a_drain_never_calls_a_job_deferred_whose_call_left_when_its_notes_had_been_read() {
        stage.smc.add("j-1").answers(Answer.LOST_AFTER_THE_DEED);
        // The next attempt comes while the notes are read, and that is on the wall.
        Stage.Running wave = aWaveWhoseCallBacksOff(Plans.everySecond(Plans.plan("night", 1, "j-1")));
        stage.runs.behindNotes(() -> stage.smc.trouble(null));
        wave.drain();
        assertThat(wave.result().outcome()).isEqualTo(WaveOutcome.DONE);
        assertThat(wave.line("j-1").reason()).isEqualTo(Reason.of(Found.ADOPTED));
        assertThat(stage.smc.calls).hasSize(1);
    }
}
