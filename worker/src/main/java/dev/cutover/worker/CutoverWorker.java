package dev.cutover.worker;

import dev.cutover.activities.AccountImpl;
import dev.cutover.activities.CutoverRunsImpl;
import dev.cutover.activities.MessagesImpl;
import dev.cutover.activities.NightsImpl;
import dev.cutover.activities.PreflightChecksImpl;
import dev.cutover.activities.ReplicationJobsImpl;
import dev.cutover.activities.UserHooksImpl;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.smc.Smc;
import dev.cutover.workflows.cutover.JobCutoverImpl;
import dev.cutover.workflows.errands.InventoryImpl;
import dev.cutover.workflows.errands.MessageTrialImpl;
import dev.cutover.workflows.errands.PreflightImpl;
import dev.cutover.workflows.errands.ResolutionImpl;
import dev.cutover.workflows.errands.ScheduledWaveImpl;
import dev.cutover.workflows.wave.CutoverWaveImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Takes the work of one account: all workflows and activities, from the start until it is closed. */
public final class CutoverWorker implements AutoCloseable {

    /** For what is under way when the worker is told to stop: longer than one call to SMC may take. */
    public static final Duration GOODBYE = Duration.ofSeconds(30);

    /** A program of a hook that is interrupted has ten seconds to end, and is killed then. */
    private static final Duration AFTER_INTERRUPTION = Duration.ofSeconds(15);

    /**
     * Activities at a time: the watches of a large wave (40), 200 cutovers being followed, the calls themselves, and as much again, so that
     * a call never queues behind those who only look, even when SMC takes its time over every look.
     */
    static final int ACTIVITIES = 500;

    /** They only think: more of them than this wait for the processor, not for a slot. */
    static final int WORKFLOW_TASKS = 100;

    /** A wave and its cutovers in flight stay in memory; others are read again from their history. */
    static final int CACHED_WORKFLOWS = 500;

    /** A cached workflow holds a thread, and more while a signal or an update is handled. */
    static final int WORKFLOW_THREADS = 1_500;

    /** On a beat hundreds of activities are due at once. */
    static final int POLLERS = 10;

    /** A second, the engine's default, is shorter than a pause of a small machine under load. */
    static final Duration DEADLOCK = Duration.ofSeconds(5);

    /** The note "about to call" reaches the server soon, so that a crash seldom has to count as "perhaps sent". */
    static final Duration NOTES = Duration.ofSeconds(1);

    private final WorkerFactory factory;
    private final String taskQueue;

    private CutoverWorker(WorkerFactory factory, String taskQueue) {
        this.factory = factory;
        this.taskQueue = taskQueue;
    }

    /** The same with no programs and no secrets for hooks. */
    public static CutoverWorker start(
            WorkflowClient client, String account, Smc smc, InstantSource clock, LongSupplier ticker) {
        return start(client, account, smc, clock, ticker, HookSettings.none());
    }

    /**
     * Starts to work.
     *
     * @param client with the converter of the contract; stays open, and is not closed here
     * @param account names the task queue, or {@code null}
     * @param clock of the calls to SMC and the beats
     * @param ticker nanoseconds that only ever grow, for how long something has lasted
     * @param hooks what hooks and messages may use of this machine
     * @throws io.grpc.StatusRuntimeException when Temporal does not answer
     */
    public static CutoverWorker start(
            WorkflowClient client,
            String account,
            Smc smc,
            InstantSource clock,
            LongSupplier ticker,
            HookSettings hooks) {
        return start(
                client,
                account,
                List.of(
                        CutoverWaveImpl.class,
                        JobCutoverImpl.class,
                        MessageTrialImpl.class,
                        InventoryImpl.class,
                        ResolutionImpl.class,
                        PreflightImpl.class,
                        ScheduledWaveImpl.class),
                List.of(
                        new ReplicationJobsImpl(smc, clock, ticker),
                        new AccountImpl(smc, clock),
                        new CutoverRunsImpl(client, clock),
                        new NightsImpl(),
                        new UserHooksImpl(hooks.programs(), hooks.environment(), ticker),
                        new MessagesImpl(hooks.environment(), clock),
                        new PreflightChecksImpl(smc, client, clock)));
    }

    static CutoverWorker start(
            WorkflowClient client, String account, List<Class<?>> workflows, List<Object> activities) {
        WorkerFactory factory = WorkerFactory.newInstance(client, factoryOptions());
        String taskQueue = WorkflowIds.taskQueue(account);
        Worker worker = factory.newWorker(taskQueue, workerOptions());
        worker.registerWorkflowImplementationTypes(workflows.toArray(Class<?>[]::new));
        worker.registerActivitiesImplementations(activities.toArray());
        CutoverWorker started = new CutoverWorker(factory, taskQueue);
        try {
            factory.start();
        } catch (RuntimeException failure) {
            started.close(Duration.ZERO);
            throw failure;
        }
        return started;
    }

    static WorkerFactoryOptions factoryOptions() {
        return WorkerFactoryOptions.newBuilder()
                .setWorkflowCacheSize(CACHED_WORKFLOWS)
                .setMaxWorkflowThreadCount(WORKFLOW_THREADS)
                .setWorkerInterceptors(new StoryInterceptor())
                .build();
    }

    /** Fixed slots and pollers: how many are needed is known, and a server before 1.28 cannot scale pollers. */
    static WorkerOptions workerOptions() {
        return WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(ACTIVITIES)
                .setMaxConcurrentWorkflowTaskExecutionSize(WORKFLOW_TASKS)
                .setMaxConcurrentActivityTaskPollers(POLLERS)
                .setMaxConcurrentWorkflowTaskPollers(POLLERS)
                .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis())
                .setDefaultHeartbeatThrottleInterval(NOTES)
                .setMaxHeartbeatThrottleInterval(NOTES)
                // An attempt that ends while the worker stops leaves its notes all the same: no call is told that
                // never was.
                .setAllowActivityHeartbeatDuringShutdown(true)
                .build();
    }

    public String taskQueue() {
        return taskQueue;
    }

    /** Whether it takes no new work any more. */
    boolean isStopping() {
        return factory.isShutdown();
    }

    /** {@link #close(Duration)} with {@link #GOODBYE}. */
    @Override
    public void close() {
        close(GOODBYE);
    }

    /**
     * Takes no new work, waits for what is under way, and interrupts what is left.
     *
     * @return whether all of it ended by itself; what was interrupted is tried again by another worker
     */
    public boolean close(Duration patience) {
        factory.shutdown();
        factory.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        boolean byItself = factory.isTerminated();
        if (!byItself) {
            factory.shutdownNow();
            factory.awaitTermination(AFTER_INTERRUPTION.toMillis(), TimeUnit.MILLISECONDS);
        }
        return byItself;
    }
}
