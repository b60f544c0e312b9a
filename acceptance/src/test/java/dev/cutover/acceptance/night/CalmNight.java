package dev.cutover.acceptance.night;

import dev.cutover.activities.CutoverRunsImpl;
import dev.cutover.activities.ReplicationJobsImpl;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.HookResult;
import dev.cutover.contract.UserHooks;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.simulator.Simulator;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.smc.AccessKey;
import dev.cutover.smc.SmcClient;
import dev.cutover.smc.SmcSettings;
import dev.cutover.workflows.cutover.JobCutoverImpl;
import dev.cutover.workflows.wave.CutoverWaveImpl;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Plays a {@link CalmDraft} in skipped time: the real workflows, activities and client against the real simulator. */
final class CalmNight implements AutoCloseable {

    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Duration NEVER = Duration.ofDays(3);

    private final CalmDraft draft;
    private final SkippedTime time = new SkippedTime(Draft.BEGIN);
    private final Simulator simulator;
    private final SmcClient client;
    private final WorkerFactory factory;

    CalmNight(CalmDraft draft) throws IOException {
        this.draft = draft;
        SimulatorOptions options = SimulatorOptions.defaults();
        simulator = Simulator.start(options, draft.servers(), List.of(), time);
        client = new SmcClient(
                SmcSettings.at(simulator.endpoint()), () -> AccessKey.of(options.keyId(), options.keySecret()), time);
        factory = WorkerFactory.newInstance(time.client());
        Worker worker = factory.newWorker(WorkflowIds.taskQueue(null));
        worker.registerWorkflowImplementationTypes(CutoverWaveImpl.class, JobCutoverImpl.class);
        worker.registerActivitiesImplementations(
                new ReplicationJobsImpl(
                        client, time, () -> TimeUnit.MILLISECONDS.toNanos(time.millis()), Duration.ZERO),
                new CutoverRunsImpl(time.client(), time),
                new HooksThatTakeTheirTime());
        factory.start();
    }

    WaveResult play() {
        CutoverWave wave = time.client()
                .newWorkflowStub(
                        CutoverWave.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(WorkflowIds.taskQueue(null))
                                .setWorkflowId(WorkflowIds.wave(draft.plan().wave()))
                                .build());
        WorkflowClient.start(wave::run, WaveStart.of(draft.plan()));
        WorkflowStub untyped = time.client()
                .newUntypedWorkflowStub(WorkflowIds.wave(draft.plan().wave()));
        for (Instant next = Draft.BEGIN.plus(STEP); isRunning(untyped); next = next.plus(STEP)) {
            if (next.isAfter(Draft.BEGIN.plus(NEVER))) {
                throw new AssertionError("the wave does not end: " + wave.progress());
            }
            time.passUntil(next);
        }
        return untyped.getResult(WaveResult.class);
    }

    private static boolean isRunning(WorkflowStub wave) {
        return wave.describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    /** Each takes exactly as long as its plan expects it to. */
    private static final class HooksThatTakeTheirTime implements UserHooks {
        @Override
        public HookResult run(HookRequest request) {
            if (Activity.getExecutionContext().getInfo().getAttempt() > 1) {
                return new HookResult("done");
            }
            throw ApplicationFailure.newBuilder()
                    .setType(FailureKind.NOT_YET.name())
                    .setMessage("it goes on")
                    .setNextRetryDelay(request.hook().expectedDuration())
                    .build();
        }
    }

    @Override
    public void close() {
        factory.shutdownNow();
        time.close();
        client.close();
        simulator.close();
    }
}
