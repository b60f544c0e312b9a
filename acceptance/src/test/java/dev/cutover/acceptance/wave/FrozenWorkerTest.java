package dev.cutover.acceptance.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.process.ChildProcess;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.FaultKind;
import dev.cutover.simulator.LedgerEntry;
import dev.cutover.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that stands still just before it calls, and goes on when nobody waits for it any more. */
@Tag("e2e")
class FrozenWorkerTest {

    private static final String LOOK = "DescribeReplicationJobs";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    @Test
    void it_sends_nothing_when_it_wakes_up(@TempDir Path folder) throws Exception {
        Fault slowLooks =
                Fault.on(FaultKind.SLOW_ANSWER, Night.id(1), 0).during(LOOK).lasting(Duration.ofSeconds(3));
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), Night.servers(1), slowLooks)) {
            ChildProcess frozen = shift.worker();
            shift.start(Night.plan("frozen", 1, 1, 1));
            // The first look is the watch's; the second one comes right before the call.
            Shift.await("the look before the call", Duration.ofMinutes(1), () -> looks(shift) == 2);
            frozen.freeze();
            ChildProcess other = shift.worker();

            assertThat(shift.result("frozen", Duration.ofMinutes(3)).outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(shift.calls(1)).hasSize(1);

            int saidBefore = frozen.output().size();
            frozen.thaw();
            // It has the answer to its look in its hands; what it does with it takes a moment.
            frozen.awaitLine(saidBefore, said -> !said.isBlank(), Duration.ofSeconds(30));
            Shift.pass(LONG_ENOUGH);
            assertThat(frozen.isAlive()).isTrue();
            List<LedgerEntry> calls = shift.calls(1);
            assertThat(calls).hasSize(1);
            assertThat(other.isAlive()).isTrue();
            Agreement.check(shift.report("frozen"), shift.simulator.ledger(), Night.POLLING.settle());
        }
    }

    private static long looks(Shift shift) {
        return shift.simulator.ledger().stream()
                .filter(entry -> entry.operation().equals(LOOK))
                .count();
    }
}
