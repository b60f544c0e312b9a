package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the client makes of its pace, on a real wire. */
class PacedClientTest {

    private static final String ACKNOWLEDGED = "{\"RequestId\": \"R\"}";
    private static final String NONE = "{\"TotalCount\": 0, \"ReplicationJobs\": {\"ReplicationJob\": []}}";

    private final MockWebServer server = new MockWebServer();
    private final List<String> happened = new ArrayList<>();
    private long now;
    private final Pace pace = new Pace(10, () -> now, time -> {
        happened.add("waited " + time.toMillis() + " ms");
        now += time.toNanos();
    });
    private SmcClient client;

    @BeforeEach
    void start() throws Exception {
        server.start();
        client = new SmcClient(
                SmcSettings.at(URI.create("http://127.0.0.1:" + server.getPort())),
                Credentials.fixed(Line.KEY),
                new TestClock(),
                pace);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @Test
    @DisplayName("a turn is waited for before the guard is asked, never after")
    void guardLast() {
        answers(200, ACKNOWLEDGED);
        answers(200, ACKNOWLEDGED);
        for (int call = 0; call < 2; call++) {
            assertThat(Line.cutOver(client, () -> {
                        happened.add("asked");
                        return Optional.empty();
                    }))
                    .isEqualTo("answered R");
        }
        assertThat(happened).containsExactly("asked", "waited 100 ms", "asked");
    }

    @Test
    @DisplayName("each call takes its turn: looks, pages, starts, stops")
    void everyCall() {
        answers(200, NONE);
        answers(200, NONE);
        answers(200, NONE);
        answers(200, ACKNOWLEDGED);
        answers(200, ACKNOWLEDGED);
        assertThat(Line.verdict(() -> client.describeReplicationJobs(List.of("j-1"))))
                .isEqualTo("answered []");
        assertThat(Line.verdict(() -> client.findReplicationJobs(JobFilter.everything())))
                .isEqualTo("answered []");
        assertThat(Line.verdict(() -> client.findReplicationJobs(JobFilter.everything())))
                .isEqualTo("answered []");
        assertThat(Line.verdict(() -> client.startReplicationJob("j-1"))).isEqualTo("answered R");
        assertThat(Line.verdict(() -> client.stopReplicationJob("j-1"))).isEqualTo("answered R");
        assertThat(happened).hasSize(4).containsOnly("waited 100 ms");
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                argumentSet("throttled", 400, "{\"Code\": \"Throttling.User\"}", 5),
                argumentSet("throttled by the operation", 503, "{\"Code\": \"Throttling.Api\"}", 5),
                argumentSet("a 429", 429, "{\"Code\": \"TooMany\"}", 5),
                argumentSet("a 429 without a body", 429, "", 5),
                argumentSet("a 429 that nobody can read", 429, "<html>", 5),
                argumentSet("a code that begins like it", 400, "{\"Code\": \"ThrottlingNot\"}", 10),
                argumentSet("another refusal", 400, "{\"Code\": \"ReplicationJob.InvalidStatus\"}", 10),
                argumentSet("what nobody can read", 200, "<html>", 10),
                argumentSet("an acknowledgement", 200, ACKNOWLEDGED, 10));
    }

    @ParameterizedTest(name = "after {argumentSetName}: {2} calls a second")
    @MethodSource("answers")
    void slowed(int status, String body, double callsPerSecond) {
        answers(status, body);
        Line.cutOver(client);
        assertThat(pace.callsPerSecond()).isEqualTo(callsPerSecond);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("a call that succeeds brings a little of it back, and one that is merely refused does not")
    void faster() {
        answers(400, "{\"Code\": \"Throttling\"}");
        answers(400, "{\"Code\": \"ReplicationJob.InvalidStatus\"}");
        answers(200, ACKNOWLEDGED);
        Line.cutOver(client);
        Line.cutOver(client);
        assertThat(pace.callsPerSecond()).isEqualTo(5);
        Line.cutOver(client);
        assertThat(pace.callsPerSecond()).isEqualTo(5.02);
    }

    @Test
    @DisplayName("a call whose turn would come too late is not sent, and says why")
    void tooLate() {
        List<Pace.Place> line = new ArrayList<>();
        for (int waiting = 0; waiting < 100; waiting++) {
            line.add(pace.join(Pace.Turn.DEED, Duration.ofHours(1)));
        }
        assertThat(Line.failure(() -> client.cutOverReplicationJob("j-1", true, CallGuard.ALWAYS)))
                .isInstanceOfSatisfying(SmcException.NotSent.class, notSent -> {
                    assertThat(notSent.isSpacedOut()).isTrue();
                    assertThat(notSent.isByCredentials()).isFalse();
                    assertThat(notSent.getMessage()).contains("spaced out");
                });
        assertThat(server.getRequestCount()).isZero();
        line.forEach(pace::leave);
        answers(200, ACKNOWLEDGED);
        assertThat(Line.cutOver(client)).isEqualTo("answered R");
    }
}
