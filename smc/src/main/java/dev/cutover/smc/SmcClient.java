package dev.cutover.smc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/** {@link Smc} over HTTP: each operation is a signed {@code POST} to the endpoint, its parameters in the query, its body empty. */
public final class SmcClient implements Smc, AutoCloseable {

    /** A body past this is no answer of SMC's. */
    static final long LARGEST_BODY = 8L << 20;

    /**
     * How long an idle connection is kept. Short, because one that the other side has given up meanwhile turns a call into one without a
     * clear answer, and SMC's own limit is not documented.
     */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private static final int MOST_IDLE = 5;

    private static final String VERSION = "2019-06-01";

    private final HttpUrl endpoint;
    /** Asked for where a filter names none, or {@code null}. */
    private final String region;

    private final Pace pace;
    /** So long a call waits for its turn. With the call itself a look stays below half of what an attempt of an activity has. */
    private final Duration patience;

    private final OkHttpClient http;
    private final ClockSkew skew;

    /** One whose calls leave as they come. */
    public SmcClient(SmcSettings settings, Credentials credentials, InstantSource clock) {
        this(settings, credentials, clock, Pace.unlimited());
    }

    /** @param pace when calls may leave; shared by all that are made for one account in a process */
    public SmcClient(SmcSettings settings, Credentials credentials, InstantSource clock, Pace pace) {
        this(settings, credentials, clock, pace, () -> UUID.randomUUID().toString());
    }

    SmcClient(SmcSettings settings, Credentials credentials, InstantSource clock, Pace pace, Supplier<String> nonces) {
        this.skew = new ClockSkew(clock);
        this.endpoint = HttpUrl.get(settings.endpoint().toString());
        this.region = settings.region();
        this.pace = pace;
        this.patience = settings.callTimeout().multipliedBy(2).dividedBy(5);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(settings.callTimeout())
                // One retry engine, and it is not this one.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                // HTTP/2 streams can be refused and sent anew by the client.
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(MOST_IDLE, IDLE.toSeconds(), TimeUnit.SECONDS))
                .eventListener(new Sending.Listener())
                .addInterceptor(new SigningInterceptor(credentials, clock, nonces))
                .addNetworkInterceptor(new Sending.Gate());
        if (settings.proxy() != null) {
            builder.proxy(new Proxy(
                    Proxy.Type.HTTP,
                    // Looked up with each connection, so that a proxy that moves is found.
                    InetSocketAddress.createUnresolved(
                            settings.proxy().getHost(), settings.proxy().getPort())));
        }
        this.http = builder.build();
    }

    @Override
    public List<ReplicationJob> describeReplicationJobs(List<String> jobIds) throws SmcException {
        return Listing.JOBS.byIds(jobIds, pages(Listing.JOBS));
    }

    @Override
    public List<ReplicationJob> findReplicationJobs(JobFilter filter, PagesRead progress) throws SmcException {
        Map<String, String> parameters = filter.parameters();
        if (region != null) {
            parameters.putIfAbsent("RegionId", region);
        }
        return Listing.JOBS.byPages(parameters, pages(Listing.JOBS), progress);
    }

    @Override
    public String cutOverReplicationJob(String jobId, boolean syncData, CallGuard guard) throws SmcException {
        return acknowledged(
                "CutOverReplicationJob", Map.of("JobId", jobId, "SyncData", String.valueOf(syncData)), guard);
    }

    @Override
    public String startReplicationJob(String jobId) throws SmcException {
        return acknowledged("StartReplicationJob", Map.of("JobId", jobId), CallGuard.ALWAYS);
    }

    @Override
    public String stopReplicationJob(String jobId) throws SmcException {
        return acknowledged("StopReplicationJob", Map.of("JobId", jobId), CallGuard.ALWAYS);
    }

    @Override
    public List<SourceServer> describeSourceServers(List<String> sourceIds) throws SmcException {
        return Listing.SERVERS.byIds(sourceIds, pages(Listing.SERVERS));
    }

    @Override
    public Optional<Duration> clockSkew() {
        return skew.newest();
    }

    private <T> Listing.Caller<T> pages(Listing<T> listing) {
        return (parameters, number) -> {
            Map<String, String> paged = new LinkedHashMap<>(parameters);
            paged.put("PageNumber", String.valueOf(number));
            paged.put("PageSize", String.valueOf(MOST_PER_CALL));
            return paced(
                    Pace.Turn.LOOK,
                    () -> call(
                            listing.operation(),
                            paged,
                            CallGuard.ALWAYS,
                            answer -> Answers.page(answer, listing, number)));
        };
    }

    private String acknowledged(String operation, Map<String, String> parameters, CallGuard guard) throws SmcException {
        return paced(Pace.Turn.DEED, () -> call(operation, parameters, guard, Answers::requestId));
    }

    @FunctionalInterface
    private interface OneCall<T> {
        T answer() throws SmcException;
    }

    /** The turn comes first, and the guard has the last word: whoever waits for a turn may come too late. */
    private <T> T paced(Pace.Turn turn, OneCall<T> call) throws SmcException {
        pace.await(turn, patience);
        try {
            T answer = call.answer();
            pace.succeeded();
            return answer;
        } catch (SmcException failure) {
            if (failure.isThrottled()) {
                pace.throttled();
            }
            throw failure;
        }
    }

    private <T> T call(String operation, Map<String, String> parameters, CallGuard guard, Listing.Reader<T> reader)
            throws SmcException {
        Sending sending = new Sending(guard);
        Request request = new Request.Builder()
                .url(endpoint.newBuilder()
                        .encodedQuery(Signature.query(parameters))
                        .build())
                .post(RequestBody.create(new byte[0], null))
                .header("x-acs-action", operation)
                .header("x-acs-version", VERSION)
                .header("Accept", "application/json")
                .tag(Sending.class, sending)
                .build();
        try (Response response = execute(request)) {
            skew.note(response);
            return read(response, reader, sending.redaction());
        } catch (SigningInterceptor.NoCredentials failure) {
            throw SmcException.NotSent.withoutCredentials(failure.getMessage(), failure.keyless());
        } catch (Sending.NotWanted refusal) {
            throw new SmcException.NotSent(refusal.getMessage(), null);
        } catch (IOException failure) {
            throw sending.hasBegun()
                    ? unclear(failure, sending.status(), sending.redaction())
                    : new SmcException.NotSent(
                            described(failure, sending.redaction()),
                            sending.redaction().of(failure));
        } catch (RuntimeException failure) {
            // The guard's own failure, say, goes on as it is; but past the first byte nothing may look as if it had not
            // been sent.
            if (sending.hasBegun()) {
                throw unclear(failure, sending.status(), sending.redaction());
            }
            throw failure;
        }
    }

    private Response execute(Request request) throws IOException {
        try {
            return http.newCall(request).execute();
        } catch (Exception failure) {
            // The HTTP client (Kotlin) lets it through undeclared when a thread is interrupted while it connects.
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
            throw failure;
        }
    }

    private static <T> T read(Response response, Listing.Reader<T> reader, Redaction redaction) throws SmcException {
        int status = response.code();
        if (status != 200 && status < 400) {
            throw new SmcException.NoClearAnswer("which is no answer of SMC's", status, null, null);
        }
        try {
            byte[] body = body(response);
            if (status == 200) {
                return reader.read(Answers.object(body));
            }
            if (status == 429 && body.length == 0) {
                throw new SmcException.Refused(status, "Throttling", "too many requests", null);
            }
            throw refused(status, Answers.refusal(body), redaction);
        } catch (Answers.Unreadable failure) {
            throw new SmcException.NoClearAnswer(
                    failure.getMessage(), status, redaction.of(failure.code()), redaction.of(failure));
        } catch (IOException failure) {
            throw unclear(failure, status, redaction);
        }
    }

    private static SmcException refused(int status, Answers.Refusal refusal, Redaction redaction) {
        return new SmcException.Refused(
                status,
                redaction.of(refusal.code()),
                redaction.of(refusal.message()),
                redaction.of(refusal.requestId()),
                redaction.of(refusal.recommend()));
    }

    private static byte[] body(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(LARGEST_BODY + 1)) {
            throw new IOException("a body of over " + LARGEST_BODY + " bytes");
        }
        return source.readByteArray();
    }

    private static SmcException unclear(Exception failure, int status, Redaction redaction) {
        return new SmcException.NoClearAnswer(described(failure, redaction), status, null, redaction.of(failure));
    }

    private static String described(Exception failure, Redaction redaction) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + redaction.of(message));
    }

    @Override
    public String toString() {
        return "SmcClient[" + endpoint + "]";
    }

    /** Calls on their way are not cut off. */
    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
