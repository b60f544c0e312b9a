package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.contract.Converter;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Heartbeat;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.Message;
import dev.cutover.contract.MessageKind;
import dev.cutover.contract.Messages.SendRequest;
import dev.cutover.contract.Receiver;
import dev.cutover.contract.Receiver.Form;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people are told, each form as its chat wants it, and how a chat says no. */
class MessagesImplTest {

    private static final Message MESSAGE = new Message(
            "prod-07/held/1",
            MessageKind.HELD,
            "prod-07",
            "CHG0042",
            "main",
            Dial.MIDNIGHT,
            "3 jobs failed after they were touched <look> & act",
            List.of("db_01", "[web](http://evil.example)"),
            2,
            new JobCounts(60, 12, 3, 0, 0, 0, 40, 5, 0),
            "cutover resume prod-07 --reason '<why>'");

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void listen() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private MessagesImpl messages(int attempt) {
        Secrets secrets = new Secrets(Map.of(
                "CUTOVER_SECRET_CHAT",
                "http://127.0.0.1:" + server.getPort() + "/robot/send?access_token=" + HookStory.TOKEN,
                "CUTOVER_SECRET_SIGN",
                "SEC-planted"));
        OkHttpClient client =
                Endpoints.client().callTimeout(Duration.ofMillis(500)).build();
        return new MessagesImpl(
                new Endpoints(client, secrets, Duration.ofSeconds(1)),
                secrets,
                new Dial(),
                () -> new FakeHookAttempt(attempt, null));
    }

    private void send(Form form, String secretFrom) {
        messages(1)
                .send(new SendRequest(new Receiver(form, null, "CUTOVER_SECRET_CHAT", secretFrom, List.of()), MESSAGE));
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private RecordedRequest request() throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Idempotency-Key")).isEqualTo("prod-07/held/1");
        assertThat(request.getUrl().queryParameter("access_token")).isEqualTo(HookStory.TOKEN);
        return request;
    }

    private static JsonNode body(RecordedRequest request) throws IOException {
        return new ObjectMapper()
                .readTree(Objects.requireNonNull(request.getBody()).utf8());
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "UNRECOGNISED"})
    void as_JSON_it_is_the_message_itself(Form form) throws Exception {
        answer(204, "");
        send(form, null);
        assertThat(Converter.mapper()
                        .readValue(Objects.requireNonNull(request().getBody()).utf8(), Message.class))
                .isEqualTo(MESSAGE);
    }

    @Test
    void to_Slack_it_is_a_text_in_which_nothing_links_or_shouts() throws Exception {
        answer(200, "ok");
        send(Form.SLACK, null);
        assertThat(body(request()).path("text").textValue()).isEqualTo("""
                        *cutover prod-07: held (CHG0042)*
                        3 jobs failed after they were touched &lt;look&gt; &amp; act
                        Servers: db_01, [web](http://evil.example) and 2 more
                        60 jobs: 12 done, 3 failed, 5 cutting over, 40 watching
                        Next: `cutover resume prod-07 --reason '&lt;why&gt;'`""");
    }

    @Test
    void to_DingTalk_it_is_Markdown_with_a_title() throws Exception {
        answer(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
        send(Form.DINGTALK, null);
        RecordedRequest request = request();
        assertThat(request.getUrl().queryParameter("sign")).isNull();
        assertThat(body(request).path("msgtype").textValue()).isEqualTo("markdown");
        assertThat(body(request).path("markdown").path("title").textValue())
                .isEqualTo("cutover prod-07: held (CHG0042)");
        assertThat(body(request).path("markdown").path("text").textValue()).isEqualTo("""
                        **cutover prod-07: held (CHG0042)**

                        3 jobs failed after they were touched \\<look\\> & act

                        Servers: db_01, \\[web\\](http://evil.example) and 2 more

                        60 jobs: 12 done, 3 failed, 5 cutting over, 40 watching

                        Next: `cutover resume prod-07 --reason '<why>'`""");
    }

    /** Computed apart, with Python's {@code hmac}. */
    @Test
    void to_DingTalk_it_is_signed_when_the_robot_has_a_secret() throws Exception {
        answer(200, "{\"errcode\":0}");
        send(Form.DINGTALK, "CUTOVER_SECRET_SIGN");
        RecordedRequest request = request();
        assertThat(request.getUrl().queryParameter("timestamp")).isEqualTo("1795824000000");
        assertThat(request.getUrl().queryParameter("sign")).isEqualTo("LAE+UTEnQXgDOuA1nZEjmrjHXpWVjpw8JMGUu1bzvns=");
        assertThat(request.getTarget()).doesNotContain("+", "SEC-planted");
    }

    @Test
    void one_that_says_little_is_put_in_few_words() {
        Message little = new Message(
                "k", MessageKind.TEST, "prod-07", null, null, Dial.MIDNIGHT, null, List.of(), 0, null, null);
        assertThat(MessageText.of(little, MessageText.Markup.SLACK)).isEqualTo("*cutover prod-07: test*");
    }

    @ParameterizedTest
    @EnumSource
    void each_kind_has_its_words(MessageKind kind) {
        Message message =
                new Message("k", kind, "prod-07", null, null, Dial.MIDNIGHT, "sentence", List.of(), 0, null, null);
        assertThat(MessageText.headline(message)).matches("cutover prod-07: [a-z ]+");
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                argumentSet("JSON: anything", Form.JSON, 200, "whatever", null),
                argumentSet("JSON: gone", Form.JSON, 410, "gone", FailureKind.HOOK_REFUSED),
                argumentSet("JSON: busy", Form.JSON, 500, "", FailureKind.HOOK_SILENT),
                argumentSet("JSON: a redirect", Form.JSON, 302, "", FailureKind.HOOK_REFUSED),
                argumentSet("Slack: ok", Form.SLACK, 200, "ok\n", null),
                argumentSet("Slack: ok in JSON", Form.SLACK, 200, "{ \"ok\": true }", null),
                argumentSet("Slack: not ok", Form.SLACK, 200, "no_text", FailureKind.HOOK_REFUSED),
                argumentSet("Slack: nothing", Form.SLACK, 200, "", FailureKind.HOOK_REFUSED),
                argumentSet("Slack: no such webhook", Form.SLACK, 404, "no_service", FailureKind.HOOK_REFUSED),
                argumentSet("Slack: too many", Form.SLACK, 429, "rate_limited", FailureKind.HOOK_SILENT),
                argumentSet(
                        "DingTalk: the signature is wrong",
                        Form.DINGTALK,
                        200,
                        "{\"errcode\":310000,\"errmsg\":\"sign not match\"}",
                        FailureKind.HOOK_REFUSED),
                argumentSet(
                        "DingTalk: busy",
                        Form.DINGTALK,
                        200,
                        "{\"errcode\":-1,\"errmsg\":\"busy\"}",
                        FailureKind.HOOK_SILENT),
                argumentSet(
                        "DingTalk: too many",
                        Form.DINGTALK,
                        200,
                        "{\"errcode\":130101,\"errmsg\":\"send too fast\"}",
                        FailureKind.HOOK_SILENT),
                argumentSet(
                        "DingTalk: too many, as it says it since",
                        Form.DINGTALK,
                        200,
                        "{\"errcode\":410100,\"errmsg\":\"send too fast\"}",
                        FailureKind.HOOK_SILENT),
                argumentSet("DingTalk: no JSON", Form.DINGTALK, 200, "<html>", FailureKind.HOOK_REFUSED),
                argumentSet("DingTalk: nothing", Form.DINGTALK, 200, "", FailureKind.HOOK_REFUSED),
                argumentSet("DingTalk: no code", Form.DINGTALK, 200, "{\"errcode\":\"x\"}", FailureKind.HOOK_REFUSED));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void each_answer_has_its_meaning(Form form, int status, String body, FailureKind kind) {
        answer(status, body);
        if (kind == null) {
            send(form, null);
            return;
        }
        ApplicationFailure failure = failure(kind, form);
        assertThat(failure.getOriginalMessage())
                .startsWith("http://127.0.0.1:" + server.getPort() + " answers")
                .doesNotContain("robot");
    }

    private ApplicationFailure failure(FailureKind kind, Form form) {
        return HookStory.failure(kind, () -> {
            send(form, null);
            return null;
        });
    }

    @Test
    void a_chat_that_quotes_its_address_tells_no_secret() {
        answer(400, "no such path /robot/send?access_token=" + HookStory.TOKEN);
        assertThat(failure(FailureKind.HOOK_REFUSED, Form.JSON).getOriginalMessage())
                .endsWith("answers 400: no such path /robot/send?access_token=***");
    }

    @ParameterizedTest
    @CsvSource({"1, PT10S", "3, PT40S", "9, PT2M"})
    void the_distance_between_tries_grows(int attempt, Duration delay) {
        answer(500, "");
        Receiver receiver = new Receiver(Form.JSON, null, "CUTOVER_SECRET_CHAT", null, List.of());
        ApplicationFailure failure = HookStory.failure(FailureKind.HOOK_SILENT, () -> {
            messages(attempt).send(new SendRequest(receiver, MESSAGE));
            return null;
        });
        assertThat(failure.getNextRetryDelay()).isEqualTo(delay);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "http://chat.example/services/k-1, none, plain http to another machine (chat.example)",
                "none, CUTOVER_SECRET_ABSENT, CUTOVER_SECRET_ABSENT is not set",
                "none, SMC_ENDPOINT, CUTOVER_SECRET_",
                "none, none, urlFrom",
            })
    void an_address_that_will_not_do_is_refused(String url, String urlFrom, String sentence) {
        Receiver receiver = new Receiver(Form.SLACK, url, urlFrom, null, List.of());
        assertThat(HookStory.failure(FailureKind.HOOK_REFUSED, () -> {
                            messages(1).send(new SendRequest(receiver, MESSAGE));
                            return null;
                        })
                        .getOriginalMessage())
                .contains(sentence)
                .doesNotContain("k-1");
    }

    @Test
    void a_robots_secret_that_is_not_set_is_refused() {
        Receiver receiver =
                new Receiver(Form.DINGTALK, null, "CUTOVER_SECRET_CHAT", "CUTOVER_SECRET_ABSENT", List.of());
        HookStory.failure(FailureKind.HOOK_REFUSED, () -> {
            messages(1).send(new SendRequest(receiver, MESSAGE));
            return null;
        });
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void the_heart_beats_by_GET() throws Exception {
        answer(200, "OK");
        messages(1).beat(new Heartbeat(null, "CUTOVER_SECRET_CHAT", Duration.ofMinutes(5)));
        assertThat(server.takeRequest().getMethod()).isEqualTo("GET");
    }

    @Test
    void a_heartbeat_that_nobody_takes_fails_as_messages_do() {
        answer(404, "");
        HookStory.failure(FailureKind.HOOK_REFUSED, this::beat);
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        HookStory.failure(FailureKind.HOOK_SILENT, this::beat);
    }

    private Void beat() {
        messages(1).beat(new Heartbeat(null, "CUTOVER_SECRET_CHAT", Duration.ofMinutes(5)));
        return null;
    }
}
