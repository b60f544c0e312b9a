package dev.cutover.acceptance.temporal;

import dev.cutover.acceptance.Project;
import dev.cutover.acceptance.process.ChildProcess;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Temporal server for tests: the CLI's dev server with SQLite in a folder of the test's, on loopback ports of its own. It can be
 * killed and started again on the same file and port. Fails, never skips, when there is no {@code temporal} to be had.
 */
public final class TemporalServer implements AutoCloseable {
    public static final String NAMESPACE = "default";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> command;
    private final String target;
    private ChildProcess process;

    private TemporalServer(List<String> command, String target) {
        this.command = command;
        this.target = target;
    }

    /**
     * Starts one and waits until it answers for its namespace.
     *
     * @param folder    where its database and nothing else goes
     * @param arguments more of {@code temporal server start-dev}'s, for example {@code --search-attribute Name=Keyword}
     */
    public static TemporalServer start(Path folder, String... arguments) throws InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                binary().toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--headless",
                "--log-level",
                "error",
                "--db-filename",
                folder.resolve("temporal.db").toString(),
                "--sqlite-pragma",
                "journal_mode=wal",
                "--sqlite-pragma",
                "synchronous=full"));
        command.addAll(Arrays.asList(arguments));
        TemporalServer server = new TemporalServer(command, "127.0.0.1:" + port);
        server.start();
        return server;
    }

    /** {@code host:port}, for {@code TEMPORAL_ADDRESS}. */
    public String target() {
        return target;
    }

    /** A connection to it, to be shut down by the caller. */
    public WorkflowServiceStubs connect() {
        return WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    }

    /** SIGKILL. What it acknowledged is in its database, and nothing answers until {@link #start()}. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** Starts it again, on the same database and port, after {@link #kill}. */
    public void start() throws InterruptedException {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("it already runs");
        }
        process = ChildProcess.start(Map.of("TEMPORAL_ADDRESS", "", "TEMPORAL_NAMESPACE", ""), command);
        WorkflowServiceStubs stubs = connect();
        try {
            stubs.connect(PATIENCE);
            // The dev server writes the namespace into its database before it opens the port.
            stubs.blockingStub()
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(NAMESPACE)
                            .build());
        } catch (RuntimeException e) {
            List<String> said = process.output();
            process.close();
            throw new IllegalStateException(
                    "the Temporal server does not answer; it said:\n" + String.join("\n", said), e);
        } finally {
            stubs.shutdownNow();
        }
    }

    @Override
    public void close() {
        process.close();
    }

    /**
     * The {@code temporal} to run: property {@code cutover.temporal}, else the environment's {@code CUTOVER_TEMPORAL}, else what
     * {@code .ci/run} has built, else the one on PATH.
     */
    public static Path binary() {
        return Optional.ofNullable(System.getProperty("cutover.temporal"))
                .or(() -> Optional.ofNullable(System.getenv("CUTOVER_TEMPORAL")))
                .filter(named -> !named.isBlank())
                .map(Path::of)
                .or(() -> Stream.concat(
                                Stream.of(Project.root().resolve(".cache/temporal/temporal")),
                                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                        .map(folder -> Path.of(folder, "temporal")))
                        .filter(Files::isExecutable)
                        .findFirst())
                .filter(Files::isExecutable)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "these tests need a Temporal server: run .ci/run, which builds one, or name a `temporal` in CUTOVER_TEMPORAL"));
    }

    /** One that nobody uses at this moment. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
