package dev.cutover.activities;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Speaks to what plans point at: hooks, receivers of messages, heartbeats. Follows no redirect, sends nothing twice by itself, waits and reads
 * only so long, and tells of an address no more than its host.
 */
final class Endpoints {

    /** For everything together: look-up, connection, request, the whole answer. */
    static final Duration CALL = Duration.ofSeconds(30);

    /** A longer answer is cut here. */
    static final long LONGEST_BODY = 64 << 10;

    private static final String KEY = "Idempotency-Key";

    private static final MediaType JSON = MediaType.get("application/json");

    /** As many as a worker has activities: none waits for another. */
    private static final int AT_ONCE = 500;

    private final OkHttpClient http;
    private final Secrets secrets;
    private final Duration beat;

    /** @param beat how often Temporal is told that a call goes on */
    Endpoints(OkHttpClient http, Secrets secrets, Duration beat) {
        this.http = http;
        this.secrets = secrets;
        this.beat = beat;
    }

    static OkHttpClient.Builder client() {
        Dispatcher dispatcher = new Dispatcher(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "endpoint");
            thread.setDaemon(true);
            return thread;
        }));
        dispatcher.setMaxRequests(AT_ONCE);
        dispatcher.setMaxRequestsPerHost(AT_ONCE);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .callTimeout(CALL)
                .connectTimeout(CALL)
                .readTimeout(CALL)
                .writeTimeout(CALL)
                // One retry engine, and it is not this one.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                // Calls are minutes apart: a connection that was kept would have been given up meanwhile.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .addNetworkInterceptor(chain -> {
                    Response response = chain.proceed(chain.request());
                    // With `Retry-After: 0` on a 503 the HTTP client would send again by itself.
                    return response.code() == 503
                            ? response.newBuilder().removeHeader("Retry-After").build()
                            : response;
                });
    }

    /**
     * An answer with 2xx.
     *
     * @param location where it says to ask later, or {@code null}
     * @param retryAfter when, or {@code null}
     * @param body its first {@value #LONGEST_BODY} bytes, secrets masked
     */
    record Answer(int status, String location, String retryAfter, String body) {}

    /**
     * Sends JSON.
     *
     * @throws NotDone when the answer is another than 2xx, or none
     */
    Answer post(Address address, Headers headers, byte[] json, HookAttempt attempt) throws NotDone {
        return answer(address, request(address, headers).post(RequestBody.create(json, JSON)), attempt);
    }

    /** Asks; the same otherwise. */
    Answer ask(Address address, Headers headers, HookAttempt attempt) throws NotDone {
        return answer(address, request(address, headers).get(), attempt);
    }

    /** The header that makes of two requests one: what is not printable ASCII stands percent-encoded. */
    static Headers.Builder keyed(Headers.Builder headers, String key) {
        StringBuilder spelt = new StringBuilder();
        for (byte one : key.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = one > ' ' && one < 0x7f && one != '%';
            spelt.append(isPlain ? String.valueOf((char) one) : String.format("%%%02X", one));
        }
        return headers.set(KEY, spelt.toString());
    }

    private static Request.Builder request(Address address, Headers headers) {
        return new Request.Builder().url(address.url()).headers(headers).header("User-Agent", "cutover");
    }

    private Answer answer(Address address, Request.Builder request, HookAttempt attempt) throws NotDone {
        Call call = http.newCall(request.build());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    answer.complete(read(response));
                } catch (IOException | RuntimeException failure) {
                    answer.completeExceptionally(failure);
                }
            }

            @Override
            public void onFailure(Call failed, IOException failure) {
                answer.completeExceptionally(failure);
            }
        });
        try {
            return judged(address, await(answer, attempt));
        } catch (ExecutionException failure) {
            throw Unanswered.by(address, failure.getCause());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw NotDone.silent("the worker was stopped while it called " + address.told());
        } finally {
            call.cancel();
        }
    }

    private Answer await(CompletableFuture<Answer> answer, HookAttempt attempt)
            throws ExecutionException, InterruptedException {
        while (true) {
            attempt.goesOn();
            try {
                return answer.get(beat.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException goesOn) {
                // The call has a limit of its own.
            }
        }
    }

    private Answer read(Response response) throws IOException {
        BufferedSource body = response.body().source();
        body.request(LONGEST_BODY);
        long length = Math.min(body.getBuffer().size(), LONGEST_BODY);
        return new Answer(
                response.code(),
                response.header("Location"),
                response.header("Retry-After"),
                secrets.redacted(body.readUtf8(length)));
    }

    private static Answer judged(Address address, Answer answer) throws NotDone {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return answer;
        }
        String said = Excerpt.of(answer.body(), Excerpt.IN_SENTENCE);
        String sentence = address.told() + " answers " + status + (said.isEmpty() ? "" : ": " + said);
        if (status >= 300 && status < 400) {
            throw NotDone.refused(address.told() + " answers " + status
                    + ", a redirect, which is not followed: give the address itself");
        }
        boolean isFinal = status >= 400 && status < 500;
        boolean isPassing = status == 408 || status == 425 || status == 429;
        throw isFinal && !isPassing ? NotDone.refused(sentence) : NotDone.silent(sentence);
    }
}
