package dev.cutover.connection;

import dev.cutover.connection.ConnectionRefused.Reason;
import dev.cutover.contract.Converter;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An open line to one namespace of Temporal, asked once before it is handed out. Closing it leaves no thread behind. */
public final class TemporalConnection implements AutoCloseable {

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

    private static final int LONGEST_QUOTE = 200;

    private final TemporalSettings settings;
    private final WorkflowServiceStubs service;
    private final WorkflowClient client;
    private OperatorServiceStubs operator;

    private TemporalConnection(TemporalSettings settings, WorkflowServiceStubs service, String identity) {
        this.settings = settings;
        this.service = service;
        this.client = WorkflowClient.newInstance(
                service,
                settings.client().toBuilder()
                        .setDataConverter(Converter.dataConverter())
                        .setIdentity(identity)
                        .build());
    }

    /** Reads the settings from the environment, then {@link #open(TemporalSettings, String, Duration)}. */
    public static TemporalConnection open(Map<String, String> environment, String identity, Duration patience)
            throws ConnectionRefused {
        return open(TemporalSettings.read(environment), identity, patience);
    }

    /**
     * Asks the server for the namespace and hands the line out when it answers. Tries once: a refusal comes at once, silence after the
     * patience.
     *
     * @param identity as the Web UI shows who asked: {@code cutover-worker@host:pid}
     * @param patience for connection and answer together
     */
    public static TemporalConnection open(TemporalSettings settings, String identity, Duration patience)
            throws ConnectionRefused {
        TemporalConnection connection = new TemporalConnection(settings, stubs(settings), identity);
        try {
            connection.ask(patience);
        } catch (StatusRuntimeException failure) {
            connection.close();
            throw connection.refused(failure, patience);
        }
        return connection;
    }

    private static WorkflowServiceStubs stubs(TemporalSettings settings) throws ConnectionRefused {
        try {
            return WorkflowServiceStubs.newServiceStubs(settings.service());
        } catch (RuntimeException unusable) {
            throw new ConnectionRefused(
                    Reason.BAD_CONFIGURATION,
                    "TEMPORAL_ADDRESS, or address in the profile, is '" + settings.address() + "': give HOST:PORT");
        }
    }

    private void ask(Duration patience) {
        service.blockingStub()
                .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS)
                .describeNamespace(DescribeNamespaceRequest.newBuilder()
                        .setNamespace(settings.namespace())
                        .build());
    }

    private ConnectionRefused refused(StatusRuntimeException failure, Duration patience) {
        Status.Code code = failure.getStatus().getCode();
        String at = "Temporal at " + settings.address();
        String said = " (" + quoted(failure) + ")";
        return switch (code) {
            case UNAUTHENTICATED ->
                new ConnectionRefused(Reason.NOT_ALLOWED, at + " does not know who asks: " + keyAdvice() + said);
            case PERMISSION_DENIED ->
                new ConnectionRefused(
                        Reason.NOT_ALLOWED,
                        at + " does not let us into the namespace " + settings.namespace()
                                + ": check TEMPORAL_NAMESPACE; " + keyAdvice() + said);
            case NOT_FOUND, INVALID_ARGUMENT ->
                new ConnectionRefused(
                        Reason.NO_SUCH_NAMESPACE,
                        at + " has no namespace " + settings.namespace()
                                + ": create it, or name another one with TEMPORAL_NAMESPACE" + said);
            case DEADLINE_EXCEEDED ->
                new ConnectionRefused(
                        Reason.NOT_REACHABLE,
                        at + " did not answer within " + seconds(patience)
                                + ": check that TEMPORAL_ADDRESS is Temporal's gRPC port, and " + tlsAdvice());
            case UNIMPLEMENTED ->
                new ConnectionRefused(
                        Reason.NOT_REACHABLE,
                        "What answers at " + settings.address()
                                + " is not Temporal: check that TEMPORAL_ADDRESS is its gRPC port (7233), not its Web UI"
                                + said);
            default ->
                new ConnectionRefused(
                        Reason.NOT_REACHABLE,
                        at + " cannot be reached: check that it runs, TEMPORAL_ADDRESS, and " + tlsAdvice() + said);
        };
    }

    private String keyAdvice() {
        return settings.hasApiKey()
                ? "check TEMPORAL_API_KEY"
                : "set TEMPORAL_API_KEY, or TEMPORAL_TLS_CLIENT_CERT_* and TEMPORAL_TLS_CLIENT_KEY_*";
    }

    private String tlsAdvice() {
        return settings.encrypted()
                ? "TEMPORAL_TLS* (TLS is on: does the server speak it, and does it know our certificate?)"
                : "TEMPORAL_TLS (TLS is off: does the server want it?)";
    }

    /** What the other side said, made fit for a terminal: one line, short, without secrets. */
    private String quoted(StatusRuntimeException failure) {
        StringBuilder words = new StringBuilder(failure.getStatus().getCode().name());
        if (failure.getStatus().getDescription() != null) {
            words.append(": ").append(failure.getStatus().getDescription());
        }
        Throwable root = failure.getStatus().getCause();
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        if (root != null && root.getMessage() != null) {
            words.append(": ").append(root.getMessage());
        }
        String line = settings.withoutSecrets(words.toString()).replaceAll("[^\\x20-\\x7e]+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }

    private static String seconds(Duration patience) {
        return patience.toMillis() % 1000 == 0 ? patience.toSeconds() + " s" : patience.toMillis() + " ms";
    }

    public WorkflowServiceStubs service() {
        return service;
    }

    /** For the settings of the namespace. The line of its own that it needs is opened when it is asked for. */
    public synchronized OperatorServiceBlockingStub operator() {
        if (operator == null) {
            operator = OperatorServiceStubs.newServiceStubs(
                    OperatorServiceStubsOptions.newBuilder(settings.service()).validateAndBuildWithDefaults());
        }
        return operator.blockingStub();
    }

    /** {@code host:port}. */
    public String address() {
        return settings.address();
    }

    public WorkflowClient client() {
        return client;
    }

    /** One line for a person, without secrets. */
    public String describe() {
        return settings.describe();
    }

    @Override
    public synchronized void close() {
        if (operator != null) {
            operator.shutdownNow();
        }
        service.shutdownNow();
        // In milliseconds: the stubs (1.38.0) hand the rest of the time on as if the unit were that. What has not ended
        // by then are daemon threads.
        service.awaitTermination(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String toString() {
        return "TemporalConnection[" + describe() + "]";
    }
}
