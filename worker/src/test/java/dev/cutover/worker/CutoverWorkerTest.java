package dev.cutover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Converter;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CutoverWorkerTest {

    private TestWorkflowEnvironment environment;

    @BeforeEach
    void open() {
        environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Converter.dataConverter())
                        .build())
                .build());
    }

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void the_limits_of_one_worker() {
        WorkerOptions worker = CutoverWorker.workerOptions();
        assertThat(worker.getMaxConcurrentActivityExecutionSize()).isEqualTo(500);
        assertThat(worker.getMaxConcurrentWorkflowTaskExecutionSize()).isEqualTo(100);
        assertThat(worker.getMaxConcurrentActivityTaskPollers()).isEqualTo(10);
        assertThat(worker.getMaxConcurrentWorkflowTaskPollers()).isEqualTo(10);
        assertThat(worker.getDefaultDeadlockDetectionTimeout()).isEqualTo(5_000);
        assertThat(worker.getDefaultHeartbeatThrottleInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(worker.getMaxHeartbeatThrottleInterval()).isEqualTo(Duration.ofSeconds(1));
        WorkerFactoryOptions factory = CutoverWorker.factoryOptions();
        assertThat(factory.getWorkflowCacheSize()).isEqualTo(500);
        assertThat(factory.getMaxWorkflowThreadCount()).isEqualTo(1_500);
    }

    @Test
    void a_call_finds_a_slot_while_250_others_only_look() {
        Crowd crowd = new Crowd(250);
        try (CutoverWorker worker = start(crowd)) {
            assertThat(deed(worker).run(250)).isEqualTo("called");
        }
    }

    @Test
    void what_is_under_way_may_leave_its_notes_and_end() throws Exception {
        Noting noting = new Noting();
        CutoverWorker worker = start(noting);
        WorkflowClient.start(deed(worker)::run, 0);
        noting.started.await();
        CompletableFuture<Boolean> closed = CompletableFuture.supplyAsync(() -> worker.close(Duration.ofSeconds(30)));
        while (!worker.isStopping()) {
            Thread.onSpinWait();
        }
        noting.stopping.countDown();
        assertThat(closed.get()).isTrue();
        assertThat(noting.noted).isTrue();
    }

    @Test
    void what_does_not_end_is_interrupted() throws Exception {
        Stuck stuck = new Stuck();
        CutoverWorker worker = start(stuck);
        WorkflowClient.start(deed(worker)::run, 0);
        stuck.started.await();
        assertThat(worker.close(Duration.ofMillis(100))).isFalse();
        stuck.interrupted.await();
    }

    @Test
    void an_account_has_a_queue_of_its_own_and_closing_twice_is_allowed() {
        CutoverWorker worker = CutoverWorker.start(
                environment.getWorkflowClient(), "prod", List.of(DeedRunner.class), List.of(new Crowd(0)));
        assertThat(worker.taskQueue()).isEqualTo("cutover-prod");
        worker.close();
        assertThat(worker.close(Duration.ZERO)).isTrue();
    }

    private CutoverWorker start(Deeds deeds) {
        return CutoverWorker.start(environment.getWorkflowClient(), null, List.of(DeedRunner.class), List.of(deeds));
    }

    private DeedFlow deed(CutoverWorker worker) {
        return environment
                .getWorkflowClient()
                .newWorkflowStub(
                        DeedFlow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(worker.taskQueue())
                                .build());
    }

    /** As many looks as asked for, and one call. */
    @WorkflowInterface
    public interface DeedFlow {
        @WorkflowMethod
        String run(int looks);
    }

    public static final class DeedRunner implements DeedFlow {
        @Override
        public String run(int looks) {
            Deeds deeds = Workflow.newActivityStub(
                    Deeds.class,
                    ActivityOptions.newBuilder()
                            .setStartToCloseTimeout(Duration.ofHours(1))
                            .build());
            for (int i = 0; i < looks; i++) {
                Async.procedure(deeds::look);
            }
            return deeds.call();
        }
    }

    /** What stands for the activities. */
    @ActivityInterface
    public interface Deeds {
        void look();

        String call();
    }

    /** Whoever looks stays until all are there and the call was made. */
    static final class Crowd implements Deeds {

        private final CountDownLatch there;
        private final CountDownLatch called = new CountDownLatch(1);

        Crowd(int looks) {
            there = new CountDownLatch(looks);
        }

        @Override
        public void look() {
            there.countDown();
            await(called);
        }

        @Override
        public String call() {
            await(there);
            called.countDown();
            return "called";
        }
    }

    /** Leaves its notes when the worker stops already. */
    static final class Noting implements Deeds {

        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch stopping = new CountDownLatch(1);
        private volatile boolean noted;

        @Override
        public void look() {}

        @Override
        public String call() {
            started.countDown();
            await(stopping);
            Activity.getExecutionContext().heartbeat("what became of the call");
            noted = true;
            return "called";
        }
    }

    /** Hears nothing but an interruption. */
    static final class Stuck implements Deeds {

        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);

        @Override
        public void look() {}

        @Override
        public String call() {
            started.countDown();
            try {
                new CountDownLatch(1).await();
                return "never";
            } catch (InterruptedException told) {
                interrupted.countDown();
                throw new IllegalStateException(told);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException told) {
            throw new IllegalStateException(told);
        }
    }
}
