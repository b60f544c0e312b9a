package dev.cutover.starter;

import dev.cutover.connection.ConnectionRefused;
import dev.cutover.connection.TemporalConnection;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.Simulator;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.smc.AccessKey;
import dev.cutover.smc.Credentials;
import dev.cutover.smc.SmcClient;
import dev.cutover.smc.SmcSettings;
import dev.cutover.worker.CutoverWorker;
import dev.cutover.worker.LogSettings;
import dev.cutover.worker.Logs;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All that a command meets when it is typed: a Temporal that listens on a port, a worker, and a pretended SMC in which an hour is a second. */
public final class World implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final int port = freePort();
    private final TestServer.PortBoundTestServer temporal = TestServer.createPortBoundServer(port, true);
    private final Simulator simulator;
    private final SmcClient smc;
    private final TemporalConnection line;
    private final CutoverWorker worker;

    /** @param folder for plans */
    public World(Path folder) {
        this.folder = folder;
        Logs.configure(LogSettings.silent());
        try {
            simulator = Simulator.start(SimulatorOptions.defaults(), List.of(), List.of(), Clock.systemUTC());
            smc = new SmcClient(
                    SmcSettings.at(simulator.endpoint()),
                    Credentials.fixed(AccessKey.of("simulator", "simulator")),
                    Clock.systemUTC());
            line = connect();
            worker = CutoverWorker.start(line.client(), null, smc, Clock.systemUTC(), System::nanoTime);
        } catch (IOException | ConnectionRefused failure) {
            throw new IllegalStateException(failure);
        }
    }

    public TemporalConnection connect() throws ConnectionRefused {
        return TemporalConnection.open(terminal().open().environment(), "test", PATIENCE);
    }

    /** Nobody sits there. What watches does not look more often than it must. */
    public TestTerminal terminal() {
        return new TestTerminal()
                .with("TEMPORAL_ADDRESS", "127.0.0.1:" + port)
                .at(Clock.systemUTC())
                .pausing(duration -> rest());
    }

    public Ran run(String... arguments) {
        return terminal().run(arguments);
    }

    /** The id of a job. */
    public static String id(String wave, String job) {
        return "j-" + wave + job;
    }

    /** A job that is {@code Waiting}, and finished a second and a half after its cutover. */
    public static SimulatedJob job(String wave, String name) {
        return SimulatedJob.waiting(id(wave, name), name).withLastRun(Duration.ofSeconds(1), Duration.ofMillis(500));
    }

    /** One that is past the point of no return for as long as a test may last. */
    public static SimulatedJob slow(String wave, String name) {
        return SimulatedJob.waiting(id(wave, name), name).withLastRun(Duration.ofHours(1), Duration.ZERO);
    }

    /** One in another state than {@code Waiting}: {@code Stopped} blocks, {@code Expired} fails. */
    public static SimulatedJob job(String wave, String name, String status) {
        return job(wave, name).withStatus(status);
    }

    /** One that does not become {@code Waiting} for as long as a test may last. */
    public static SimulatedJob straggler(String wave, String name) {
        return job(wave, name, "Running").withRuns(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(1));
    }

    /** Servers that are there from now on, in no plan. */
    public void have(List<SimulatedJob> jobs) {
        jobs.forEach(simulator::add);
    }

    /** A plan of one group for these servers, which are there from now on. */
    public String plan(String wave, SimulatedJob... jobs) {
        return plan(wave, List.of(List.of(jobs)));
    }

    /** A plan of groups {@code g0}, {@code g1} ..., each after the one before it. */
    public String plan(String wave, List<List<SimulatedJob>> groups) {
        groups.stream().flatMap(List::stream).forEach(simulator::add);
        StringBuilder text = new StringBuilder("wave: " + wave + "\npolling: {interval: 1s, settle: 1s}\ngroups:\n");
        for (int i = 0; i < groups.size(); i++) {
            String jobs = groups.get(i).stream()
                    .map(job -> "{id: " + job.id() + ", name: " + job.name() + "}")
                    .collect(Collectors.joining(", "));
            text.append("  - {name: g%d, after: [%s], jobs: [%s]}\n".formatted(i, i == 0 ? "" : "g" + (i - 1), jobs));
        }
        return file(wave + ".yaml", text.toString());
    }

    public String file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts it, and leaves it to the worker. */
    public void start(String plan) {
        Ran ran = run("start", plan, "--yes");
        if (ran.exitCode() != 0) {
            throw new AssertionError(ran);
        }
    }

    /** Until what {@code status --jobs -o json} tells is as wanted. */
    public void await(String wave, Predicate<Ran> wanted) {
        await(() -> run("status", wave, "--jobs", "-o", "json"), wanted);
    }

    /** Until so many jobs of a wave are in a state. */
    public void await(String wave, String state, int count) {
        await(wave, ran -> ran.json().at("/counts/" + state).asInt() == count);
    }

    private static void await(Supplier<Ran> look, Predicate<Ran> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Ran last = look.get();
        while (!wanted.test(last)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + last);
            }
            rest();
            last = look.get();
        }
    }

    private static void rest() {
        try {
            if (new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException();
            }
        } catch (InterruptedException told) {
            throw new IllegalStateException(told);
        }
    }

    /** For a server that was not there, or that is to be. */
    public static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** What a wave of the night leaves behind in the morning. */
    public void dismissWorkers() {
        worker.close(Duration.ofMillis(500));
    }

    @Override
    public void close() {
        dismissWorkers();
        line.close();
        smc.close();
        simulator.close();
        temporal.close();
    }
}
