package dev.cutover.starter.local;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.Reason;
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
import dev.cutover.starter.view.Frame;
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
    private boolean mended;

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
    }

    /** The report at the end. */
    Report run() throws CommandFailed {
        new Watch(terminal, wave, screen, false, this::act).follow();
        Report report = Reports.gather(wave, gathered -> {});
        summarise(report);
        return report;
    }

    /** What a person would do: mend the source server that went offline, and retry its job. */
    private void act(Frame frame) {
        if (mended) {
            return;
        }
        frame.jobs().stream()
                .filter(job -> job.job().equals(DemoWorld.OFFLINE) && job.state() == JobState.BLOCKED)
                .findFirst()
                .ifPresent(this::mend);
    }

    private void mend(JobLine job) {
        mended = true;
        screen.note("the demo brings the source server of " + job.name() + " back, and types: cutover retry demo "
                + job.name() + " --reason 'SMC client restarted'");
        simulator.change(JobChange.mended(job.job().value()));
        try {
            wave.act(Wave.retry(new JobsAction("demo", "SMC client restarted", job.name(), List.of(job.job()))));
        } catch (CommandFailed failure) {
            screen.note(failure.getMessage());
        }
    }

    private void summarise(Report report) {
        long calls =
                report.jobs().stream().mapToLong(job -> job.attempts().size()).sum();
        long again =
                report.jobs().stream().filter(job -> job.attempts().size() > 1).count();
        say.println();
        say.println(report.counts().done() + " servers cut over with " + calls + " calls; " + again
                + " jobs needed more than one, and SMC's own ledger shows " + cutOverTwice() + " cut over twice.");
        say.println("web-13 had expired beforehand: it needs a new replication job, and nothing else waited for it.");
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

    boolean wentAsScripted(Report report) {
        boolean onlyTheExpiredFailed = report.jobs().stream()
                .allMatch(job -> job.id().equals(DemoWorld.EXPIRED.value())
                        ? job.state() == JobState.FAILED
                                && Reason.of(FailureKind.JOB_EXPIRED).equals(job.reason())
                        : job.state() == JobState.DONE);
        return mended && onlyTheExpiredFailed && cutOverTwice() == 0;
    }

    @Override
    public void close() {
        worker.close(Duration.ofSeconds(1));
        temporal.close();
        smc.close();
        simulator.close();
    }
}
