package dev.cutover.worker;

import dev.cutover.connection.ConnectionRefused;
import dev.cutover.connection.Identity;
import dev.cutover.connection.TemporalConnection;
import dev.cutover.smc.AccessKey;
import dev.cutover.smc.Credentials;
import dev.cutover.smc.Pace;
import dev.cutover.smc.SmcClient;
import dev.cutover.smc.VendorCredentials;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker process: reads its configuration once, says with what it starts, fails at once when it cannot work, and stops in good order on
 * {@code SIGTERM}. Everything is told on stderr.
 */
public final class WorkerMain {

    /** Ends with {@code SIGTERM}, as the JVM itself says it. */
    public static final int TERMINATED = 143;

    public static final int WRONG_USAGE = 2;
    public static final int REFUSED = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private WorkerMain() {}

    /**
     * Returns when the worker could not start ({@value #WRONG_USAGE} for settings, {@value #REFUSED} when Temporal or the credentials fail)
     * or when it has been stopped.
     *
     * @param account from {@code --account}, or {@code null}
     * @param err where settings that cannot be read are told, before there is a log
     */
    public static int run(String account, Map<String, String> environment, PrintStream err) {
        // The composition root: the one clock of the process.
        InstantSource clock = Clock.systemUTC();
        return run(account, environment, err, clock, new VendorCredentials(clock));
    }

    /** The same with credentials of one's own, whatever the environment says. */
    public static int run(
            String account,
            Map<String, String> environment,
            PrintStream err,
            InstantSource clock,
            Credentials credentials) {
        WorkerSettings settings;
        try {
            settings = WorkerSettings.read(account, environment);
        } catch (SettingsRefused refused) {
            refused.problems().forEach(problem -> err.println("cutover worker: " + problem));
            return WRONG_USAGE;
        }
        Logs.configure(settings.logs());
        return new Run(settings, clock, credentials).run();
    }

    /** One run of the process. Its lines are shown whatever the level. */
    private record Run(WorkerSettings settings, InstantSource clock, Credentials credentials) {

        private static final Logger log = LoggerFactory.getLogger(WorkerMain.class);

        int run() {
            settings.describe().forEach(log::info);
            settings.hooks().warning().ifPresent(log::warn);
            // Whether SMC itself answers is not asked: a worker that waits for it is of more use than one that is gone,
            // and what it cannot do is told in the waves.
            try {
                AccessKey key = credentials.current();
                log.info(
                        "smc credentials: access key {}, {}",
                        key.maskedId(),
                        key.expiresAt() == null
                                ? "not temporary"
                                : "expire at " + key.expiresAt() + " and are renewed");
            } catch (Credentials.Unavailable unavailable) {
                log.error("{}", unavailable.getMessage());
                return REFUSED;
            }
            try (TemporalConnection connection =
                            TemporalConnection.open(settings.temporal(), Identity.of("cutover-worker"), PATIENCE);
                    SmcClient smc = new SmcClient(settings.smc(), credentials, clock, pace())) {
                work(connection, smc);
                return TERMINATED;
            } catch (ConnectionRefused refused) {
                log.error("{}", refused.getMessage());
                return REFUSED;
            }
        }

        private Pace pace() {
            return Pace.atMost(settings.requestsPerSecond(), System::nanoTime);
        }

        private void work(TemporalConnection connection, SmcClient smc) {
            CutoverWorker worker = CutoverWorker.start(
                    connection.client(), settings.account(), smc, clock, System::nanoTime, settings.hooks());
            CountDownLatch stopped = new CountDownLatch(1);
            Thread onSignal = new Thread(
                    () -> {
                        try {
                            stop(worker);
                        } finally {
                            stopped.countDown();
                        }
                    },
                    "shutdown");
            Runtime.getRuntime().addShutdownHook(onSignal);
            log.info("worker ready on task queue {}", worker.taskQueue());
            try {
                stopped.await();
            } catch (InterruptedException embedded) {
                Runtime.getRuntime().removeShutdownHook(onSignal);
                stop(worker);
                Thread.currentThread().interrupt();
            }
        }

        private void stop(CutoverWorker worker) {
            log.info(
                    "stopping: no new work is taken, and what is under way has {} s to end",
                    CutoverWorker.GOODBYE.toSeconds());
            boolean byItself = worker.close(CutoverWorker.GOODBYE);
            log.info(byItself ? "stopped" : "stopped; what had not ended was interrupted and will be tried again");
        }
    }
}
