package dev.cutover.starter.wave;

import com.google.protobuf.util.Timestamps;
import dev.cutover.connection.ConnectionRefused;
import dev.cutover.connection.Identity;
import dev.cutover.connection.TemporalConnection;
import dev.cutover.contract.Account.FoundJobs;
import dev.cutover.contract.Account.ResolvedPlan;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.FoundJob;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.MessageTrial;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.PreflightChecks.CheckRequest;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.SearchValues;
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
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The waves of one namespace of Temporal. */
public final class Waves implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A worker asks for work at least once a minute; Temporal remembers it for five. */
    private static final Duration WORKER_SILENCE = Duration.ofMinutes(2);

    /** A trial of messages takes a minute at most. */
    private static final Duration TRIAL = Duration.ofSeconds(90);

    /** How often a listing is looked at. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final String ALL = "WorkflowType = 'CutoverWave' AND ExecutionStatus != 'ContinuedAsNew'";

    private final WorkflowClient client;
    private final String server;
    private final InstantSource clock;
    private final AttributeRegister register;
    private final Runnable close;
    private KnownAttributes known;

    /** @param server where Temporal is, for messages */
    public Waves(WorkflowClient client, String server, InstantSource clock) {
        this(client, server, clock, null, () -> {});
    }

    /** @param register {@code null}: waves are not made searchable */
    private Waves(
            WorkflowClient client, String server, InstantSource clock, AttributeRegister register, Runnable close) {
        this.register = register;
        this.client = client;
        this.server = server;
        this.clock = clock;
        this.close = close;
    }

    /** As the environment of the terminal says. */
    public static Waves connect(Terminal terminal) throws CommandFailed {
        try {
            TemporalConnection line = TemporalConnection.open(terminal.environment(), Identity.of("cutover"), PATIENCE);
            return new Waves(
                    line.client(), line.describe(), terminal.clock(), new AttributeRegister(line), line::close);
        } catch (ConnectionRefused refused) {
            throw refused(refused);
        }
    }

    static CommandFailed refused(ConnectionRefused refused) {
        return new CommandFailed(
                refused.reason() == ConnectionRefused.Reason.BAD_CONFIGURATION
                        ? ExitCode.WRONG_USAGE
                        : ExitCode.UNREACHABLE,
                refused.getMessage());
    }

    /** The line to Temporal, for what is no wave. */
    public WorkflowClient client() {
        return client;
    }

    /** For messages. */
    public String server() {
        return server;
    }

    /** What keeps new waves from being searched for, in a sentence; empty when nothing does, or when Temporal does not tell. */
    public Optional<String> notSearchable() {
        return known().lacking()
                .map(lacking -> "Waves cannot be searched for in Temporal: its namespace lacks " + lacking
                        + ". `cutover setup` mends it.");
    }

    /** Whether what is started now may be listed by what it is found by. */
    public boolean isSearchable() {
        return known().complete();
    }

    /** Asked once. It keeps nobody from starting a wave, whatever comes of it. */
    private KnownAttributes known() {
        if (known == null) {
            try {
                known = register == null ? KnownAttributes.untold() : register.look();
            } catch (StatusRuntimeException silent) {
                known = KnownAttributes.untold();
            }
        }
        return known;
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
        requireWorker(plan.account(), failures);
        WaveStart start = WaveStart.of(plan)
                .withPreflight()
                .after(LeftPrepared.by(named(plan.wave()), plan))
                .searchable(known().complete());
        CutoverWave wave = client.newWorkflowStub(
                CutoverWave.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(WorkflowIds.wave(plan.wave()))
                        .setTaskQueue(WorkflowIds.taskQueue(plan.account()))
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                        .setTypedSearchAttributes(SearchValues.atStart(start, clock.instant()))
                        .setStaticSummary(
                                plan.size() + " jobs in " + plan.groups().size() + " groups"
                                        + (plan.change() == null ? "" : ", " + plan.change()))
                        .build());
        failures.translated(() -> WorkflowClient.start(wave::run, start));
        return new Wave(client, plan.wave(), server);
    }

    /** Sends one message to each receiver of a plan, from the account's worker. Fails when there is none, or when it does not answer in time. */
    public MessageTrial.Result tryMessages(Plan plan) throws CommandFailed {
        TemporalFailures failures = new TemporalFailures(plan.wave(), server);
        requireWorker(plan.account(), failures);
        return new Trial(client, plan, failures, TRIAL).result();
    }

    /**
     * The jobs of an account that match a query, by name. Fails when no worker answers, or SMC does not.
     *
     * @param account {@code null}: the unnamed one
     * @param progress hears how far it is
     */
    public List<FoundJob> find(String account, JobQuery query, Consumer<String> progress) throws CommandFailed {
        return ask(account, "Inventory", WorkflowIds.inventory(number()), query, FoundJobs.class, progress)
                .jobs();
    }

    /** What a plan selects. Fails when no worker answers, or SMC does not; what is wrong with the selection is a part of the answer. */
    public ResolvedPlan resolve(Plan plan, Consumer<String> progress) throws CommandFailed {
        String id = WorkflowIds.resolution(plan.wave(), number());
        return ask(plan.account(), "Resolution", id, plan, ResolvedPlan.class, progress);
    }

    /** What stands in the way of a plan, as far as it can be known. Fails when no worker answers, or SMC does not. */
    public PreflightReport preflight(Plan plan, boolean probeRights, Consumer<String> progress) throws CommandFailed {
        CheckRequest request = new CheckRequest(plan, probeRights, Plan.MOST_JOBS);
        String id = WorkflowIds.preflight(plan.wave(), number());
        return ask(plan.account(), "Preflight", id, request, PreflightReport.class, progress);
    }

    private <T> T ask(String account, String type, String id, Object about, Class<T> answer, Consumer<String> progress)
            throws CommandFailed {
        TemporalFailures failures = new TemporalFailures(null, server);
        requireWorker(account, failures);
        WorkflowStub workflow = client.newUntypedWorkflowStub(
                type,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(WorkflowIds.taskQueue(account))
                        .setWorkflowExecutionTimeout(Question.LONGEST)
                        .build());
        return new Question(client, failures, progress, LOOK).ask(workflow, about, answer);
    }

    /** Two people who ask at once are asking for two things. */
    private static String number() {
        return UUID.randomUUID().toString();
    }

    /**
     * What an earlier execution of the same plan was carrying out when it was ended by force: what it selected may be in flight, and a selection by
     * state would not find it any more.
     */
    public Optional<Plan> leftBehind(Plan plan) throws CommandFailed {
        Wave wave = named(plan.wave());
        Optional<Plan> before = wave.wasEndedByForce() ? wave.startedWith().map(WaveStart::plan) : Optional.empty();
        if (before.isEmpty()) {
            return Optional.empty();
        }
        List<PlannedGroup> groups = new ArrayList<>();
        for (PlannedGroup group : plan.groups()) {
            groups.add(group.select() == null ? group : group.withJobs(selected(group, before.get())));
        }
        return Optional.of(plan.withGroups(groups));
    }

    private static List<PlannedJob> selected(PlannedGroup group, Plan before) throws CommandFailed {
        return before.groups().stream()
                .filter(one -> one.name().equals(group.name()) && group.select().means(one.select()))
                .findFirst()
                .map(PlannedGroup::jobs)
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.REFUSED,
                        "Wave " + before.wave()
                                + " was ended by force, and something of it may still be in flight; its group "
                                + group.name()
                                + " did not select as this plan does. Start it again with the selection that it had, or give this"
                                + " plan another name (--wave) once you know that nothing is."));
    }

    /** Fails when nobody would take what is started for an account. */
    public void requireWorker(String account) throws CommandFailed {
        requireWorker(account, new TemporalFailures(null, server));
    }

    /** Whether somebody would take it. */
    public boolean hasWorker(String account) throws CommandFailed {
        return new TemporalFailures(null, server).translated(() -> isServed(WorkflowIds.taskQueue(account)));
    }

    private void requireWorker(String account, TemporalFailures failures) throws CommandFailed {
        String taskQueue = WorkflowIds.taskQueue(account);
        if (!failures.translated(() -> isServed(taskQueue))) {
            throw new CommandFailed(
                    ExitCode.NO_WORKER,
                    "No worker waits on the task queue " + taskQueue + " at " + server
                            + ", so nothing was started: run `cutover worker"
                            + (account == null ? "" : " --account " + account) + "` first.");
        }
    }

    private boolean isServed(String taskQueue) {
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
