package dev.cutover.acceptance.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Converter;
import dev.cutover.contract.Finding;
import dev.cutover.contract.Finding.About;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.FindingKind.Severity;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Outlook.JobLeft;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.contract.Preflight;
import dev.cutover.contract.PreflightChecks.CheckRequest;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Window;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.LedgerEntry;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.Simulator;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.smc.AccessKey;
import dev.cutover.smc.Credentials;
import dev.cutover.smc.SmcClient;
import dev.cutover.smc.SmcSettings;
import dev.cutover.worker.CutoverWorker;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A preflight through worker, client and wire against an account with one job of every kind of trouble. */
class PreflightTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration RUN = Duration.ofMinutes(10);

    private final List<SimulatedJob> cloud = new ArrayList<>();
    private final List<PlannedJob> planned = new ArrayList<>();
    private final Map<FindingKind, List<String>> expected = new TreeMap<>();
    private TestWorkflowEnvironment temporal;
    private WorkflowClient client;

    @BeforeEach
    void open() {
        temporal = TestWorkflowEnvironment.newInstance(
                TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
        client = WorkflowClient.newInstance(
                temporal.getWorkflowServiceStubs(),
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(Converter.dataConverter())
                        .build());
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    private static SimulatedJob healthy(String name) {
        return SimulatedJob.waiting("j-" + name, name).withPastRuns(DAY, RUN, RUN);
    }

    /** A job whose only trouble this is. */
    private void add(SimulatedJob job, FindingKind trouble) {
        cloud.add(job);
        plan(job.id(), job.name(), null);
        expected.computeIfAbsent(trouble, none -> new ArrayList<>()).add(job.name());
    }

    /** With an after-hook that boots what the cutover leaves. */
    private void plan(String id, String name, Boolean syncData) {
        Hook boot = new Hook(
                new Hook.Http("https://ops.example/boot", null, null),
                null,
                null,
                null,
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                null);
        planned.add(new PlannedJob(new JobId(id), name, syncData, null, null, new Hooks(null, boot, null)));
    }

    private void fill() {
        cloud.add(healthy("well"));
        plan("j-well", "well", null);
        plan("j-missing", "missing", null);
        expected.put(FindingKind.JOB_MISSING, List.of("missing"));
        add(healthy("one-off").withRunOnce(), FindingKind.JOB_ONE_OFF);
        add(healthy("in-error").withStatus("InError"), FindingKind.JOB_IN_ERROR);
        add(healthy("paused").withStatus("Stopped"), FindingKind.JOB_STOPPED);
        add(healthy("finished").withStatus("Finished"), FindingKind.ALREADY_FINISHED);
        add(healthy("expired").withStatus("Expired"), FindingKind.JOB_EXPIRED);
        add(healthy("deleting").withStatus("Deleting"), FindingKind.JOB_DELETING);
        add(healthy("expires").expiringIn(Duration.ofHours(3)), FindingKind.EXPIRES_TOO_SOON);
        add(healthy("offline").withSourceState("Unavailable"), FindingKind.SOURCE_OFFLINE);
        add(healthy("dozing").withSourceState("Dozing"), FindingKind.SOURCE_UNKNOWN);
        add(healthy("runs").withRuns(Duration.ofHours(2), RUN, DAY), FindingKind.RUN_IN_WINDOW);
        add(SimulatedJob.waiting("j-young", "young"), FindingKind.NO_PAST_RUNS);
        // The simulator gives past runs only to jobs that begin as Waiting.
        expected.put(FindingKind.NO_PAST_RUNS, List.of("in-error", "paused", "young"));
        cloud.add(SimulatedJob.waiting("j-other", "web-99").withPastRuns(DAY, RUN, RUN));
        plan("j-other", "db-01", null);
        expected.put(FindingKind.WRONG_SERVER, List.of("db-01"));
        cloud.add(healthy("copied"));
        plan("j-copied", "copied", false);
        cloud.add(healthy("contested"));
        plan("j-contested", "contested", null);
        expected.put(FindingKind.IN_ANOTHER_WAVE, List.of("contested"));
        // So many others that no slot is left.
        IntStream.range(0, 20)
                .forEach(number -> cloud.add(healthy("elsewhere-" + number).withStatus("Running")));
        expected.put(FindingKind.QUOTA_SHARED, List.of());
        // The in-JVM server lists no workflows.
        expected.put(FindingKind.WAVES_UNKNOWN, List.of());
    }

    private Plan plan() {
        Instant now = Instant.now(Clock.systemUTC());
        PlannedJob bare = new PlannedJob(new JobId("j-bare"), "bare", null, null, null, null);
        cloud.add(healthy("bare"));
        expected.put(FindingKind.IMAGE_UNBOOTED, List.of("bare"));
        return new Plan(
                "prod-07",
                null,
                null,
                "0".repeat(64),
                Limits.slots(10),
                Polling.defaults(),
                JobDefaults.defaults(),
                List.of(
                        new PlannedGroup("app", List.of(), planned, null),
                        new PlannedGroup("bare", List.of(), List.of(bare), null)),
                new Window(
                        now.plus(Duration.ofHours(1)),
                        now.plus(Duration.ofHours(4)),
                        now.plus(Duration.ofHours(5)),
                        "Asia/Shanghai"),
                null,
                null);
    }

    private PreflightReport looked(Plan plan, boolean probeRights, Simulator simulator) {
        try (SmcClient smc = new SmcClient(
                        SmcSettings.at(simulator.endpoint()),
                        Credentials.fixed(AccessKey.of("simulator", "simulator")),
                        Clock.systemUTC());
                CutoverWorker worker = CutoverWorker.start(client, null, smc, Clock.systemUTC(), System::nanoTime)) {
            Preflight preflight = client.newWorkflowStub(
                    Preflight.class,
                    WorkflowOptions.newBuilder()
                            .setTaskQueue(worker.taskQueue())
                            .setWorkflowId("preflight:prod-07:" + probeRights)
                            .build());
            return preflight.check(new CheckRequest(plan, probeRights, Plan.MOST_JOBS));
        }
    }

    private static Map<FindingKind, List<String>> byKind(List<Finding> findings) {
        Map<FindingKind, List<String>> byKind = new TreeMap<>();
        findings.forEach(finding -> byKind.put(
                finding.kind(), finding.about().stream().map(About::name).toList()));
        return byKind;
    }

    @Test
    void all_of_it_is_found_and_nothing_else_and_nothing_is_changed() throws IOException {
        fill();
        Plan plan = plan();
        client.newUntypedWorkflowStub(
                        "JobCutover",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue("nobody")
                                .setWorkflowId(WorkflowIds.cutover(new JobId("j-contested")))
                                .setMemo(Map.of(WorkflowIds.MEMO_WAVE, "prod-06"))
                                .build())
                .start("nothing");
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults(), cloud, List.of(), Clock.systemUTC())) {
            Map<FindingKind, List<String>> untried = new TreeMap<>(expected);
            untried.put(FindingKind.CUT_OVER_UNTRIED, List.of());
            untried.put(FindingKind.COPY_AGE, List.of("copied"));
            PreflightReport report = looked(plan, false, simulator);
            assertThat(byKind(report.findings())).isEqualTo(untried);
            assertThat(report.outlook().jobsLeft())
                    .as("the forecast counts on none of which a blocker is told, and on all others")
                    .extracting(JobLeft::name)
                    .containsExactlyInAnyOrderElementsOf(report.of(Severity.BLOCKER).stream()
                            .flatMap(finding -> finding.about().stream())
                            .map(About::name)
                            .toList());
            assertThat(simulator.ledger())
                    .extracting(LedgerEntry::operation)
                    .containsOnly("DescribeReplicationJobs", "DescribeSourceServers");

            untried.remove(FindingKind.CUT_OVER_UNTRIED);
            assertThat(byKind(looked(plan, true, simulator).findings())).isEqualTo(untried);
            assertThat(simulator.ledger())
                    .filteredOn(entry -> entry.operation().equals("CutOverReplicationJob"))
                    .singleElement()
                    .satisfies(probe -> {
                        assertThat(plan.groups().toString()).doesNotContain(probe.jobId());
                        assertThat(probe.effect()).isEqualTo("refused");
                    });
        }
    }

    @Test
    void without_the_right_to_read_servers_a_wrong_server_is_found_by_the_name_of_its_job() throws IOException {
        cloud.add(healthy("well"));
        plan("j-well", "well", null);
        cloud.add(SimulatedJob.waiting("j-other", "web-99").withPastRuns(DAY, RUN, RUN));
        plan("j-other", "db-01", null);
        Plan plan = plan();
        Fault noRight = Fault.refusing("DescribeSourceServers", List.of(), 0, "Forbidden.RAM", 403);
        try (Simulator simulator =
                Simulator.start(SimulatorOptions.defaults(), cloud, List.of(noRight), Clock.systemUTC())) {
            Map<FindingKind, List<String>> found =
                    byKind(looked(plan, false, simulator).findings());
            assertThat(found).containsEntry(FindingKind.WRONG_SERVER, List.of("db-01"));
            assertThat(found).containsEntry(FindingKind.MAY_NOT_READ_SERVERS, List.of());
        }
    }
}
