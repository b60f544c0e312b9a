package dev.cutover.acceptance.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.process.ChildProcess;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.simulator.Behaviour;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.FaultKind;
import dev.cutover.simulator.JobChange;
import dev.cutover.simulator.LedgerEntry;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.starter.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two hundred servers in a night in which everything goes wrong that can, and the worker is killed twice. */
@Tag("e2e")
class BigNightTest {

    private static final int SERVERS = 200;
    private static final String WAVE = "big-night";

    /** Struck when a worker is killed: between their call and its answer. */
    private static final int CALLED_AT_THE_FIRST_KILL = 60;

    private static final int CALLED_AT_THE_SECOND_KILL = 140;
    private static final int OFFLINE = 133;
    private static final int IN_ERROR = 144;
    private static final int EXPIRED = 155;

    private static List<SimulatedJob> servers() {
        List<SimulatedJob> servers = new ArrayList<>(Night.servers(SERVERS));
        servers.set(EXPIRED - 1, servers.get(EXPIRED - 1).withStatus("Expired"));
        return servers;
    }

    private static Fault[] faults() {
        List<Fault> faults = new ArrayList<>(List.of(
                on(FaultKind.SOURCE_OFFLINE, OFFLINE),
                on(FaultKind.ERROR_IN_LAST_RUN, IN_ERROR),
                on(FaultKind.SLOW_ANSWER, CALLED_AT_THE_FIRST_KILL).lasting(Duration.ofSeconds(8)),
                on(FaultKind.SLOW_ANSWER, CALLED_AT_THE_SECOND_KILL).lasting(Duration.ofSeconds(8)),
                Fault.atRate(FaultKind.THROTTLE, "DescribeReplicationJobs", 0.1),
                Fault.atRate(FaultKind.INTERNAL_ERROR_BEFORE, "DescribeReplicationJobs", 0.05)));
        List<FaultKind> eachTenth = List.of(
                FaultKind.ANSWER_LOST,
                FaultKind.INTERNAL_ERROR_BEFORE,
                FaultKind.INTERNAL_ERROR_AFTER,
                FaultKind.THROTTLE,
                FaultKind.CONNECTION_DROPPED,
                FaultKind.GARBAGE,
                FaultKind.STATE_RACE,
                FaultKind.ACKNOWLEDGED_ONLY,
                FaultKind.STALE_READS);
        for (int tenth = 0; tenth < SERVERS; tenth += 10) {
            for (int place = 0; place < eachTenth.size(); place++) {
                int job = tenth + place + 1;
                if (job != OFFLINE && job != IN_ERROR && job != EXPIRED) {
                    faults.add(on(eachTenth.get(place), job).lasting(Duration.ofSeconds(1)));
                }
            }
        }
        return faults.toArray(Fault[]::new);
    }

    private static Fault on(FaultKind kind, int job) {
        return Fault.on(kind, Night.id(job), 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(900)
    void every_server_is_cut_over_once_and_report_and_ledger_tell_the_same(boolean acceptAnyState, @TempDir Path folder)
            throws Exception {
        Behaviour behaviour = new Behaviour(
                acceptAnyState,
                Behaviour.documented().callShowsAfter(),
                Behaviour.documented().restartResumesCutover());
        SimulatorOptions options = SimulatorOptions.defaults().withBehaviour(behaviour);
        try (Shift shift = new Shift(folder, options, servers(), faults())) {
            ChildProcess worker = shift.worker();
            shift.start(Night.plan(WAVE, SERVERS, 2, 40));

            worker = killedInItsCall(shift, worker, CALLED_AT_THE_FIRST_KILL);
            killedInItsCall(shift, worker, CALLED_AT_THE_SECOND_KILL);

            Shift.await(
                    "a source is offline, and a job in error",
                    Duration.ofMinutes(5),
                    () -> Agreement.calls(shift.simulator.ledger()).containsKey(Night.id(OFFLINE))
                            && shift.line(WAVE, IN_ERROR).state() == JobState.BLOCKED);
            // It has ten minutes to come back by itself.
            assertThat(shift.line(WAVE, OFFLINE).state()).isNotEqualTo(JobState.BLOCKED);
            assertThat(shift.line(WAVE, IN_ERROR).reason()).isEqualTo(Reason.of(FailureKind.JOB_IN_ERROR));
            shift.simulator.change(JobChange.mended(Night.id(OFFLINE)));
            shift.simulator.change(JobChange.restarted(Night.id(IN_ERROR)));
            shift.command(
                    0,
                    "retry",
                    WAVE,
                    "--state",
                    "blocked",
                    "--yes",
                    "--reason",
                    "SMC client restarted",
                    "--as",
                    "test");

            assertThat(shift.result(WAVE, Duration.ofMinutes(10)).outcome()).isEqualTo(WaveOutcome.NOT_DONE);
            Report report = shift.report(WAVE);
            List<LedgerEntry> ledger = shift.simulator.ledger();
            assertThat(report.counts().done()).isEqualTo(SERVERS - 1);
            assertThat(report.jobs().get(EXPIRED - 1).reason()).isEqualTo(Reason.of(FailureKind.JOB_EXPIRED));
            for (int job = 1; job <= SERVERS; job++) {
                assertThat(shift.simulator.status(Night.id(job))).isEqualTo(job == EXPIRED ? "Expired" : "Finished");
            }
            Agreement.check(report, ledger, Night.POLLING.settle());
            checkCallsOnlyOnWaitingJobs(ledger);
        }
    }

    /** Kills the worker while SMC takes its time over the call of a job, and starts another one. */
    private static ChildProcess killedInItsCall(Shift shift, ChildProcess worker, int job) throws Exception {
        Shift.await(
                "the call of server-" + job,
                Duration.ofMinutes(5),
                () -> !shift.calls(job).isEmpty());
        worker.kill();
        return shift.worker();
    }

    /** A call met another state only where a run began between the look and the call. */
    private static void checkCallsOnlyOnWaitingJobs(List<LedgerEntry> ledger) {
        List<String> raced = new ArrayList<>();
        for (Fault fault : faults()) {
            if (fault.kind() == FaultKind.STATE_RACE) {
                raced.addAll(fault.jobs());
            }
        }
        Agreement.calls(ledger).forEach((job, calls) -> {
            if (!raced.contains(job)) {
                assertThat(calls)
                        .as("the calls of %s", job)
                        .extracting(LedgerEntry::statusBefore)
                        .containsOnly("Waiting");
            }
        });
    }
}
