package dev.cutover.starter.local;

import dev.cutover.contract.Plan;
import dev.cutover.simulator.Simulator;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.smc.AccessKey;
import dev.cutover.smc.Credentials;
import dev.cutover.smc.VendorCredentials;
import dev.cutover.starter.plan.PlanFile;
import dev.cutover.starter.plan.PlanRefused;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.worker.WorkerMain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run of {@code cutover up}: Temporal, perhaps a simulator, and a worker; all end together, the worker first. */
final class Up {

    private static final String SAMPLE = "sample-plan.yaml";

    /** The worker's own goodbye is shorter. */
    private static final long LONGEST_GOODBYE_SECONDS = 45;

    private final Terminal terminal;
    private final Home home;
    private final LocalTemporal.Settings settings;
    private final String account;
    private final boolean simulate;

    Up(Terminal terminal, Home home, LocalTemporal.Settings settings, String account, boolean simulate) {
        this.terminal = terminal;
        this.home = home;
        this.settings = settings;
        this.account = account;
        this.simulate = simulate;
    }

    int run() throws CommandFailed {
        Plan sample = simulate ? samplePlan() : null;
        terminal.err().println("starting Temporal; waves are kept in " + home.data() + " ...");
        LocalTemporal temporal = LocalTemporal.start(settings, terminal);
        CountDownLatch workerEnded = new CountDownLatch(1);
        // The worker says goodbye to Temporal, so Temporal goes last.
        Thread goodbye = new Thread(() -> endAfter(workerEnded, temporal), "temporal-shutdown");
        Runtime.getRuntime().addShutdownHook(goodbye);
        try {
            return simulate ? withSimulator(temporal, sample) : worker(temporal, terminal.environment(), null);
        } finally {
            workerEnded.countDown();
            endUnlessEnding(goodbye, temporal);
        }
    }

    private int withSimulator(LocalTemporal temporal, Plan sample) throws CommandFailed {
        try (Simulator simulator = Simulator.start(
                SimulatorOptions.defaults(), PretendedServers.of(sample), List.of(), terminal.clock())) {
            Map<String, String> environment = new HashMap<>(terminal.environment());
            environment.put("SMC_ENDPOINT", simulator.endpoint().toString());
            terminal.err().println("pretended SMC: " + simulator.endpoint());
            terminal.err().println("to try it:     " + start(sample));
            return worker(temporal, environment, Credentials.fixed(AccessKey.of("simulator", "simulator")));
        } catch (IOException failure) {
            throw new CommandFailed(ExitCode.UNEXPECTED, "The simulator did not start: " + failure.getMessage());
        }
    }

    /** As it can be typed in another terminal. */
    String start(Plan sample) {
        boolean usual = settings.port() == LocalTemporal.USUAL_PORT
                && terminal.environment().getOrDefault("TEMPORAL_ADDRESS", "").isEmpty();
        String plan = home.samplePlan().toString();
        return (usual ? "" : "TEMPORAL_ADDRESS=127.0.0.1:" + settings.port() + " ")
                + "cutover start "
                + (plan.matches("[\\w./+@:-]+") ? plan : "'" + plan.replace("'", "'\\''") + "'")
                + (account == null || account.equals(sample.account()) ? "" : " --account " + account)
                + " --watch";
    }

    private int worker(LocalTemporal temporal, Map<String, String> given, Credentials credentials) {
        Map<String, String> environment = new HashMap<>(given);
        environment.keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
        environment.put("TEMPORAL_ADDRESS", temporal.address());
        terminal.err().println("Temporal:      " + temporal.address());
        terminal.err().println("Web UI:        http://127.0.0.1:" + settings.uiPort());
        return WorkerMain.run(
                account,
                environment,
                terminal.err(),
                terminal.clock(),
                credentials == null ? new VendorCredentials(terminal.clock()) : credentials);
    }

    /** The sample stays as its reader changed it. */
    private Plan samplePlan() throws CommandFailed {
        Path plan = home.samplePlan();
        try (InputStream sample = Up.class.getResourceAsStream(SAMPLE)) {
            if (!Files.exists(plan)) {
                Files.copy(sample, plan);
            }
            return PlanFile.read(plan, null);
        } catch (PlanRefused refused) {
            throw new CommandFailed(ExitCode.PLAN_REFUSED, plan + " is refused.", refused.problems());
        } catch (IOException failure) {
            throw new CommandFailed(ExitCode.UNEXPECTED, plan + " cannot be written: " + failure.getMessage());
        }
    }

    private static void endAfter(CountDownLatch workerEnded, LocalTemporal temporal) {
        try {
            workerEnded.await(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        temporal.close();
    }

    private static void endUnlessEnding(Thread goodbye, LocalTemporal temporal) {
        try {
            Runtime.getRuntime().removeShutdownHook(goodbye);
            temporal.close();
        } catch (IllegalStateException ending) {
            // The hook does it.
        }
    }
}
