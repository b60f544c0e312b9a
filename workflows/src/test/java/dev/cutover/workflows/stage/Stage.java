package dev.cutover.workflows.stage;

import dev.cutover.contract.Converter;
import dev.cutover.contract.CutoverProgress;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.ExtendAction;
import dev.cutover.contract.JobCutover;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.Plan;
import dev.cutover.contract.ScheduledWave;
import dev.cutover.contract.SearchAttribute;
import dev.cutover.contract.SearchValues;
import dev.cutover.contract.SetAction;
import dev.cutover.contract.StepAction;
import dev.cutover.contract.WaveAction;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.workflows.cutover.JobCutoverImpl;
import dev.cutover.workflows.errands.MessageTrialImpl;
import dev.cutover.workflows.errands.PreflightImpl;
import dev.cutover.workflows.errands.ScheduledWaveImpl;
import dev.cutover.workflows.wave.CutoverWaveImpl;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One test's engine, worker and cloud, in skipped time. */
public final class Stage implements AutoCloseable {

    public static final String TASK_QUEUE = "cutover";

    public final FakeSmc smc;
    public final FakeRuns runs;
    public final FakeHooks hooks;
    public final FakeMessages messages;
    public final FakeChecks checks;
    public final FakeNights nights = new FakeNights();
    public final FakeTasks.Impl tasks = new FakeTasks.Impl();
    private final TestWorkflowEnvironment temporal;
    private final Orphans orphans;
    private final Instant beganAt;

    public Stage() {
        this(JobCutoverImpl.class);
    }

    public Stage(Class<? extends JobCutover> cutovers) {
        Pulse pulse = new Pulse();
        temporal = environment(pulse);
        smc = new FakeSmc(this::now);
        runs = new FakeRuns(temporal.getWorkflowClient(), smc);
        Worker worker = temporal.newWorker(TASK_QUEUE);
        hooks = new FakeHooks(this::now);
        messages = new FakeMessages(this::now);
        checks = new FakeChecks(this::now);
        worker.registerWorkflowImplementationTypes(
                CutoverWaveImpl.class, MessageTrialImpl.class, PreflightImpl.class, ScheduledWaveImpl.class, cutovers);
        worker.registerActivitiesImplementations(smc, runs, hooks, messages, checks, nights);
        temporal.newWorker(FakeTasks.TASK_QUEUE).registerActivitiesImplementations(tasks);
        temporal.registerSearchAttribute(ScheduledWave.NOMINAL_TIME, IndexedValueType.INDEXED_VALUE_TYPE_DATETIME);
        temporal.start();
        orphans = new Orphans(temporal.getWorkflowClient(), this::now, pulse::attempts);
        beganAt = now();
    }

    public static TestWorkflowEnvironment environment(WorkerInterceptor... interceptors) {
        return TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(interceptors)
                        .build())
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Converter.dataConverter())
                        .build())
                .build());
    }

    public Instant now() {
        return Instant.ofEpochMilli(temporal.currentTimeMillis());
    }

    /** That long after the test began. */
    public Instant at(Duration sinceBeginning) {
        return beganAt.plus(sinceBeginning);
    }

    public Duration elapsed() {
        return Duration.between(beganAt, now());
    }

    public void pass(Duration time) {
        orphans.waiting(true);
        temporal.sleep(time);
        orphans.waiting(false);
    }

    /** Lets time pass until it is so; half a minute at a time, and not for more than two days. */
    public void passUntil(BooleanSupplier isSo) {
        for (int step = 0; step < 5_760; step++) {
            if (isSo.getAsBoolean()) {
                return;
            }
            pass(Duration.ofSeconds(30));
        }
        throw new AssertionError("it never came to be");
    }

    public Running start(Plan plan) {
        return start(WaveStart.of(plan));
    }

    public Running start(WaveStart start) {
        CutoverWave wave = client().newWorkflowStub(
                        CutoverWave.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TASK_QUEUE)
                                .setWorkflowId(WorkflowIds.wave(start.plan().wave()))
                                .setTypedSearchAttributes(SearchValues.atStart(start, now()))
                                .build());
        WorkflowExecution execution = WorkflowClient.start(wave::run, start);
        orphans.follow(execution);
        return new Running(start.plan().wave(), execution.getRunId());
    }

    /** From now on its namespace knows the attributes of waves. */
    public void registerAttributes() {
        for (SearchAttribute one : SearchAttribute.values()) {
            temporal.registerSearchAttribute(one.attribute(), one.type());
        }
    }

    /** As a schedule starts it. */
    public Scheduled schedule(Plan nightly, Instant nominal) {
        WorkflowStub stub = client().newUntypedWorkflowStub(
                        ScheduledWave.class.getSimpleName(),
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TASK_QUEUE)
                                .setWorkflowId(WorkflowIds.scheduled(nightly.wave()) + "-" + nominal)
                                .setTypedSearchAttributes(SearchAttributes.newBuilder()
                                        .set(
                                                SearchAttributeKey.forOffsetDateTime(ScheduledWave.NOMINAL_TIME),
                                                nominal.atOffset(ZoneOffset.UTC))
                                        .build())
                                .build());
        orphans.follow(stub.start(nightly));
        return new Scheduled(stub);
    }

    /** One start of a schedule. */
    public final class Scheduled {

        public final WorkflowStub stub;

        public Scheduled(WorkflowStub stub) {
            this.stub = stub;
        }

        public ScheduledWave.Result result() {
            orphans.waiting(true);
            try {
                return stub.getResult(ScheduledWave.Result.class);
            } finally {
                orphans.waiting(false);
            }
        }

        /** How it failed. */
        public ApplicationFailure failure() {
            try {
                throw new AssertionError("it ended well: " + result());
            } catch (WorkflowFailedException failed) {
                return (ApplicationFailure) failed.getCause();
            }
        }
    }

    public WorkflowClient client() {
        return temporal.getWorkflowClient();
    }

    /** One wave under way. */
    public final class Running {

        final String id;
        public final String firstRun;

        private Running(String wave, String firstRun) {
            this.id = WorkflowIds.wave(wave);
            this.firstRun = firstRun;
        }

        public CutoverWave stub() {
            return client().newWorkflowStub(CutoverWave.class, id);
        }

        public WorkflowStub untyped() {
            return client().newUntypedWorkflowStub(id);
        }

        public WaveResult result() {
            orphans.waiting(true);
            try {
                return untyped().getResult(WaveResult.class);
            } finally {
                orphans.waiting(false);
            }
        }

        public WaveProgress progress() {
            return stub().progress();
        }

        public WorkflowExecutionStatus status() {
            return untyped().describe().getStatus();
        }

        public List<JobLine> lines() {
            List<JobLine> lines = new ArrayList<>();
            JobPage page = stub().jobs(1);
            lines.addAll(page.jobs());
            for (int next = 2; next <= page.pages(); next++) {
                lines.addAll(stub().jobs(next).jobs());
            }
            return lines;
        }

        public JobLine line(String job) {
            return lines().stream()
                    .filter(line -> line.job().value().equals(job))
                    .findFirst()
                    .orElseThrow();
        }

        /** An update needs its turn as all else does, and that may need time to go on. */
        private void act(Runnable update) {
            orphans.waiting(true);
            try {
                update.run();
            } finally {
                orphans.waiting(false);
            }
        }

        public void hold() {
            act(() -> stub().hold(action()));
        }

        public void resume() {
            act(() -> stub().resume(action()));
        }

        public void drain() {
            act(() -> stub().drain(action()));
        }

        public void skip(String... jobs) {
            act(() -> stub().skip(action(jobs)));
        }

        public void markDone(String... jobs) {
            act(() -> stub().markDone(action(jobs)));
        }

        public void approve(String group) {
            act(() -> stub().approve(new StepAction("ada@ops", "because", group, null)));
        }

        public void confirm(String group) {
            act(() -> stub().confirm(new StepAction("ada@ops", "because", group, null)));
        }

        public void extend(Instant lastStart, Instant closes) {
            act(() -> stub().extend(new ExtendAction("ada@ops", "because", lastStart, closes)));
        }

        public void setSlots(int maxConcurrent) {
            act(() -> stub().set(new SetAction("ada@ops", "because", maxConcurrent)));
        }

        public GroupProgress group(String name) {
            return progress().groups().stream()
                    .filter(group -> group.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        public void restart(String... jobs) {
            JobsAction action = action(jobs);
            act(() -> stub().retry(new JobsAction(
                    action.actor(), action.reason(), action.target(), action.jobs(), true, false)));
        }

        public void retry(String... jobs) {
            act(() -> stub().retry(action(jobs)));
        }

        /** Whether it has continued as new. Asked of the newest run: a closed one may lack its last events in the in-JVM server (1.38.0). */
        public boolean hasContinued() {
            return !untyped().describe().getExecution().getRunId().equals(firstRun);
        }

        /** From its first run to its newest. */
        public List<WorkflowExecutionHistory> histories() {
            List<WorkflowExecutionHistory> histories = new ArrayList<>();
            String run = firstRun;
            while (!run.isEmpty()) {
                WorkflowExecutionHistory history = client().fetchHistory(id, run);
                histories.add(history);
                run = history.getLastEvent().hasWorkflowExecutionContinuedAsNewEventAttributes()
                        ? history.getLastEvent()
                                .getWorkflowExecutionContinuedAsNewEventAttributes()
                                .getNewExecutionRunId()
                        : "";
            }
            return histories;
        }

        public List<HistoryEvent> events() {
            return histories().stream()
                    .flatMap(history -> history.getEvents().stream())
                    .toList();
        }
    }

    public static WaveAction action() {
        return new WaveAction("ada@ops", "because");
    }

    public static JobsAction action(String... jobs) {
        return new JobsAction(
                "ada@ops",
                "because",
                String.join(" ", jobs),
                Arrays.stream(jobs).map(JobId::new).toList(),
                false,
                false);
    }

    public WorkflowStub cutover(String job) {
        return client().newUntypedWorkflowStub(WorkflowIds.cutover(new JobId(job)));
    }

    public CutoverResult cutoverResult(String job) {
        return cutover(job).getResult(CutoverResult.class);
    }

    public CutoverProgress cutoverProgress(String job) {
        return client().newWorkflowStub(JobCutover.class, WorkflowIds.cutover(new JobId(job)))
                .progress();
    }

    public WorkflowExecutionHistory cutoverHistory(String job) {
        return client().fetchHistory(WorkflowIds.cutover(new JobId(job)));
    }

    @Override
    public void close() {
        orphans.close();
        temporal.close();
    }
}
