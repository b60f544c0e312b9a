package dev.cutover.smc;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
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

    /** A filter that finds more pages than this finds them again and again. */
    private static final int MOST_PAGES = 1_000;

    private static final String VERSION = "2019-06-01";

    private final HttpUrl endpoint;
    private final OkHttpClient http;

    public SmcClient(SmcSettings settings, Credentials credentials, InstantSource clock) {
        this(settings, credentials, clock, () -> UUID.randomUUID().toString());
    }

    SmcClient(SmcSettings settings, Credentials credentials, InstantSource clock, Supplier<String> nonces) {
        this.endpoint = HttpUrl.get(settings.endpoint());
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
                .eventListener(new Sending.Listener())
                .addInterceptor(new SigningInterceptor(credentials, clock, nonces))
                .addNetworkInterceptor(new Sending.Gate());
        if (settings.proxy() != null) {
            builder.proxy(new Proxy(
                    Proxy.Type.HTTP,
                    new InetSocketAddress(
                            settings.proxy().getHost(), settings.proxy().getPort())));
        }
        this.http = builder.build();
    }

    @Override
    public List<ReplicationJob> describeReplicationJobs(List<String> jobIds) throws SmcException {
        List<ReplicationJob> jobs = new ArrayList<>();
        for (int from = 0; from < jobIds.size(); from += MOST_PER_CALL) {
            List<String> chunk = jobIds.subList(from, Math.min(jobIds.size(), from + MOST_PER_CALL));
            Map<String, String> parameters = numbered("JobId", chunk);
            parameters.put("PageSize", String.valueOf(MOST_PER_CALL));
            jobs.addAll(call("DescribeReplicationJobs", parameters, CallGuard.ALWAYS, SmcClient::jobs));
        }
        return jobs;
    }

    @Override
    public List<ReplicationJob> findReplicationJobs(JobFilter filter) throws SmcException {
        List<ReplicationJob> jobs = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            Map<String, String> parameters = filter.parameters();
            parameters.put("PageNumber", String.valueOf(page));
            parameters.put("PageSize", String.valueOf(MOST_PER_CALL));
            List<ReplicationJob> found = call("DescribeReplicationJobs", parameters, CallGuard.ALWAYS, SmcClient::jobs);
            // Jobs that come and go between two pages shift the rows: a job is told once, and a short page is the last.
            found.stream().filter(job -> seen.add(job.jobId())).forEach(jobs::add);
            if (found.size() < MOST_PER_CALL) {
                return jobs;
            }
        }
        throw new SmcException.NoClearAnswer("over " + MOST_PAGES + " pages of jobs", null);
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
        List<SourceServer> servers = new ArrayList<>();
        for (int from = 0; from < sourceIds.size(); from += MOST_PER_CALL) {
            List<String> chunk = sourceIds.subList(from, Math.min(sourceIds.size(), from + MOST_PER_CALL));
            Map<String, String> parameters = numbered("SourceId", chunk);
            parameters.put("PageSize", String.valueOf(MOST_PER_CALL));
            servers.addAll(call("DescribeSourceServers", parameters, CallGuard.ALWAYS, SmcClient::servers));
        }
        return servers;
    }

    private String acknowledged(String operation, Map<String, String> parameters, CallGuard guard) throws SmcException {
        return call(operation, parameters, guard, Answers::requestId);
    }

    private static List<ReplicationJob> jobs(JsonNode answer) throws Answers.Unreadable {
        List<ReplicationJob> jobs = new ArrayList<>();
        for (JsonNode row : Answers.rows(answer, "ReplicationJobs", "ReplicationJob")) {
            jobs.add(Answers.job(row));
        }
        return jobs;
    }

    private static List<SourceServer> servers(JsonNode answer) throws Answers.Unreadable {
        List<SourceServer> servers = new ArrayList<>();
        for (JsonNode row : Answers.rows(answer, "SourceServers", "SourceServer")) {
            servers.add(Answers.sourceServer(row));
        }
        return servers;
    }

    private static Map<String, String> numbered(String name, List<String> values) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            parameters.put(name + "." + (i + 1), values.get(i));
        }
        return parameters;
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(JsonNode answer) throws Answers.Unreadable;
    }

    private <T> T call(String operation, Map<String, String> parameters, CallGuard guard, Reader<T> reader)
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
        try (Response response = http.newCall(request).execute()) {
            return read(response, reader);
        } catch (SigningInterceptor.NoCredentials failure) {
            throw new SmcException.NotSent(failure.getMessage(), true, failure);
        } catch (IOException failure) {
            throw sending.hasBegun()
                    ? new SmcException.NoClearAnswer(described(failure), failure)
                    : new SmcException.NotSent(described(failure), failure);
        }
    }

    private static <T> T read(Response response, Reader<T> reader) throws IOException, SmcException {
        String body = body(response);
        try {
            if (response.isSuccessful()) {
                return reader.read(Answers.object(body));
            }
            throw refused(response.code(), body);
        } catch (Answers.Unreadable failure) {
            throw new SmcException.NoClearAnswer("HTTP " + response.code() + ", " + failure.getMessage(), failure);
        }
    }

    private static SmcException refused(int status, String body) throws Answers.Unreadable {
        if (status == 429 && body.isBlank()) {
            return new SmcException.Refused(status, "Throttling", "too many requests", null);
        }
        if (status < 400) {
            return new SmcException.NoClearAnswer("HTTP " + status + ", which is no answer of SMC's", null);
        }
        JsonNode answer = Answers.object(body);
        String code = Answers.text(answer, "Code");
        if (code == null) {
            throw new Answers.Unreadable("the body has no Code");
        }
        return new SmcException.Refused(
                status, code, Answers.text(answer, "Message"), Answers.text(answer, "RequestId"));
    }

    private static String body(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(LARGEST_BODY + 1)) {
            throw new IOException("a body of over " + LARGEST_BODY + " bytes");
        }
        return source.readUtf8();
    }

    private static String described(IOException failure) {
        String message = failure.getMessage();
        return failure instanceof Sending.NotWanted
                ? message
                : failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
