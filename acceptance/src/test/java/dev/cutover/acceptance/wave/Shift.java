package dev.cutover.acceptance.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.Project;
import dev.cutover.acceptance.process.ChildProcess;
import dev.cutover.acceptance.temporal.TemporalServer;
import dev.cutover.connection.TemporalConnection;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.Plan;
import dev.cutover.contract.WaveAction;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.LedgerEntry;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.Simulator;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.starter.report.Report;
import dev.cutover.starter.report.Reports;
import dev.cutover.starter.wave.Waves;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One night's real parts: a Temporal server, a pretended SMC over HTTP, and workers as processes of their own. */
final class Shift implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 100;

    final TemporalServer temporal;
    final Simulator simulator;
    private final List<ChildProcess> workers = new ArrayList<>();
    private TemporalConnection line;

    Shift(Path folder, SimulatorOptions options, List<SimulatedJob> jobs, Fault... faults) throws Exception {
        temporal = TemporalServer.start(folder);
        simulator = Simulator.start(options, jobs, Arrays.asList(faults), Clock.systemUTC());
        line = TemporalConnection.open(environment(), "test", PATIENCE);
    }

    /** What a worker and a command line are told. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TEMPORAL_ADDRESS", temporal.target());
        environment.put("TEMPORAL_NAMESPACE", TemporalServer.NAMESPACE);
        environment.put("SMC_ENDPOINT", simulator.endpoint().toString());
        environment.put("ALIBABA_CLOUD_ACCESS_KEY_ID", "simulator");
        environment.put("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "simulator");
        // A night lasts minutes here; it is not the pace of the calls that is tried.
        environment.put("SMC_REQUESTS_PER_SECOND", "1000");
        return environment;
    }

    /** Starts a worker, and waits until it takes work. */
    ChildProcess worker() throws InterruptedException {
        ChildProcess worker = ChildProcess.cutover(environment(), "worker");
        workers.add(worker);
        worker.awaitLine(said -> said.contains("worker ready"), PATIENCE);
        return worker;
    }

    /** Runs a command to its end. */
    ChildProcess command(int exitCode, String... arguments) throws InterruptedException {
        ChildProcess command = ChildProcess.cutover(environment(), arguments);
        try {
            assertThat(command.awaitEnd(PATIENCE.multipliedBy(2)))
                    .as(() -> String.join(" ", arguments) + " said:\n" + String.join("\n", command.output()))
                    .isEqualTo(exitCode);
            return command;
        } finally {
            command.close();
        }
    }

    WorkflowClient client() {
        return line.client();
    }

    WorkflowExecution start(WaveStart start) {
        CutoverWave wave = client().newWorkflowStub(
                        CutoverWave.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(WorkflowIds.taskQueue(null))
                                .setWorkflowId(WorkflowIds.wave(start.plan().wave()))
                                .build());
        return WorkflowClient.start(wave::run, start);
    }

    WorkflowExecution start(Plan plan) {
        return start(WaveStart.of(plan));
    }

    CutoverWave wave(String name) {
        return client().newWorkflowStub(CutoverWave.class, WorkflowIds.wave(name));
    }

    WaveProgress progress(String wave) {
        return wave(wave).progress();
    }

    JobLine line(String wave, int job) {
        JobPage page = wave(wave).jobs(1);
        return page.jobs().stream()
                .filter(line -> line.job().value().equals(Night.id(job)))
                .findFirst()
                .orElseThrow();
    }

    void retry(String wave, int... jobs) {
        wave(wave)
                .retry(new JobsAction(
                        "test",
                        "mended",
                        "the mended",
                        Arrays.stream(jobs)
                                .mapToObj(job -> new JobId(Night.id(job)))
                                .toList(),
                        false,
                        false));
    }

    static WaveAction action() {
        return new WaveAction("test", "for a test");
    }

    WorkflowStub cutover(int job) {
        return client().newUntypedWorkflowStub(WorkflowIds.cutover(new JobId(Night.id(job))));
    }

    /** Waits for the wave's end. */
    WaveResult result(String wave, Duration patience) throws TimeoutException {
        return client().newUntypedWorkflowStub(WorkflowIds.wave(wave))
                .getResult(patience.toMillis(), TimeUnit.MILLISECONDS, WaveResult.class);
    }

    Report report(String wave) throws Exception {
        return Reports.gather(new Waves(client(), "test", Clock.systemUTC()).named(wave), gathered -> {});
    }

    List<LedgerEntry> calls(int job) {
        return Agreement.calls(simulator.ledger()).getOrDefault(Night.id(job), List.of());
    }

    /** The histories of a wave, from its first run to its newest. */
    List<List<HistoryEvent>> histories(WorkflowExecution first) {
        List<List<HistoryEvent>> histories = new ArrayList<>();
        String run = first.getRunId();
        while (!run.isEmpty()) {
            List<HistoryEvent> events =
                    client().fetchHistory(first.getWorkflowId(), run).getEvents();
            histories.add(events);
            HistoryEvent last = events.get(events.size() - 1);
            run = last.hasWorkflowExecutionContinuedAsNewEventAttributes()
                    ? last.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId()
                    : "";
        }
        return histories;
    }

    /** Lets time pass in which nothing must happen: what is looked for afterwards cannot be waited for. */
    static void pass(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    /** A condition that may fail as long as a part is away. */
    interface Condition {
        boolean isSo() throws Exception;
    }

    /** Looks again and again until it is so; nothing is waited for in another way. */
    static void await(String what, Duration patience, Condition condition) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (condition.isSo()) {
                    return;
                }
                last = null;
            } catch (RuntimeException away) {
                last = away;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        throw new AssertionError("in " + patience + " it did not come to this: " + what, last);
    }

    @Override
    public void close() throws IOException {
        keepWords();
        line.close();
        workers.forEach(ChildProcess::close);
        simulator.close();
        temporal.close();
    }

    /** For whoever has to find out why a test failed. */
    private void keepWords() throws IOException {
        for (ChildProcess worker : workers) {
            worker.keepOutput(Project.root().resolve("acceptance/target/workers/" + worker.pid() + ".log"));
        }
    }
}
