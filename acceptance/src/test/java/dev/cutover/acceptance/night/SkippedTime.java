package dev.cutover.acceptance.night;

import dev.cutover.contract.Converter;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A Temporal in this process whose time is skipped while somebody lets it pass, and stands still (but for the wall's) else.
 *
 * <p>Undoes a fault of the in-JVM server (1.38.0): an activity that is cancelled while it backs off locks its time for good when it would have been
 * due; so does a child that closes after the run that started it. Nobody is at work then, and the time that should be skipped keeps step with the
 * wall's: then it is unlocked once more.
 */
final class SkippedTime implements InstantSource, AutoCloseable {

    private static final Duration ROUND = Duration.ofMillis(20);
    private static final int STUCK_AFTER = 12;
    private static final int MOST_ROUNDS = 50;

    /** A task that seems to be in the worker's hands: not every end of one is told. */
    private static final int STUCK_AT_WORK_AFTER = 100;

    private final Traffic traffic = new Traffic();
    private final TestWorkflowEnvironment temporal;
    private final WorkflowClient client;
    private final TestServiceGrpc.TestServiceBlockingStub server;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> watch;
    private volatile boolean passing;
    private long virtualBefore;
    private long messagesBefore;
    private int roundsInStep;
    private final AtomicInteger unlocked = new AtomicInteger();

    SkippedTime(Instant begin) {
        temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setInitialTime(begin)
                .setWorkflowServiceStubsOptions(WorkflowServiceStubsOptions.newBuilder()
                        .setGrpcClientInterceptors(List.of(traffic))
                        .build())
                .build());
        // Not the environment's own client: that one lets time pass whenever it waits for a result.
        client = WorkflowClient.newInstance(
                temporal.getWorkflowServiceStubs(),
                WorkflowClientOptions.newBuilder()
                        .setNamespace(temporal.getNamespace())
                        .setDataConverter(Converter.dataConverter())
                        .build());
        server = TestServiceGrpc.newBlockingStub(
                temporal.getWorkflowServiceStubs().getRawChannel());
        watch = rounds.scheduleWithFixedDelay(
                this::unlockWhenStuck, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    WorkflowClient client() {
        return client;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(temporal.currentTimeMillis());
    }

    /** Lets time pass until then. */
    void passUntil(Instant then) {
        Duration left = Duration.between(instant(), then);
        if (left.isNegative() || left.isZero()) {
            return;
        }
        passing = true;
        temporal.sleep(left);
        passing = false;
    }

    /** Waits on the wall until the worker is through with what is due now. */
    void awaitQuiet() {
        long before = -1;
        for (int round = 0; round < MOST_ROUNDS && (before != traffic.messages() || !traffic.isQuiet()); round++) {
            before = traffic.messages();
            LockSupport.parkNanos(ROUND.toNanos());
        }
    }

    private void unlockWhenStuck() {
        if (!passing) {
            roundsInStep = 0;
            return;
        }
        long virtual = temporal.currentTimeMillis();
        long messages = traffic.messages();
        boolean inStep = virtual - virtualBefore < 10 * ROUND.toMillis() && messages == messagesBefore;
        virtualBefore = virtual;
        messagesBefore = messages;
        roundsInStep = inStep ? roundsInStep + 1 : 0;
        if (roundsInStep >= (traffic.isQuiet() ? STUCK_AFTER : STUCK_AT_WORK_AFTER)) {
            roundsInStep = 0;
            traffic.forget();
            unlocked.incrementAndGet();
            server.unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
        }
    }

    int unlocked() {
        return unlocked.get();
    }

    @Override
    public void close() {
        watch.cancel(true);
        rounds.shutdownNow();
        temporal.close();
    }
}
