package dev.cutover.acceptance.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.process.ChildProcess;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.FaultKind;
import dev.cutover.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Parts that are away for a while. */
@Tag("e2e")
class OutageTest {

    private static final int SERVERS = 30;

    @Test
    @Timeout(420)
    void a_night_goes_on_when_temporal_is_back(@TempDir Path folder) throws Exception {
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), Night.servers(SERVERS), lostAnswer())) {
            ChildProcess worker = shift.worker();
            shift.start(Night.plan("outage", SERVERS, 1, 8));
            Shift.await("it is under way", Duration.ofMinutes(1), () -> calls(shift) >= 4);
            shift.temporal.kill();
            Shift.pass(Duration.ofSeconds(5));
            shift.temporal.start();
            assertThat(worker.isAlive()).isTrue();

            Shift.await(
                    "it ends",
                    Duration.ofMinutes(5),
                    () -> shift.progress("outage").endedAt() != null);
            assertThat(shift.result("outage", Duration.ofMinutes(1)).outcome()).isEqualTo(WaveOutcome.DONE);
            Agreement.check(shift.report("outage"), shift.simulator.ledger(), Night.POLLING.settle());
        }
    }

    @Test
    @Timeout(420)
    void a_worker_that_is_told_to_stop_leaves_nothing_that_is_not_known(@TempDir Path folder) throws Exception {
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), Night.servers(SERVERS), lostAnswer())) {
            ChildProcess worker = shift.worker();
            shift.start(Night.plan("relief", SERVERS, 1, 8));
            Shift.await("it is under way", Duration.ofMinutes(1), () -> calls(shift) >= 4);
            ChildProcess relief = shift.worker();
            worker.terminate();
            assertThat(worker.awaitEnd(Duration.ofSeconds(50))).isEqualTo(143);

            assertThat(shift.result("relief", Duration.ofMinutes(5)).outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(relief.isAlive()).isTrue();
            Agreement.check(shift.report("relief"), shift.simulator.ledger(), Night.POLLING.settle());
            assertThat(shift.report("relief").jobs())
                    .as("no call is told that never was")
                    .allMatch(job -> job.attempts().size()
                            == shift.calls(Integer.parseInt(job.name().replace("server-", "")))
                                    .size());
        }
    }

    private static Fault lostAnswer() {
        return Fault.on(FaultKind.ANSWER_LOST, Night.id(3), 1);
    }

    private static int calls(Shift shift) {
        return Agreement.calls(shift.simulator.ledger()).size();
    }
}
