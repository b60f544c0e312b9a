package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.contract.Converter;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookResult;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an endpoint of a hook is sent, and what is made of each answer and of none. */
class HttpHookCallTest extends HttpHookStory {

    @Test
    void is_told_of_the_step_as_JSON_with_its_key_and_the_headers_of_the_plan() throws Exception {
        answer(says(200, "frozen"));
        HookResult result = run(
                hook(
                        new Hook.Header("X-Team", "night", null),
                        new Hook.Header("Authorization", null, "CUTOVER_SECRET_TOKEN"),
                        new Hook.Header("Idempotency-Key", "of the plan", null)),
                null,
                HookStory.input("prod-07/应用 1%/before/1"),
                FakeHookAttempt.first());

        assertThat(result.output()).isEqualTo("frozen");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo("/freeze");
        assertThat(request.getHeaders().toMultimap())
                .containsEntry("content-type", List.of("application/json"))
                .containsEntry("user-agent", List.of("cutover"))
                .containsEntry("idempotency-key", List.of("prod-07/%E5%BA%94%E7%94%A8%201%25/before/1"))
                .containsEntry("x-team", List.of("night"))
                .containsEntry("authorization", List.of(HookStory.TOKEN));
        ObjectMapper mapper = Converter.mapper();
        assertThat(mapper.readValue(Objects.requireNonNull(request.getBody()).utf8(), HookInput.class))
                .isEqualTo(HookStory.input("prod-07/应用 1%/before/1"));
    }

    @Test
    void what_it_says_is_kept_short_on_one_line_and_without_secrets() {
        answer(says(201, "line\u0007\r\n\u001b[31m two, " + HookStory.TOKEN + " " + "x".repeat(1_000)));
        assertThat(run(FakeHookAttempt.first()).output())
                .startsWith("line [31m two, *** xxx")
                .hasSize(Hook.LONGEST_OUTPUT);
    }

    @ParameterizedTest
    @CsvSource({
        "204, ''           , done",
        "202, ''           , done",
        "301, MOVED        , HOOK_REFUSED",
        "307, MOVED        , HOOK_REFUSED",
        "304, ''           , HOOK_REFUSED",
        "400, bad          , HOOK_REFUSED",
        "401, who          , HOOK_REFUSED",
        "404, ''           , HOOK_REFUSED",
        "409, frozen by hand, HOOK_REFUSED",
        "408, slow         , HOOK_SILENT",
        "425, early        , HOOK_SILENT",
        "429, many         , HOOK_SILENT",
        "500, boom         , HOOK_SILENT",
        "503, ''           , HOOK_SILENT",
        "599, odd          , HOOK_SILENT",
        "600, odd          , HOOK_SILENT",
    })
    void each_status_has_its_meaning(int status, String body, String meaning) {
        answer(status == 204 || status == 304 ? new MockResponse.Builder().code(status) : says(status, body));
        if (meaning.equals("done")) {
            assertThat(run(FakeHookAttempt.first()).output()).isEqualTo(body);
            return;
        }
        ApplicationFailure failure =
                HookStory.failure(FailureKind.valueOf(meaning), () -> run(FakeHookAttempt.first()));
        assertThat(failure.getOriginalMessage())
                .contains("http://127.0.0.1:" + server.getPort() + " answers " + status);
        if (status >= 400) {
            assertThat(failure.getOriginalMessage()).contains(body);
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void nothing_is_sent_twice_whatever_a_503_asks_for() {
        answer(says(503, "").setHeader("Retry-After", "0"));
        answer(says(200, "second"));
        HookStory.failure(FailureKind.HOOK_SILENT, () -> run(FakeHookAttempt.first()));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, PT10S", "2, PT20S", "4, PT1M20S", "5, PT2M", "1000, PT2M"})
    void the_distance_between_tries_grows(int attempt, Duration delay) {
        answer(says(500, ""));
        ApplicationFailure failure =
                HookStory.failure(FailureKind.HOOK_SILENT, () -> run(new FakeHookAttempt(attempt, null)));
        assertThat(failure.getNextRetryDelay()).isEqualTo(delay);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                argumentSet(
                        "it does not answer",
                        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE),
                        "no whole answer"),
                argumentSet(
                        "it begins to answer, and does not end",
                        says(200, "x".repeat(1_000)).onResponseBody(SocketEffect.Stall.INSTANCE),
                        "no whole answer"),
                argumentSet(
                        "it hangs up",
                        new MockResponse.Builder().onResponseStart(SocketEffect.ShutdownConnection.INSTANCE),
                        "broke"),
                argumentSet(
                        "it hangs up in its answer",
                        says(200, "x".repeat(1_000)).onResponseBody(SocketEffect.ShutdownConnection.INSTANCE),
                        "breaks off"),
                argumentSet("its answer is no HTTP", new MockResponse.Builder().status("FROZEN"), "none of HTTP"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void is_tried_again_when(MockResponse.Builder response, String sentence) {
        client = Endpoints.client().callTimeout(Duration.ofMillis(300)).build();
        answer(response);
        FakeHookAttempt attempt = FakeHookAttempt.first();
        assertThat(HookStory.failure(FailureKind.HOOK_SILENT, () -> run(attempt))
                        .getOriginalMessage())
                .contains("127.0.0.1:" + server.getPort())
                .contains(sentence);
        assertThat(attempt.beats()).isPositive();
    }

    @Test
    void an_answer_that_streams_for_ever_is_cut() throws IOException {
        try (EndlessServer endless = new EndlessServer("HTTP/1.1 200 OK\r\n\r\nfrozen ")) {
            HookResult result = run(
                    new Hook.Http(endless.url(), null, List.of()), null, HookStory.input(), FakeHookAttempt.first());
            assertThat(result.output()).startsWith("frozen ").hasSize(Hook.LONGEST_OUTPUT);
        }
    }

    @Test
    void Temporal_hears_that_a_call_goes_on_and_a_call_that_nobody_waits_for_is_given_up() {
        answer(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
        ActivityCanceledException cancelled = new ActivityCanceledException();
        FakeHookAttempt attempt = FakeHookAttempt.first();
        attempt.onBeat(() -> {
            if (attempt.beats() == 5) {
                throw cancelled;
            }
        });
        assertThat(catchThrowable(() -> run(attempt))).isSameAs(cancelled);
        assertThat(attempt.beats()).isEqualTo(5);
    }

    @Test
    void a_worker_that_stops_gives_the_call_up() {
        answer(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
        Thread.currentThread().interrupt();
        HookStory.failure(FailureKind.HOOK_SILENT, () -> run(FakeHookAttempt.first()));
        assertThat(Thread.interrupted()).isTrue();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                argumentSet("no address at all", new Hook.Http(null, null, List.of()), "urlFrom"),
                argumentSet("no address", new Hook.Http("freeze it", null, List.of()), "no address"),
                argumentSet("another scheme", new Hook.Http("ftp://example.org/", null, List.of()), "no address"),
                argumentSet(
                        "plain http to another machine",
                        new Hook.Http("http://example.org/?key=k-1", null, List.of()),
                        "plain http to another machine (example.org)"),
                argumentSet(
                        "a name that only begins like this machine's",
                        new Hook.Http("http://127.0.0.1.example.org/", null, List.of()),
                        "plain http"),
                argumentSet(
                        "a password", new Hook.Http("https://me:pass-1@example.org/", null, List.of()), "a password"),
                argumentSet(
                        "a variable that no plan may name", new Hook.Http(null, "OTHER", List.of()), "CUTOVER_SECRET_"),
                argumentSet(
                        "a variable that is not set",
                        new Hook.Http(null, "CUTOVER_SECRET_ABSENT", List.of()),
                        "CUTOVER_SECRET_ABSENT is not set"),
                argumentSet(
                        "a blank variable",
                        new Hook.Http(null, "CUTOVER_SECRET_BLANK", List.of()),
                        "CUTOVER_SECRET_BLANK is not set"),
                argumentSet(
                        "a variable that holds no address",
                        new Hook.Http(null, "CUTOVER_SECRET_NO_URL", List.of()),
                        "CUTOVER_SECRET_NO_URL is no address"),
                argumentSet(
                        "a header of two lines",
                        header(new Hook.Header("X-Key", null, "CUTOVER_SECRET_LINES")),
                        "X-Key has a value"),
                argumentSet("a header without a value", header(new Hook.Header("X-Key", null, null)), "X-Key"),
                argumentSet(
                        "a header without a name", header(new Hook.Header("X Key", "v", null)), "a name that is none"));
    }

    private static Hook.Http header(Hook.Header header) {
        return new Hook.Http("http://127.0.0.1:1/", null, List.of(header));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refuses(Hook.Http http, String sentence) {
        assertThat(HookStory.failure(
                                FailureKind.HOOK_REFUSED,
                                () -> run(http, null, HookStory.input(), FakeHookAttempt.first()))
                        .getOriginalMessage())
                .contains(sentence)
                .doesNotContain("k-1", "pass-1", "something else", "two");
    }

    @Test
    void an_address_that_cannot_be_reached_is_tried_again_and_tells_nothing_but_its_host() {
        Hook.Http hook = new Hook.Http(null, "CUTOVER_SECRET_URL", List.of());
        assertThat(HookStory.failure(
                                FailureKind.HOOK_SILENT,
                                () -> run(hook, null, HookStory.input(), FakeHookAttempt.first()))
                        .getOriginalMessage())
                .isEqualTo("http://127.0.0.1:1 cannot be reached");
    }

    @Test
    void a_name_that_nobody_knows_is_tried_again() {
        Hook.Http hook = new Hook.Http("https://no-such-host.invalid/freeze", null, List.of());
        assertThat(HookStory.failure(
                                FailureKind.HOOK_SILENT,
                                () -> run(hook, null, HookStory.input(), FakeHookAttempt.first()))
                        .getOriginalMessage())
                .contains("the name of https://no-such-host.invalid is not known");
    }

    @Test
    void the_limits_of_a_call() {
        OkHttpClient usual = Endpoints.client().build();
        assertThat(usual.callTimeoutMillis()).isEqualTo(TimeUnit.SECONDS.toMillis(30));
        assertThat(usual.followRedirects()).isFalse();
        assertThat(usual.followSslRedirects()).isFalse();
        assertThat(usual.retryOnConnectionFailure()).isFalse();
        assertThat(usual.dispatcher().getMaxRequestsPerHost()).isEqualTo(500);
        assertThat(Endpoints.LONGEST_BODY).isEqualTo(65_536);
    }
}
