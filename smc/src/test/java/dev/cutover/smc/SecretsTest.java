package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Secrets are planted, a server throws them back in every way it can, and all that a process could show is searched for them. */
@Timeout(60)
class SecretsTest {

    private static final String SECRET = "PLANTEDsecret0123456789abcdef";
    /** With characters that are encoded differently on the way. */
    private static final String TOKEN = "PLANTEDtoken/with+signs==";

    private static final AccessKey KEY = new AccessKey("STS.PLANTEDid9876", SECRET, TOKEN, null);

    private final ListAppender<ILoggingEvent> slf4j = new ListAppender<>();
    private final List<String> jul = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public synchronized void publish(LogRecord record) {
            jul.add(record.getMessage() + record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.TRACE);
        slf4j.start();
        root.addAppender(slf4j);
        java.util.logging.Logger julRoot = LogManager.getLogManager().getLogger("");
        julRoot.setLevel(java.util.logging.Level.ALL);
        handler.setLevel(java.util.logging.Level.ALL);
        julRoot.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAppender(slf4j);
        root.setLevel(Level.INFO);
        java.util.logging.Logger julRoot = LogManager.getLogManager().getLogger("");
        julRoot.removeHandler(handler);
        julRoot.setLevel(java.util.logging.Level.INFO);
    }

    static Stream<Arguments> echoes() {
        String all = SECRET + " " + TOKEN + " " + Signature.encoded(TOKEN) + " STS.PLANTEDid9876";
        return Stream.of(
                argumentSet(
                        "in the message of a bad signature",
                        error("SignatureDoesNotMatch", "server string to sign: " + all, "R")),
                argumentSet("in its JSON escapes", error("X", "PLANTEDtoken\\/with\\u002bsigns==", "R")),
                argumentSet("as the code", error(SECRET, "m", "R")),
                argumentSet("as the request id", error("X", "m", TOKEN)),
                argumentSet(
                        "in a body of another shape",
                        answer(400, "{\"Code\": \"" + SECRET + "\", \"Message\": [\"" + all + "\"]}")),
                argumentSet("in a body that is no JSON", answer(200, all)),
                argumentSet("in JSON that is broken", answer(200, "{\"RequestId\": \"" + all)),
                argumentSet("in a row", answer(200, "{\"ReplicationJobs\": {\"ReplicationJob\": [\"" + all + "\"]}}")),
                argumentSet("in the status line", RawServer.says("HTTP/1.1 " + all + "\r\n\r\n")),
                argumentSet("instead of HTTP", RawServer.says(all + "\r\n\r\n")),
                argumentSet("in the name of a header", RawServer.says("HTTP/1.1 200 OK\r\n" + all + "\r\n\r\n")),
                argumentSet(
                        "as the length", RawServer.says("HTTP/1.1 200 OK\r\nContent-Length: " + SECRET + "\r\n\r\n{}")),
                argumentSet(
                        "as the size of a chunk",
                        RawServer.says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + SECRET + "\r\n")),
                argumentSet(
                        "in a redirect",
                        RawServer.says("HTTP/1.1 302 Found\r\nLocation: http://x/?" + TOKEN
                                + "\r\nContent-Length: 0\r\n\r\n")),
                argumentSet("and hangs up", RawServer.says("")));
    }

    @ParameterizedTest(name = "a server that throws the key back {argumentSetName}: it stands in no text")
    @MethodSource("echoes")
    void echoes(RawServer.Deed deed) throws Exception {
        try (RawServer server = new RawServer(deed);
                SmcClient client = client(server.address())) {
            SmcException failure = Line.failure(() -> client.cutOverReplicationJob("j-1", true, CallGuard.ALWAYS));

            assertThat(failure).isNotInstanceOf(SmcException.NotSent.class);
            assertThat(server.received())
                    .as("the token went out, so it could come back")
                    .contains(TOKEN);
            assertNothingTold(failure, client);
        }
    }

    @Test
    @DisplayName("a call that goes well tells nothing either")
    void good() throws Exception {
        try (RawServer server = new RawServer(answer(200, "{\"RequestId\": \"R\"}"));
                SmcClient client = client(server.address())) {
            assertThat(Line.cutOver(client)).isEqualTo("answered R");
            assertNothingTold(null, client);
        }
    }

    @Test
    @DisplayName("a call that is not sent tells nothing either")
    void notSent() throws Exception {
        try (SmcClient client = client(URI.create("http://127.0.0.1:1"))) {
            assertNothingTold(Line.failure(() -> client.stopReplicationJob("j-1")), client);
        }
    }

    @Test
    @DisplayName("what shows a key shows the ends of its id at most")
    void shownKey() {
        assertThat(List.of(KEY, new Redaction(KEY), AccessKey.of("short", SECRET))
                        .toString())
                .doesNotContain(SECRET, TOKEN, KEY.id(), "short")
                .contains("STS.***76");
    }

    @Test
    @DisplayName("a sentence of SMC's is kept, on one line and of bounded length")
    void keptSentence() {
        Redaction redaction = new Redaction(KEY);

        assertThat(redaction.of("not in a state\n that allows it")).isEqualTo("not in a state that allows it");
        assertThat(redaction.of("x".repeat(5_000))).hasSize(Redaction.LONGEST + 3);
        assertThat(redaction.of((String) null)).isNull();
    }

    private static SmcClient client(URI endpoint) {
        return new SmcClient(SmcSettings.at(endpoint), Credentials.fixed(KEY), InstantSource.fixed(TestClock.START));
    }

    private static RawServer.Deed error(String code, String message, String requestId) {
        return answer(
                400,
                "{\"Code\": \"" + code + "\", \"Message\": \"" + message + "\", \"RequestId\": \"" + requestId
                        + "\", \"Recommend\": \"" + TOKEN + "\"}");
    }

    private static RawServer.Deed answer(int status, String body) {
        return RawServer.says("HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private void assertNothingTold(SmcException failure, SmcClient client) {
        List<String> told = new ArrayList<>();
        told.add(client.toString());
        if (failure != null) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            told.add(trace.toString());
            if (failure instanceof SmcException.Refused refused) {
                told.add(refused.code() + refused.message() + refused.requestId() + refused.recommend());
            }
            if (failure instanceof SmcException.NoClearAnswer unclear) {
                told.add(unclear.what() + unclear.code());
            }
        }
        told.add(slf4j.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n")));
        synchronized (handler) {
            told.addAll(jul);
        }
        assertThat(told)
                .allSatisfy(text -> assertThat(text).doesNotContain("PLANTEDsecret", "PLANTEDtoken", "PLANTEDid"));
    }
}
