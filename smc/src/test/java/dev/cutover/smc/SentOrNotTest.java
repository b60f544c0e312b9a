package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether a byte of the request may have left, told apart on a real wire. */
@Timeout(60)
class SentOrNotTest {

    private static final String ACKNOWLEDGED = "{\"RequestId\": \"R\"}";
    private static final String HEAD = "HTTP/1.1 200 OK\r\n";

    static Stream<Arguments> deeds() {
        return Stream.of(
                argumentSet("hangs up without a word", RawServer.says("")),
                argumentSet("resets before it answers", RawServer.saysAndResets("")),
                argumentSet("resets within the status line", RawServer.saysAndResets("HTTP/1.")),
                argumentSet("resets after the status line", RawServer.saysAndResets(HEAD)),
                argumentSet("resets after the headers", RawServer.saysAndResets(HEAD + "Content-Length: 18\r\n\r\n")),
                argumentSet("hangs up after the headers", RawServer.says(HEAD + "Content-Length: 18\r\n\r\n")),
                argumentSet(
                        "promises more than it sends",
                        RawServer.says(HEAD + "Content-Length: 100\r\n\r\n" + ACKNOWLEDGED)),
                argumentSet(
                        "hangs up within a chunk",
                        RawServer.says(HEAD + "Transfer-Encoding: chunked\r\n\r\n40\r\n" + ACKNOWLEDGED)),
                argumentSet(
                        "never sends the last chunk",
                        RawServer.says(HEAD + "Transfer-Encoding: chunked\r\n\r\n12\r\n" + ACKNOWLEDGED + "\r\n")),
                argumentSet(
                        "cuts a body of unknown length",
                        RawServer.says(HEAD + "Connection: close\r\n\r\n" + ACKNOWLEDGED.substring(0, 12))),
                argumentSet("speaks another language", RawServer.says("220 mail.example ESMTP\r\n")),
                argumentSet("sends a status that is none", RawServer.says("HTTP/1.1 OK\r\n\r\n")),
                argumentSet(
                        "changes the protocol",
                        RawServer.says(
                                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")),
                argumentSet("sends a header without end", RawServer.says(HEAD + "X: " + "x".repeat(300_000))));
    }

    @ParameterizedTest(name = "a server that {argumentSetName}: no clear answer, for the request was there")
    @MethodSource("deeds")
    void unclear(RawServer.Deed deed) throws Exception {
        try (RawServer server = new RawServer(deed);
                SmcClient client = Line.to(server.address())) {
            assertThat(Line.cutOver(client)).startsWith("unclear ");
            assertThat(server.received()).startsWith("POST /?JobId=j-1&SyncData=true HTTP/1.1\r\n");
        }
    }

    @Test
    @DisplayName("a whole answer over such a bare connection is one (so the table above can fail)")
    void bareAnswer() throws Exception {
        try (RawServer server = new RawServer(RawServer.says(HEAD + "Content-Length: 18\r\n\r\n" + ACKNOWLEDGED));
                SmcClient client = Line.to(server.address())) {
            assertThat(Line.cutOver(client)).isEqualTo("answered R");
        }
    }

    static Stream<Arguments> stalls() {
        return Stream.of(
                argumentSet("no answer", new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE)),
                argumentSet(
                        "no body",
                        new MockResponse.Builder().body(ACKNOWLEDGED).onResponseBody(SocketEffect.Stall.INSTANCE)));
    }

    @ParameterizedTest(name = "{argumentSetName} within the time: no clear answer, and one call sent")
    @MethodSource("stalls")
    void late(MockResponse.Builder stalled) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(stalled.build());
            server.enqueue(new MockResponse.Builder().body(ACKNOWLEDGED).build());
            try (SmcClient client = Line.impatient(URI.create("http://127.0.0.1:" + server.getPort()))) {
                assertThat(Line.cutOver(client)).startsWith("unclear ");
                assertThat(server.getRequestCount()).isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName("connection refused: not sent, and the guard is not asked")
    void connectionRefused() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (SmcClient client = Line.to(URI.create("http://127.0.0.1:" + freePort()))) {
            String verdict = Line.cutOver(client, () -> {
                asked.incrementAndGet();
                return Optional.empty();
            });

            assertThat(verdict).isEqualTo("not sent");
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    @DisplayName("a host that does not exist: not sent")
    void unknownHost() {
        try (SmcClient client = Line.to(URI.create("https://smc.invalid"))) {
            assertThat(Line.cutOver(client)).isEqualTo("not sent");
        }
    }

    @Test
    @DisplayName("a proxy that is not there: not sent")
    void noProxy() throws Exception {
        SmcSettings settings = new SmcSettings(
                URI.create("http://127.0.0.1:1"),
                URI.create("http://127.0.0.1:" + freePort()),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                null,
                10);
        try (SmcClient client = Line.to(settings, Credentials.fixed(Line.KEY))) {
            assertThat(Line.cutOver(client)).isEqualTo("not sent");
        }
    }

    @Test
    @DisplayName(
            "a proxy that lets nothing through to the TLS endpoint: not sent, and it saw neither the call nor the key")
    void refusingProxy() throws Exception {
        try (RawServer proxy = new RawServer(RawServer.says("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"))) {
            SmcSettings settings = new SmcSettings(
                    URI.create("https://smc.invalid"),
                    proxy.address(),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    null,
                    10);
            try (SmcClient client = Line.to(settings, Credentials.fixed(Line.KEY))) {
                assertThat(Line.cutOver(client)).isEqualTo("not sent");
            }
            assertThat(proxy.received()).startsWith("CONNECT smc.invalid:443").doesNotContain("JobId", "Authorization");
        }
    }

    @Test
    @DisplayName("through a proxy the call arrives whole")
    void throughProxy() throws Exception {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            proxy.enqueue(new MockResponse.Builder().body(ACKNOWLEDGED).build());
            SmcSettings settings = new SmcSettings(
                    URI.create("http://localhost:1"),
                    URI.create("http://127.0.0.1:" + proxy.getPort()),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    null,
                    10);
            try (SmcClient client = Line.to(settings, Credentials.fixed(Line.KEY))) {
                assertThat(Line.cutOver(client)).isEqualTo("answered R");
            }
            assertThat(proxy.takeRequest().getRequestLine())
                    .isEqualTo("POST http://localhost:1/?JobId=j-1&SyncData=true HTTP/1.1");
        }
    }

    @Test
    @DisplayName("an endpoint that speaks no TLS: not sent")
    void noTls() throws Exception {
        try (RawServer server = new RawServer(RawServer.says(""))) {
            URI endpoint = URI.create("https://127.0.0.1:" + server.address().getPort());
            try (SmcClient client = Line.impatient(endpoint)) {
                assertThat(Line.cutOver(client)).isEqualTo("not sent");
            }
            assertThat(server.received()).doesNotContain("POST", "JobId");
        }
    }

    @Test
    @DisplayName("a certificate that nobody signed: not sent, and the server saw no request")
    void untrustedCertificate(@TempDir Path folder) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(selfSigned(folder).getSocketFactory());
            server.start();
            server.enqueue(new MockResponse.Builder().body(ACKNOWLEDGED).build());
            try (SmcClient client = Line.to(URI.create("https://localhost:" + server.getPort()))) {
                assertThat(Line.cutOver(client)).isEqualTo("not sent");
            }
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    @DisplayName("the guard is asked last: the connection stands, and not a byte has left when it refuses")
    void guardLast() throws Exception {
        try (RawServer server = new RawServer(RawServer.says(HEAD + "Content-Length: 18\r\n\r\n" + ACKNOWLEDGED))) {
            boolean[] stood = new boolean[1];
            try (SmcClient client = Line.to(server.address())) {
                SmcException failure = Line.failure(() -> client.cutOverReplicationJob("j-1", true, () -> {
                    stood[0] = server.isConnected();
                    return Optional.of("past lastStart");
                }));

                assertThat(failure).isInstanceOfSatisfying(SmcException.NotSent.class, notSent -> {
                    assertThat(notSent.reason()).isEqualTo("past lastStart");
                    assertThat(notSent.isByCredentials()).isFalse();
                });
            }
            assertThat(stood[0]).as("the connection stood").isTrue();
            assertThat(server.received()).as("bytes that arrived").isEmpty();
        }
    }

    @Test
    @DisplayName("a guard that fails by itself: nothing is sent, and its failure comes through as it is")
    void guardFails() throws Exception {
        try (RawServer server = new RawServer(RawServer.says(""))) {
            try (SmcClient client = Line.to(server.address())) {
                assertThatThrownBy(() -> client.cutOverReplicationJob("j-1", true, () -> {
                            throw new IllegalStateException("cancelled");
                        }))
                        .isExactlyInstanceOf(IllegalStateException.class);
            }
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    @DisplayName("a thread that was interrupted: not sent")
    void interrupted() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(new MockResponse.Builder().body(ACKNOWLEDGED).build());
            try (SmcClient client = Line.to(server)) {
                Thread.currentThread().interrupt();
                String verdict = Line.cutOver(client);
                boolean still = Thread.interrupted();

                assertThat(verdict).isEqualTo("not sent");
                assertThat(still).as("the interrupt goes on").isTrue();
            }
        }
    }

    @Test
    @DisplayName("on a connection from before: the guard is asked again, and can refuse")
    void guardOnPooledConnection() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(new MockResponse.Builder().body(ACKNOWLEDGED).build());
            server.enqueue(new MockResponse.Builder().body(ACKNOWLEDGED).build());
            try (SmcClient client = Line.to(server)) {
                assertThat(Line.cutOver(client)).isEqualTo("answered R");
                assertThat(Line.cutOver(client, () -> Optional.of("no"))).isEqualTo("not sent");
                assertThat(Line.cutOver(client)).isEqualTo("answered R");
            }
            assertThat(server.getRequestCount()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("on a connection that the server has given up: the guard's refusal means that nothing is sent")
    void guardOnStaleConnection() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(new MockResponse.Builder()
                    .body(ACKNOWLEDGED)
                    .onResponseEnd(new SocketEffect.CloseSocket())
                    .build());
            server.enqueue(new MockResponse.Builder().body(ACKNOWLEDGED).build());
            try (SmcClient client = Line.to(server)) {
                assertThat(Line.cutOver(client)).isEqualTo("answered R");
                assertThat(Line.cutOver(client, () -> Optional.of("no"))).isEqualTo("not sent");
            }
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "on a connection that the server gives up when the second call is there: no clear answer, and it is not sent again")
    void lostOnPooledConnection() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(new MockResponse.Builder().body(ACKNOWLEDGED).build());
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build());
            server.enqueue(new MockResponse.Builder().body(ACKNOWLEDGED).build());
            try (SmcClient client = Line.to(server)) {
                assertThat(Line.cutOver(client)).isEqualTo("answered R");
                assertThat(Line.cutOver(client)).isEqualTo("unclear -");
            }
            assertThat(server.getRequestCount()).isEqualTo(2);
            assertThat(List.of(
                            server.takeRequest().getConnectionIndex(),
                            server.takeRequest().getConnectionIndex()))
                    .as("both on one connection")
                    .containsExactly(0, 0);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A certificate made on the spot by the JDK's own tool. */
    private static SSLContext selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "k",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "planted",
                        "-keypass",
                        "planted")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "planted".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "planted".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
