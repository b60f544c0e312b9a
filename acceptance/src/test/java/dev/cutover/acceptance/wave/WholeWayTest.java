package dev.cutover.acceptance.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Converter;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.FaultKind;
import dev.cutover.simulator.LedgerEntry;
import dev.cutover.simulator.Simulator;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.smc.AccessKey;
import dev.cutover.smc.Credentials;
import dev.cutover.smc.SmcClient;
import dev.cutover.smc.SmcSettings;
import dev.cutover.starter.report.Report;
import dev.cutover.starter.report.Reports;
import dev.cutover.starter.wave.Waves;
import dev.cutover.worker.CutoverWorker;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a plan to the wire and back, in one process: every fault of a call strikes one job each, and none of them is lost. */
class WholeWayTest {

    private static final List<FaultKind> KINDS = List.of(FaultKind.values());
    private static final int JOBS = KINDS.size() + 5;

    /** The first job is struck by the first kind, and so on; faults of the account strike nobody here. */
    private static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (FaultKind kind : KINDS) {
            String job = Night.id(KINDS.indexOf(kind) + 1);
            switch (kind) {
                case CREDENTIALS_EXPIRED, THROTTLE_ABOVE -> {}
                case REFUSE ->
                    faults.add(Fault.refusing(Fault.CUT_OVER, List.of(job), 1, "ReplicationJob.Frobnicated", 400));
                default -> faults.add(Fault.on(kind, job, 1).lasting(Night.POLLING.settle()));
            }
        }
        return faults;
    }

    /** What becomes of the job that a fault strikes. */
    private static Reason expected(FaultKind kind) {
        return switch (kind) {
            case REFUSE -> Reason.of(FailureKind.UNKNOWN_CODE);
            // It is still asked again when the wave is drained.
            case SOURCE_OFFLINE -> Reason.DRAINED;
            case ERROR_IN_LAST_RUN -> Reason.of(FailureKind.JOB_IN_ERROR);
            case ANSWER_LOST, GARBAGE, INTERNAL_ERROR_AFTER -> Reason.of(Found.ADOPTED);
            case CREDENTIALS_EXPIRED,
                    THROTTLE_ABOVE,
                    THROTTLE,
                    INTERNAL_ERROR_BEFORE,
                    CONNECTION_DROPPED,
                    STATE_RACE,
                    ACKNOWLEDGED_ONLY,
                    SLOW_ANSWER,
                    STALE_READS -> Reason.of(Found.ACCEPTED);
        };
    }

    @Test
    void each_fault_of_a_call_ends_as_it_must_and_report_and_ledger_tell_the_same() throws Exception {
        try (Simulator simulator =
                        Simulator.start(SimulatorOptions.defaults(), Night.servers(JOBS), faults(), Clock.systemUTC());
                SmcClient smc = new SmcClient(
                        SmcSettings.at(simulator.endpoint()),
                        Credentials.fixed(AccessKey.of("simulator", "simulator")),
                        Clock.systemUTC());
                TestWorkflowEnvironment temporal =
                        TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                                .setUseTimeskipping(false)
                                .build())) {
            // Not the environment's own client: that one unlocks time whenever it waits for a result.
            WorkflowClient client = WorkflowClient.newInstance(
                    temporal.getWorkflowServiceStubs(),
                    WorkflowClientOptions.newBuilder()
                            .setDataConverter(Converter.dataConverter())
                            .build());
            try (CutoverWorker worker = CutoverWorker.start(client, null, smc, Clock.systemUTC(), System::nanoTime)) {
                CutoverWave wave = client.newWorkflowStub(
                        CutoverWave.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(worker.taskQueue())
                                .setWorkflowId(WorkflowIds.wave("whole-way"))
                                .build());
                WorkflowClient.start(wave::run, WaveStart.of(Night.plan("whole-way", JOBS, 1, 9)));
                Shift.await(
                        "nothing is left but the one whose source is offline",
                        Duration.ofSeconds(50),
                        () -> wave.progress().counts().cuttingOver() == 0
                                && wave.progress().counts().watching() == 1);
                wave.drain(Shift.action());
                WaveResult result = client.newUntypedWorkflowStub(WorkflowIds.wave("whole-way"))
                        .getResult(WaveResult.class);
                assertThat(result.outcome()).isEqualTo(WaveOutcome.NOT_DONE);

                Report report = Reports.gather(
                        new Waves(client, "this process", Clock.systemUTC()).named("whole-way"), gathered -> {});
                checkEachFault(report);
                Agreement.check(report, simulator.ledger(), Night.POLLING.settle());
                checkLooks(simulator.ledger());
            }
        }
    }

    private static void checkEachFault(Report report) {
        for (FaultKind kind : KINDS) {
            Report.Job job = report.jobs().get(KINDS.indexOf(kind));
            assertThat(job.reason()).as("%s, %s", kind, job).isEqualTo(expected(kind));
            boolean done = Arrays.stream(Found.values()).map(Reason::of).anyMatch(job.reason()::equals);
            assertThat(job.state()).as(kind.word()).isEqualTo(done ? JobState.DONE : JobState.UNFINISHED);
        }
        assertThat(report.jobs().subList(KINDS.size(), JOBS))
                .allMatch(job -> job.state() == JobState.DONE && job.attempts().size() == 1);
    }

    /** Each call comes after a look at its job. */
    private static void checkLooks(List<LedgerEntry> ledger) {
        Map<String, List<LedgerEntry>> calls = Agreement.calls(ledger);
        calls.forEach((job, sent) -> sent.forEach(call -> assertThat(ledger.subList(0, ledger.indexOf(call)))
                .as("a look before %s", call)
                .anyMatch(entry -> entry.jobIds() != null && entry.jobIds().contains(job))));
    }
}
