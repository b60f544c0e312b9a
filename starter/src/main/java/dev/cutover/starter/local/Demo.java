package dev.cutover.starter.local;

import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobsAction;
import dev.cutover.simulator.JobChange;
import dev.cutover.simulator.LedgerEntry;
import dev.cutover.simulator.Simulator;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.smc.AccessKey;
import dev.cutover.smc.Credentials;
import dev.cutover.smc.SmcClient;
import dev.cutover.smc.SmcSettings;
import dev.cutover.starter.report.Report;
import dev.cutover.starter.report.Reports;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.view.Screen;
import dev.cutover.starter.view.Watch;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.Waves;
import dev.cutover.worker.CutoverWorker;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** The whole product in one process, against a pretended SMC, with a script for the person who would sit there. */
final class Demo implements AutoCloseable {

    private final Terminal terminal;
    private final PrintStream say;
    private final Screen screen;
    private final Simulator simulator;
    private final SmcClient smc;
    private final DemoTemporal temporal;
    private final CutoverWorker worker;
    private final Wave wave;
    private final DemoPerson person;

    Demo(Terminal terminal, LongSupplier ticker, boolean json) throws IOException, CommandFailed {
        this.terminal = terminal;
        this.say = json ? terminal.err() : terminal.out();
        this.screen = Screen.of(terminal, json);
        say.println("60 pretended servers, a pretended SMC with faults, and a Temporal inside this process ...");
        simulator =
                Simulator.start(SimulatorOptions.defaults(), DemoWorld.servers(), DemoWorld.faults(), terminal.clock());
        smc = new SmcClient(
                SmcSettings.at(simulator.endpoint()),
                Credentials.fixed(AccessKey.of("simulator", "simulator")),
                terminal.clock());
        temporal = new DemoTemporal();
        worker = CutoverWorker.start(temporal.client(), null, smc, terminal.clock(), ticker);
        wave = new Waves(temporal.client(), "this process", terminal.clock()).start(DemoWorld.plan());
        person = new DemoPerson(
                screen,
                terminal.clock(),
                job -> simulator.change(JobChange.mended(job.job().value())),
                this::retry);
    }

    /** The report at the end. */
    Report run() throws CommandFailed {
        new Watch(terminal, wave, screen, false, person).follow();
        Report report = Reports.gather(wave, gathered -> {});
        summarise(report);
        return report;
    }

    private void retry(JobLine job) throws CommandFailed {
        wave.act(Wave.retry(new JobsAction("demo", DemoPerson.REASON, job.name(), List.of(job.job()), true, false)));
    }

    private void summarise(Report report) {
        long calls =
                report.jobs().stream().mapToLong(job -> job.attempts().size()).sum();
        long again =
                report.jobs().stream().filter(job -> job.attempts().size() > 1).count();
        say.println();
        say.println(report.counts().done() + " servers cut over with " + calls + " calls; " + again
                + " jobs needed more than one, and SMC's own ledger shows " + cutOverTwice() + " cut over twice.");
        if (differences(report).isEmpty()) {
            say.println(
                    "web-13 had expired beforehand: it needs a new replication job, and nothing else waited for it.");
        }
        say.println();
        say.println("What to try next:");
        say.println("  cutover demo -o json        the report of such a wave");
        say.println("  cutover up --simulate       a Temporal of your own with its Web UI, and pretended servers");
        say.println("  cutover validate PLAN       your own plan; docs/plan.md has every key");
        say.flush();
    }

    private long cutOverTwice() {
        return simulator.ledger().stream()
                .filter(Demo::tookEffect)
                .map(LedgerEntry::jobId)
                .filter(id -> simulator.ledger().stream()
                                .filter(Demo::tookEffect)
                                .filter(entry -> entry.jobId().equals(id))
                                .count()
                        > 1)
                .distinct()
                .count();
    }

    private static boolean tookEffect(LedgerEntry entry) {
        return entry.operation().equals("CutOverReplicationJob")
                && entry.effect().equals("accepted");
    }

    /** From how it should have gone; empty when it went so. */
    List<String> differences(Report report) {
        return DemoScript.differences(report, person.hasRetried(), cutOverTwice());
    }

    @Override
    public void close() {
        worker.close(Duration.ofSeconds(1));
        temporal.close();
        smc.close();
        simulator.close();
    }
}
