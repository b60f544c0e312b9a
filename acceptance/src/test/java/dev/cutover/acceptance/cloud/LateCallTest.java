package dev.cutover.acceptance.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.activities.ReplicationJobsImpl;
import dev.cutover.contract.Converter;
import dev.cutover.contract.Evidence;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.ReplicationJobs;
import dev.cutover.contract.ReplicationJobs.CallRequest;
import dev.cutover.contract.ReplicationJobs.CallResult;
import dev.cutover.contract.ReplicationJobs.Verdict;
import dev.cutover.simulator.LedgerEntry;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.Simulator;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.smc.AccessKey;
import dev.cutover.smc.SmcClient;
import dev.cutover.smc.SmcSettings;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker that stands still between its note and the wire, and wakes up when the last start has passed: the wire stays silent. */
@Timeout(60)
@DisplayName("a call that was about to leave")
class LateCallTest {

    private static final Instant OPENS = Instant.parse("2026-11-28T01:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(30);
    private static final String CALL = "CutOverReplicationJob";

    private volatile Instant now = OPENS;
    private volatile Duration stall = Duration.ZERO;
    private int keys;

    private Simulator simulator;
    private SmcClient smc;
    private TestActivityEnvironment temporal;
    private ReplicationJobs jobs;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(
                SimulatorOptions.defaults(), List.of(SimulatedJob.waiting("j-1", "web-01")), List.of(), () -> now);
        smc = new SmcClient(SmcSettings.at(simulator.endpoint()), this::key, () -> now);
        temporal = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Converter.dataConverter())
                        .build())
                .build());
        temporal.registerActivitiesImplementations(new ReplicationJobsImpl(smc, () -> now, this::ticker));
        jobs = temporal.newActivityStub(
                ReplicationJobs.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .setRetryOptions(
                                RetryOptions.newBuilder().setMaximumAttempts(1).build())
                        .build());
    }

    @AfterEach
    void stop() {
        temporal.close();
        smc.close();
        simulator.close();
    }

    /** The first key signs the look, the second one the call, which is noted by then: that is where the worker stands still. */
    private AccessKey key() {
        if (++keys == 2) {
            now = now.plus(stall);
        }
        return AccessKey.of("simulator", "simulator");
    }

    private long ticker() {
        return Duration.between(OPENS, now).toNanos();
    }

    private CallResult call() {
        return jobs.cutOver(new CallRequest(
                new JobId("j-1"),
                true,
                Evidence.none(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                10,
                false,
                OPENS.plus(WINDOW)));
    }

    private List<LedgerEntry> calls() {
        return simulator.ledger().stream()
                .filter(entry -> entry.operation().equals(CALL))
                .toList();
    }

    @ParameterizedTest(name = "leaves {0} before the last start after it stood still for {1}")
    @CsvSource({"PT1M, PT0S", "PT20S, PT19.999S", "PT20S, PT20S"})
    void inTime(Duration before, Duration standsStill) {
        now = OPENS.plus(WINDOW).minus(before);
        stall = standsStill;
        assertThat(call().verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(calls())
                .singleElement()
                .satisfies(call -> assertThat(Instant.parse(call.at())).isBeforeOrEqualTo(OPENS.plus(WINDOW)));
    }

    @ParameterizedTest(name = "does not leave {0} before the last start after it stood still for {1}")
    @CsvSource({"PT20S, PT20.001S", "PT20S, PT25S", "PT20S, PT4H", "PT0S, PT0.001S", "PT-0.001S, PT0S"})
    void tooLate(Duration before, Duration standsStill) {
        now = OPENS.plus(WINDOW).minus(before);
        stall = standsStill;
        ApplicationFailure failure = (ApplicationFailure)
                catchThrowableOfType(ActivityFailure.class, this::call).getCause();
        assertThat(failure.getType()).isEqualTo(FailureKind.TOO_LATE.name());
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getDetails().get(0, Evidence.class)).isEqualTo(Evidence.none());
        assertThat(calls()).isEmpty();
        assertThat(simulator.status("j-1")).isEqualTo("Waiting");
    }
}
