package dev.cutover.starter.wave;

import com.google.protobuf.util.Timestamps;
import dev.cutover.connection.ConnectionRefused;
import dev.cutover.connection.Identity;
import dev.cutover.connection.TemporalConnection;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.MessageTrial;
import dev.cutover.contract.Plan;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The waves of one namespace of Temporal. */
public final class Waves implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A worker asks for work at least once a minute; Temporal remembers it for five. */
    private static final Duration WORKER_SILENCE = Duration.ofMinutes(2);

    /** A trial of messages takes a minute at most. */
    private static final Duration TRIAL = Duration.ofSeconds(90);

    private static final String ALL = "WorkflowType = 'CutoverWave' AND ExecutionStatus != 'ContinuedAsNew'";

    private final WorkflowClient client;
    private final String server;
    private final InstantSource clock;
    private final Runnable close;

    /** @param server where Temporal is, for messages */
    public Waves(WorkflowClient client, String server, InstantSource clock) {
        this(client, server, clock, () -> {});
    }

    private Waves(WorkflowClient client, String server, InstantSource clock, Runnable close) {
        this.client = client;
        this.server = server;
        this.clock = clock;
        this.close = close;
    }

    /** As the environment of the terminal says. */
    public static Waves connect(Terminal terminal) throws CommandFailed {
        try {
            TemporalConnection line = TemporalConnection.open(terminal.environment(), Identity.of("cutover"), PATIENCE);
            return new Waves(line.client(), line.describe(), terminal.clock(), line::close);
        } catch (ConnectionRefused refused) {
            throw new CommandFailed(
                    refused.reason() == ConnectionRefused.Reason.BAD_CONFIGURATION
                            ? ExitCode.WRONG_USAGE
                            : ExitCode.UNREACHABLE,
                    refused.getMessage());
        }
    }

    /** The line to Temporal, for what is no wave. */
    public WorkflowClient client() {
        return client;
    }

    /** For messages. */
    public String server() {
        return server;
    }

    public Wave named(String name) throws CommandFailed {
        if (!name.matches(Plan.WAVE_NAME)) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "'" + printable(name)
                            + "' cannot be the name of a wave: a name has small letters, digits, '.', '_' and"
                            + " '-'. `cutover list` shows the waves.");
        }
        return new Wave(client, name, server);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** Fails when a wave of that name runs, or when nobody would take the work. */
    public Wave start(Plan plan) throws CommandFailed {
        TemporalFailures failures = new TemporalFailures(plan.wave(), server);
        requireWorker(plan, failures);
        CutoverWave wave = client.newWorkflowStub(
                CutoverWave.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(WorkflowIds.wave(plan.wave()))
                        .setTaskQueue(WorkflowIds.taskQueue(plan.account()))
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                        .setStaticSummary(
                                plan.size() + " jobs in " + plan.groups().size() + " groups"
                                        + (plan.change() == null ? "" : ", " + plan.change()))
                        .build());
        WaveStart start = WaveStart.of(plan).after(named(plan.wave()).leftPrepared(plan));
        failures.translated(() -> WorkflowClient.start(wave::run, start));
        return new Wave(client, plan.wave(), server);
    }

    /** Sends one message to each receiver of a plan, from the account's worker. Fails when there is none, or when it does not answer in time. */
    public MessageTrial.Result tryMessages(Plan plan) throws CommandFailed {
        TemporalFailures failures = new TemporalFailures(plan.wave(), server);
        requireWorker(plan, failures);
        return new Trial(client, plan, failures, TRIAL).result();
    }

    private void requireWorker(Plan plan, TemporalFailures failures) throws CommandFailed {
        String taskQueue = WorkflowIds.taskQueue(plan.account());
        if (!failures.translated(() -> hasWorker(taskQueue))) {
            throw new CommandFailed(
                    ExitCode.NO_WORKER,
                    "No worker waits on the task queue " + taskQueue + " at " + server
                            + ", so nothing was started: run `cutover worker"
                            + (plan.account() == null ? "" : " --account " + plan.account()) + "` first.");
        }
    }

    private boolean hasWorker(String taskQueue) {
        try {
            Instant heardOf = clock.instant().minus(WORKER_SILENCE);
            return client
                    .getWorkflowServiceStubs()
                    .blockingStub()
                    .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                            .setNamespace(client.getOptions().getNamespace())
                            .setTaskQueue(TaskQueue.newBuilder().setName(taskQueue))
                            .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                            .build())
                    .getPollersList()
                    .stream()
                    .anyMatch(worker -> Timestamps.toMillis(worker.getLastAccessTime()) >= heardOf.toEpochMilli());
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                // The server inside the JVM: who uses it has a worker.
                return true;
            }
            throw failure;
        }
    }

    /** The newest first. */
    public List<WaveEntry> list(int most) throws CommandFailed {
        return new TemporalFailures(null, server).translated(() -> {
            try (Stream<WorkflowExecutionMetadata> found = client.listExecutions(ALL)) {
                return found.flatMap(this::entry).limit(most).toList();
            }
        });
    }

    /** Nothing for a wave that is listed for a while after Temporal has forgotten it. */
    private Stream<WaveEntry> entry(WorkflowExecutionMetadata found) {
        try {
            return Stream.of(kept(found));
        } catch (WorkflowNotFoundException forgotten) {
            return Stream.empty();
        }
    }

    private WaveEntry kept(WorkflowExecutionMetadata found) {
        String name = found.getExecution().getWorkflowId().replaceFirst("^wave:", "");
        Instant startedAt = firstStart(found);
        return switch (found.getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_RUNNING ->
                new WaveEntry(name, WaveOutcome.RUNNING, found.getTaskQueue(), startedAt, null, null);
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> {
                WaveResult result = client.newUntypedWorkflowStub(Target.run(found.getExecution()))
                        .getResult(WaveResult.class);
                yield new WaveEntry(
                        name, result.outcome(), found.getTaskQueue(), startedAt, result.endedAt(), result.counts());
            }
            default ->
                new WaveEntry(
                        name,
                        WaveOutcome.ENDED_WITHOUT_REPORT,
                        found.getTaskQueue(),
                        startedAt,
                        found.getCloseTime(),
                        null);
        };
    }

    /** A wave that has continued as new began with its first run, if that is still kept. */
    private Instant firstStart(WorkflowExecutionMetadata found) {
        String first = found.getFirstRunId();
        if (first == null
                || first.isEmpty()
                || first.equals(found.getExecution().getRunId())) {
            return found.getStartTime();
        }
        try {
            return client.newUntypedWorkflowStub(Target.run(
                            found.getExecution().toBuilder().setRunId(first).build()))
                    .describe()
                    .getStartTime();
        } catch (WorkflowNotFoundException expired) {
            return found.getStartTime();
        }
    }

    @Override
    public void close() {
        close.run();
    }
}
