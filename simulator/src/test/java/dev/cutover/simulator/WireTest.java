package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("a running simulator, on the wire")
@Timeout(30)
class WireTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final TestClock clock = new TestClock();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Simulator simulator;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(
                SimulatorOptions.defaults(),
                List.of(TestCloud.hourly("j-1"), TestCloud.hourly("j-2")),
                List.of(),
                clock);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpRequest.Builder request(SignedCall call) {
        String host = simulator.endpoint().getAuthority();
        Call signed = call.header("host", host).sign();
        String query = signed.query().entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + host + "/?" + query))
                .method(signed.method(), HttpRequest.BodyPublishers.ofString(signed.body()));
        signed.headers().forEach((name, value) -> {
            if (!name.equals("host")) {
                request.header(name, value);
            }
        });
        return request;
    }

    /** As the vendor's clients do: a space is a plus on the wire. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(SignedCall call) throws Exception {
        return client.send(request(call).build(), HttpResponse.BodyHandlers.ofString());
    }

    private SignedCall cutOver(String id) {
        return new SignedCall(Fault.CUT_OVER, clock.instant(), "JobId", id, "SyncData", "True");
    }

    private SignedCall look(String... parameters) {
        return new SignedCall("DescribeReplicationJobs", clock.instant(), parameters);
    }

    @Test
    @DisplayName("answers in JSON, with a request id that the ledger has too")
    void answers() throws Exception {
        HttpResponse<String> response = send(cutOver("j-1"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(MAPPER.readTree(response.body()))
                .isEqualTo(MAPPER.createObjectNode()
                        .put("RequestId", simulator.ledger().get(0).requestId()));
        assertThat(simulator.status("j-1")).isEqualTo("Running");
        assertThat(simulator.status("j-9")).isNull();
    }

    @Test
    @DisplayName("refuses with a code, and says so in all the fields of an error")
    void refuses() throws Exception {
        HttpResponse<String> response = send(cutOver("j-9"));
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode body = MAPPER.readTree(response.body());
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("RequestId", "HostId", "Code", "Message", "Recommend");
        assertThat(body.get("Code").asText()).isEqualTo("InvalidParameter.JobId");
    }

    @Test
    @DisplayName("reads a query with any letters in it")
    void letters() throws Exception {
        simulator.add(SimulatedJob.waiting("j-3", "a b*c~d/é+服&="));
        JsonNode body = MAPPER.readTree(send(look("Name", "a b*c~d/é+服&=")).body());
        assertThat(body.at("/ReplicationJobs/ReplicationJob/0/JobId").asText()).isEqualTo("j-3");
    }

    @Test
    @DisplayName("reads parameters of a form too, and they are signed as the body that they are")
    void form() throws Exception {
        SignedCall call = look("Status", "Waiting")
                .header("content-type", "application/x-www-form-urlencoded")
                .body("JobId.1=j-2&Name=" + encoded("name-of-j-2"));
        JsonNode body = MAPPER.readTree(send(call).body());
        assertThat(body.at("/TotalCount").asInt()).isEqualTo(1);
        assertThat(body.at("/ReplicationJobs/ReplicationJob/0/JobId").asText()).isEqualTo("j-2");
    }

    @Test
    @DisplayName("takes a GET as well")
    void get() throws Exception {
        HttpResponse<String> response = send(look("JobId.1", "j-1").method("GET"));
        assertThat(MAPPER.readTree(response.body()).at("/TotalCount").asInt()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}: the caller sees the connection end, and not a word")
    @EnumSource(
            value = FaultKind.class,
            names = {"ANSWER_LOST", "CONNECTION_DROPPED"})
    void noAnswer(FaultKind kind) {
        simulator.add(Fault.on(kind, "j-1", 1));
        assertThatIOException().isThrownBy(() -> send(cutOver("j-1")));
        assertThat(simulator.status("j-1")).isEqualTo(kind == FaultKind.ANSWER_LOST ? "Running" : "Waiting");
        assertThat(simulator.ledger()).hasSize(1);
    }

    @Test
    @DisplayName("garbage is what nobody can read as JSON")
    void garbage() throws Exception {
        simulator.add(Fault.on(FaultKind.GARBAGE, "j-1", 1));
        HttpResponse<String> response = send(cutOver("j-1"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("<html>");
        assertThat(simulator.status("j-1")).isEqualTo("Running");
    }

    @Test
    @DisplayName("a slow answer comes after the caller has given up, and keeps nobody else waiting, nor the end")
    void slowAnswer() throws Exception {
        simulator.add(Fault.on(FaultKind.SLOW_ANSWER, "j-1", 1).lasting(Duration.ofHours(1)));
        HttpRequest request =
                request(cutOver("j-1")).timeout(Duration.ofMillis(300)).build();
        assertThatIOException()
                .isThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.status("j-1")).isEqualTo("Running");
        assertThat(send(look()).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("a slow answer comes all the same when the caller waits for it")
    void slowAnswerWaitedFor() throws Exception {
        simulator.add(Fault.on(FaultKind.SLOW_ANSWER, "j-1", 1).lasting(Duration.ofMillis(20)));
        assertThat(send(cutOver("j-1")).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("a query or a form that cannot be read is refused, and so is a HEAD")
    void unreadable() throws Exception {
        SignedCall form = look().header("content-type", "application/x-www-form-urlencoded")
                .body("JobId.1=%GG");
        HttpResponse<String> response = send(form);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(MAPPER.readTree(response.body()).get("Code").asText()).isEqualTo("InvalidParameter");
        assertThat(raw("POST /?JobId=%GG HTTP/1.1")).startsWith("HTTP/1.1 400");
        assertThat(raw("HEAD / HTTP/1.1")).startsWith("HTTP/1.1 400").endsWith("\r\n\r\n");
    }

    private String raw(String line) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), simulator.endpoint().getPort()));
            socket.getOutputStream()
                    .write((line + "\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @DisplayName("the admin endpoint answers beside it, without a signature")
    void admin() throws Exception {
        assertThat(admin("GET", "jobs", "").statusCode()).isEqualTo(200);
        assertThat(admin("POST", "jobs", "jobs: [{id: j-1, status: InError}]").body())
                .isEqualTo("{\"added\":0,\"changed\":1}");
        assertThat(simulator.status("j-1")).isEqualTo("InError");
        send(cutOver("j-1"));
        assertThat(MAPPER.readTree(admin("GET", "ledger", "").body())
                        .at("/0/code")
                        .asText())
                .isEqualTo("ReplicationJob.InvalidStatus");
        HttpResponse<String> wrong = admin("DELETE", "jobs", "");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).contains("GET, POST");
        assertThat(admin("POST", "faults", "x".repeat((4 << 20) + 1)).statusCode())
                .isEqualTo(413);
    }

    private HttpResponse<String> admin(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(simulator.endpoint().resolve("/admin/" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest(name = "{0}: the caller hears a 500 with a sentence, and whoever runs it sees where")
    @MethodSource("unforeseen")
    void unforeseen(Throwable failure) throws Exception {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, one) -> told.add(one));
        try {
            SignedCall call = look();
            clock.breakDown(failure);
            HttpResponse<String> answer = send(call);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(MAPPER.readTree(answer.body()).get("Code").asText()).isEqualTo("InternalError");
            HttpResponse<String> admin = admin("GET", "jobs", "");
            assertThat(admin.statusCode()).isEqualTo(500);
            assertThat(MAPPER.readTree(admin.body()).at("/problems/0").asText())
                    .contains("The simulator failed", failure.toString());
            assertThat(told).containsExactly(failure, failure);
            clock.breakDown(null);
            assertThat(admin("GET", "jobs", "").statusCode()).isEqualTo(200);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    static Stream<Throwable> unforeseen() {
        return Stream.of(new StackOverflowError(), new AssertionError("no"), new IllegalStateException("no"));
    }

    @Test
    @DisplayName("a port that is taken is told")
    void portTaken() {
        SimulatorOptions same =
                SimulatorOptions.defaults().at("127.0.0.1", simulator.endpoint().getPort());
        assertThatIOException()
                .isThrownBy(
                        () -> Simulator.start(same, List.of(), List.of(), clock).close());
    }
}
