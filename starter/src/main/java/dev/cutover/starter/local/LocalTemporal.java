package dev.cutover.starter.local;

import com.google.protobuf.util.Durations;
import dev.cutover.connection.ConnectionRefused;
import dev.cutover.connection.Identity;
import dev.cutover.connection.TemporalConnection;
import dev.cutover.connection.TemporalSettings;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Setup;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Temporal's own development server on loopback, with its Web UI, and a database on disk that survives a crash of the machine. */
final class LocalTemporal implements AutoCloseable {

    private static final String NAMESPACE = "default";
    static final int USUAL_PORT = 7233;

    private static final int RETENTION_DAYS = 30;
    private static final Duration START = Duration.ofSeconds(60);

    private final TemporalDevServer server;

    private LocalTemporal(TemporalDevServer server) {
        this.server = server;
    }

    /**
     * How it runs.
     *
     * @param program the {@code temporal} to run; without one it is downloaded
     */
    record Settings(Optional<Path> program, Home home, int port, int uiPort) {}

    static void checkPorts(int port, int uiPort) throws CommandFailed {
        if (port == uiPort) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "Temporal and its Web UI cannot share port " + port + ": choose another with --port or --ui-port.");
        }
        checkFree(port, "--port");
        checkFree(uiPort, "--ui-port");
    }

    static LocalTemporal start(Settings settings, Terminal terminal) throws CommandFailed {
        Optional<Path> program = settings.program();
        TemporalDevServerOptions.Builder options = TemporalDevServerOptions.newBuilder()
                .setIp("127.0.0.1")
                .setPort(settings.port())
                .setUiEnabled(true)
                .setUiPort(settings.uiPort())
                .setDatabaseFilename(settings.home().database().toString())
                .setLogFile(settings.home().log().toString())
                .setStartupTimeout(START)
                .setExtraArgs("--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=full");
        if (program.isPresent()) {
            options.setExistingPath(program.get().toString());
        } else {
            options.setDownloadEnabled(true)
                    .setDownloadDestination(settings.home().programs().toString());
        }
        try {
            LocalTemporal started = new LocalTemporal(TemporalDevServer.start(NAMESPACE, options.build()));
            return started.prepared(terminal);
        } catch (RuntimeException failure) {
            throw new CommandFailed(ExitCode.UNREACHABLE, whyNot(program, settings, failure), failure);
        }
    }

    private LocalTemporal prepared(Terminal terminal) {
        try {
            prepare(terminal);
            return this;
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** What the server did, else what lies at the bottom. Behind the first line comes all that the server wrote, which stands in the log. */
    private static String why(Throwable failure) {
        String words = String.valueOf(failure.getMessage());
        return failure.getCause() == null || words.startsWith("Temporal dev server")
                ? words.lines().findFirst().orElse("no words")
                : why(failure.getCause());
    }

    private static String whyNot(Optional<Path> program, Settings settings, RuntimeException failure) {
        String why = why(failure);
        return program.map(path -> "Temporal (" + path + ") did not start: " + why + "; its log is "
                        + settings.home().log() + ".")
                .orElse("There is no `temporal` on PATH, and it could not be downloaded (" + why
                        + "). Install it (https://docs.temporal.io/cli), or name it with --temporal FILE.");
    }

    /**
     * The program that is asked for, else the one on {@code PATH}, if there is one.
     *
     * @param asked {@code null}: none
     */
    static Optional<Path> program(Path asked, Map<String, String> environment) throws CommandFailed {
        if (asked != null) {
            if (!Files.isRegularFile(asked) || !Files.isExecutable(asked)) {
                throw new CommandFailed(
                        ExitCode.WRONG_USAGE, "--temporal is " + asked + ": there is no program that can be run.");
            }
            return Optional.of(asked.toAbsolutePath());
        }
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve("temporal"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Better to be told of a taken port than of a server that ended. */
    private static void checkFree(int port, String option) throws CommandFailed {
        if (port < 1 || port > 65_535) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, option + " is " + port + ": give 1 to 65535.");
        }
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "Port " + port + " is taken: is another `cutover up` running? Choose another with " + option + ".");
        }
    }

    /** A development server forgets an ended wave after a day unless told otherwise, and knows none of our search attributes. */
    private void prepare(Terminal terminal) {
        try (TemporalConnection line = TemporalConnection.open(
                TemporalSettings.plain(address(), NAMESPACE), Identity.of("cutover-up"), START)) {
            line.service()
                    .blockingStub()
                    .updateNamespace(UpdateNamespaceRequest.newBuilder()
                            .setNamespace(NAMESPACE)
                            .setConfig(NamespaceConfig.newBuilder()
                                    .setWorkflowExecutionRetentionTtl(Durations.fromDays(RETENTION_DAYS)))
                            .build());
            makeSearchable(line, terminal);
        } catch (ConnectionRefused refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
        }
    }

    /** The line is not the setup's to close. */
    @SuppressWarnings("resource")
    private static void makeSearchable(TemporalConnection line, Terminal terminal) {
        try {
            new Setup(line, terminal.pause()).run();
        } catch (CommandFailed failure) {
            terminal.err().println(failure.getMessage());
        }
    }

    /** {@code host:port}. */
    String address() {
        return server.getTarget();
    }

    @Override
    public void close() {
        server.close();
    }
}
