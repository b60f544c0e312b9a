package dev.cutover.acceptance.wave;

import static dev.cutover.contract.HookStep.BEFORE;
import static dev.cutover.contract.HookStep.UNDO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.process.ChildProcess;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.Window;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.FaultKind;
import dev.cutover.simulator.JobChange;
import dev.cutover.simulator.LedgerEntry;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.starter.report.Report;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A night whose only worker is killed before the last start, and is there again when it has passed. */
@Tag("e2e")
@Timeout(300)
class AwayTest {

    private static final String LOOK = "DescribeReplicationJobs";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Long enough for a wave to begin, and for its worker to be killed. */
    private static final Duration UNTIL_LAST_START = Duration.ofSeconds(25);

    @TempDir
    Path folder;

    private Instant lastStart;

    @Test
    void no_call_leaves_late_whatever_was_ready_meanwhile_or_about_to_be_called() throws Exception {
        Fault neverDone = Fault.on(FaultKind.INTERNAL_ERROR_BEFORE, Night.id(2), 0);
        Fault slowLooks =
                Fault.on(FaultKind.SLOW_ANSWER, Night.id(6), 0).during(LOOK).lasting(Duration.ofSeconds(3));
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), servers(), neverDone, slowLooks);
                HookEndpoint endpoint = new HookEndpoint()) {
            ChildProcess worker = shift.worker();
            shift.start(within(Night.part("away", 1, 3, 3)));
            shift.start(Night.frozenBy(endpoint.hooks(), within(Night.part("frozen", 4, 5, 1))));
            Shift.await(
                    "the calls",
                    UNTIL_LAST_START,
                    () -> called(shift, 1) && called(shift, 2) && called(shift, 4) != called(shift, 5));
            shift.start(within(Night.part("looked", 6, 6, 1)));
            // The first look is the watch's; the second one comes right before the call.
            Shift.await("the look before the call", UNTIL_LAST_START, () -> looks(shift, 6) == 2);
            worker.kill();
            shift.simulator.change(JobChange.moved(Night.id(3), "Waiting"));
            passLastStart();
            Map<String, List<LedgerEntry>> calls = Agreement.calls(shift.simulator.ledger());
            shift.worker();

            assertThat(shift.result("away", PATIENCE).outcome()).isEqualTo(WaveOutcome.NOT_DONE);
            assertThat(shift.line("away", 1).state()).isEqualTo(JobState.DONE);
            assertThat(shift.line("away", 2).state()).isEqualTo(JobState.UNFINISHED);
            assertThat(shift.line("away", 3).reason()).isEqualTo(Reason.LAST_START_PASSED);

            assertThat(shift.result("frozen", PATIENCE).outcome()).isEqualTo(WaveOutcome.NOT_DONE);
            assertThat(endpoint.steps("g0")).containsExactly(BEFORE, UNDO);

            assertThat(shift.result("looked", PATIENCE).outcome()).isEqualTo(WaveOutcome.NOT_DONE);
            assertThat(shift.line("looked", 6).state())
                    .as("nobody can know that its call was not sent")
                    .isEqualTo(JobState.UNFINISHED);
            assertThat(called(shift, 6)).isFalse();

            assertThat(Agreement.calls(shift.simulator.ledger())).isEqualTo(calls);
            for (String wave : List.of("away", "frozen", "looked")) {
                Report report = shift.report(wave);
                Agreement.check(report, callsOf(report, shift), Night.POLLING.settle());
            }
        }
    }

    /** 1 is on its way for long, 2 is called in vain, 3 is not ready; 4 and 5 belong together; 6 is alone. */
    private static List<SimulatedJob> servers() {
        List<SimulatedJob> servers = new ArrayList<>(Night.servers(6));
        for (int server : List.of(1, 4, 5)) {
            servers.set(server - 1, servers.get(server - 1).withLastRun(Duration.ofSeconds(10), Duration.ofSeconds(1)));
        }
        servers.set(2, servers.get(2).withStatus("Running").withRuns(null, Duration.ofHours(1), Duration.ofHours(24)));
        return servers;
    }

    private static boolean called(Shift shift, int job) {
        return !shift.calls(job).isEmpty();
    }

    private static long looks(Shift shift, int job) {
        return shift.simulator.ledger().stream()
                .filter(entry -> entry.operation().equals(LOOK))
                .filter(entry -> entry.jobIds() != null && entry.jobIds().contains(Night.id(job)))
                .count();
    }

    private static List<LedgerEntry> callsOf(Report report, Shift shift) {
        List<String> jobs = report.jobs().stream().map(Report.Job::id).toList();
        return shift.simulator.ledger().stream()
                .filter(entry -> jobs.contains(entry.jobId()))
                .toList();
    }

    /** With a last start soon, and a window that stays open long after it. */
    private Plan within(Plan plan) {
        lastStart = Clock.systemUTC().instant().plus(UNTIL_LAST_START);
        return Night.within(new Window(null, lastStart, lastStart.plus(Duration.ofHours(1)), null), plan);
    }

    private void passLastStart() throws InterruptedException {
        Duration left = Duration.between(Clock.systemUTC().instant(), lastStart);
        assertThat(left).as("it was killed before the last start").isPositive();
        Shift.pass(left.plus(Duration.ofSeconds(1)));
    }
}
