package dev.cutover.starter.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.Simulator;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.smc.AccessKey;
import dev.cutover.smc.Credentials;
import dev.cutover.smc.SmcClient;
import dev.cutover.smc.SmcSettings;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.report.Report;
import dev.cutover.starter.report.Reports;
import dev.cutover.starter.view.Screen;
import dev.cutover.starter.view.Watch;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.Waves;
import dev.cutover.worker.CutoverWorker;
import dev.cutover.worker.LogSettings;
import dev.cutover.worker.Logs;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Temporal inside the demo bears being asked by many at a time, and lets time pass as it does. */
@Timeout(120)
class DemoTemporalTest {

    private static final int JOBS = 24;
    private static final Duration RUN = Duration.ofSeconds(3);

    private static final List<PlannedJob> SERVERS = IntStream.range(0, JOBS)
            .mapToObj(number -> new PlannedJob(new JobId("j-many" + number), "many-" + number, null, null, null, null))
            .toList();

    private static Plan plan() {
        return new Plan(
                "many",
                null,
                null,
                "0".repeat(64),
                Limits.slots(JOBS),
                new Polling(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                JobDefaults.defaults(),
                List.of(new PlannedGroup("all", List.of(), SERVERS, null)),
                null,
                null,
                null);
    }

    @Test
    void a_report_can_be_gathered_as_often_as_one_likes() throws Exception {
        Logs.configure(LogSettings.silent());
        Clock clock = Clock.systemUTC();
        CountDownLatch never = new CountDownLatch(1);
        TestTerminal terminal = new TestTerminal()
                .at(clock)
                .pausing(duration -> assertThat(never.await(duration.toMillis(), TimeUnit.MILLISECONDS))
                        .isFalse());
        List<SimulatedJob> jobs = SERVERS.stream()
                .map(job -> SimulatedJob.waiting(job.id().value(), job.name()).withLastRun(RUN, Duration.ZERO))
                .toList();
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults(), jobs, List.of(), clock);
                SmcClient smc = new SmcClient(
                        SmcSettings.at(simulator.endpoint()),
                        Credentials.fixed(AccessKey.of("simulator", "simulator")),
                        clock);
                DemoTemporal temporal = new DemoTemporal();
                CutoverWorker worker = CutoverWorker.start(temporal.client(), null, smc, clock, System::nanoTime)) {
            Wave wave = new Waves(temporal.client(), "here", clock).start(plan());
            new Watch(terminal.open(), wave, Screen.of(terminal.open(), false), false).follow();

            for (int time = 1; time <= 40; time++) {
                Report report = Reports.gather(wave, gathered -> {});
                assertThat(report.counts().done()).as("time " + time).isEqualTo(JOBS);
                assertThat(report.jobs())
                        .allSatisfy(job -> assertThat(job.attempts()).hasSize(1));
                assertThat(Duration.between(report.startedAt(), report.endedAt()))
                        .isBetween(RUN, RUN.multipliedBy(20));
            }
            worker.close(Duration.ofMillis(500));
        }
    }
}
