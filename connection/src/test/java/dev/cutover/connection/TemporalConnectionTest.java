package dev.cutover.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.connection.ConnectionRefused.Reason;
import dev.cutover.contract.JobId;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class TemporalConnectionTest {

    private static final String SECRET = "planted-api-key-7d1f";
    private static final String ME = "cutover-test@here:1";

    /** Longer than the test's own time-out: whoever waits it out fails. */
    private static final Duration VERY_PATIENT = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    /** Not the profile of whoever runs the tests. */
    private Path noProfiles;

    @BeforeEach
    void emptyProfiles() throws IOException {
        noProfiles = Files.createFile(folder.resolve("temporal.toml"));
    }

    private Map<String, String> environment(String address, String... more) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TEMPORAL_CONFIG_FILE", noProfiles.toString());
        environment.put("TEMPORAL_ADDRESS", address);
        environment.put("TEMPORAL_NAMESPACE", "prod");
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private static ConnectionRefused refusal(Map<String, String> environment, Duration patience) {
        return catchThrowableOfType(
                ConnectionRefused.class,
                () -> TemporalConnection.open(environment, ME, patience).close());
    }

    @Test
    void opens_to_the_engines_own_test_server() throws Exception {
        int port = freePort();
        try (TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port);
                TemporalConnection connection =
                        TemporalConnection.open(environment("127.0.0.1:" + port), ME, VERY_PATIENT)) {
            assertThat(server).isNotNull();
            assertThat(connection.client().getOptions().getNamespace()).isEqualTo("prod");
            assertThat(connection.client().getOptions().getIdentity()).isEqualTo(ME);
            assertThat(connection.describe()).isEqualTo("127.0.0.1:" + port + ", namespace prod, no TLS, no API key");
            assertThat(connection.service().getOptions().getTarget()).isEqualTo("127.0.0.1:" + port);
        }
    }

    @Test
    void speaks_with_the_converter_of_the_contract() throws Exception {
        try (FakeTemporal temporal = new FakeTemporal(Status.OK);
                TemporalConnection connection =
                        TemporalConnection.open(environment(temporal.address()), ME, VERY_PATIENT)) {
            var converter = connection.client().getOptions().getDataConverter();
            var payload = converter.toPayload(Duration.ofMinutes(2)).orElseThrow();
            assertThat(payload.getData().toStringUtf8()).isEqualTo("\"PT2M\"");
            assertThat(converter.fromPayload(
                            converter.toPayload(new JobId("j-1")).orElseThrow(), JobId.class, JobId.class))
                    .isEqualTo(new JobId("j-1"));
        }
    }

    @Test
    void sends_the_api_key_and_the_headers() throws Exception {
        try (FakeTemporal temporal = new FakeTemporal(Status.OK);
                TemporalConnection connection = TemporalConnection.open(
                        environment(
                                temporal.address(),
                                "TEMPORAL_API_KEY",
                                SECRET,
                                "TEMPORAL_TLS",
                                "false",
                                "TEMPORAL_GRPC_META_X_TENANT",
                                SECRET),
                        ME,
                        VERY_PATIENT)) {
            assertThat(temporal.lastHeader("authorization")).isEqualTo("Bearer " + SECRET);
            assertThat(temporal.lastHeader("x-tenant")).isEqualTo(SECRET);
            assertThat(connection.describe())
                    .contains("API key ***", "x-tenant", "in the clear")
                    .doesNotContain(SECRET);
            assertThat(connection.toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void an_api_key_alone_asks_for_tls() throws Exception {
        TemporalSettings settings =
                TemporalSettings.read(environment("example.invalid:7233", "TEMPORAL_API_KEY", SECRET));
        assertThat(settings.encrypted()).isTrue();
        assertThat(settings.toString()).contains("TLS, API key ***").doesNotContain(SECRET);
    }

    @Test
    void reads_the_named_profile_and_lets_the_environment_win() throws Exception {
        try (FakeTemporal temporal = new FakeTemporal(Status.OK)) {
            Files.writeString(noProfiles, """
                    [profile.night]
                    address = "%s"
                    namespace = "other"
                    api_key = "%s"
                    [profile.night.tls]
                    disabled = true
                    """.formatted(temporal.address(), SECRET));
            Map<String, String> environment = environment("", "TEMPORAL_PROFILE", "night");
            environment.remove("TEMPORAL_ADDRESS");
            try (TemporalConnection connection = TemporalConnection.open(environment, ME, VERY_PATIENT)) {
                assertThat(connection.describe())
                        .isEqualTo(temporal.address()
                                + ", namespace prod, NO TLS: the API key is sent in the clear, API key ***");
                assertThat(temporal.lastHeader("authorization")).isEqualTo("Bearer " + SECRET);
            }
        }
    }

    @Test
    void shows_the_client_certificate_to_a_server_that_wants_one() throws Exception {
        KeyPairFiles pair = KeyPairFiles.in(folder);
        var credentials = TlsServerCredentials.newBuilder()
                .keyManager(pair.certificate().toFile(), pair.key().toFile())
                .trustManager(pair.certificate().toFile())
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                .build();
        try (FakeTemporal temporal = new FakeTemporal(Status.OK, credentials)) {
            Map<String, String> both = environment(
                    temporal.address(),
                    "TEMPORAL_TLS_CLIENT_CERT_PATH",
                    pair.certificate().toString(),
                    "TEMPORAL_TLS_CLIENT_KEY_DATA",
                    Files.readString(pair.key()),
                    "TEMPORAL_TLS_SERVER_CA_CERT_PATH",
                    pair.certificate().toString());
            try (TemporalConnection connection = TemporalConnection.open(both, ME, VERY_PATIENT)) {
                assertThat(connection.describe()).contains("TLS with a client certificate");
            }
            Map<String, String> without = new LinkedHashMap<>(both);
            without.remove("TEMPORAL_TLS_CLIENT_CERT_PATH");
            without.remove("TEMPORAL_TLS_CLIENT_KEY_DATA");
            assertThat(refusal(without, VERY_PATIENT).reason()).isEqualTo(Reason.NOT_REACHABLE);
            Map<String, String> unknownAuthority = new LinkedHashMap<>(both);
            unknownAuthority.remove("TEMPORAL_TLS_SERVER_CA_CERT_PATH");
            assertThat(refusal(unknownAuthority, VERY_PATIENT))
                    .hasMessageContaining("TEMPORAL_TLS")
                    .extracting(ConnectionRefused::reason)
                    .isEqualTo(Reason.NOT_REACHABLE);
            assertThat(refusal(environment(temporal.address()), VERY_PATIENT))
                    .hasMessageContaining("TEMPORAL_TLS (TLS is off")
                    .extracting(ConnectionRefused::reason)
                    .isEqualTo(Reason.NOT_REACHABLE);
        }
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                argumentSet(
                        "who asks is unknown",
                        Status.UNAUTHENTICATED.withDescription("no key " + SECRET),
                        Reason.NOT_ALLOWED,
                        "TEMPORAL_API_KEY"),
                argumentSet(
                        "who asks may not",
                        Status.PERMISSION_DENIED.withDescription("Request unauthorized."),
                        Reason.NOT_ALLOWED,
                        "TEMPORAL_NAMESPACE"),
                argumentSet(
                        "no such namespace",
                        Status.NOT_FOUND.withDescription("Namespace prod is not found."),
                        Reason.NO_SUCH_NAMESPACE,
                        "TEMPORAL_NAMESPACE"),
                argumentSet(
                        "a namespace that cannot be",
                        Status.INVALID_ARGUMENT.withDescription("bad name"),
                        Reason.NO_SUCH_NAMESPACE,
                        "TEMPORAL_NAMESPACE"),
                argumentSet("no Temporal", Status.UNIMPLEMENTED, Reason.NOT_REACHABLE, "TEMPORAL_ADDRESS"),
                argumentSet("starting up", Status.UNAVAILABLE, Reason.NOT_REACHABLE, "TEMPORAL_ADDRESS"),
                argumentSet(
                        "a terminal's escape sequences",
                        Status.INTERNAL.withDescription("\u001b[2J\nboom"),
                        Reason.NOT_REACHABLE,
                        "boom"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void names_what_the_server_holds_against_us(Status answer, Reason reason, String mend) throws Exception {
        try (FakeTemporal temporal = new FakeTemporal(answer)) {
            ConnectionRefused refusal = refusal(
                    environment(temporal.address(), "TEMPORAL_API_KEY", SECRET, "TEMPORAL_TLS", "false"), VERY_PATIENT);
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal)
                    .hasMessageContaining(temporal.address())
                    .hasMessageContaining(mend)
                    .hasNoCause();
            assertThat(refusal.toString()).doesNotContain(SECRET).matches("[\\x20-\\x7e]+");
        }
    }

    @Test
    void a_port_that_nobody_listens_on_is_told_at_once() throws Exception {
        int port = freePort();
        ConnectionRefused refusal = refusal(environment("127.0.0.1:" + port), VERY_PATIENT);
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_REACHABLE);
        assertThat(refusal).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("TEMPORAL_ADDRESS");
    }

    @Test
    void a_name_that_does_not_resolve_is_told_at_once() {
        ConnectionRefused refusal = refusal(environment("no-such-host.invalid:7233"), VERY_PATIENT);
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_REACHABLE);
        assertThat(refusal).hasMessageContaining("no-such-host.invalid:7233");
    }

    @Test
    void silence_is_told_when_the_patience_ends() throws Exception {
        try (Listener silent = Listener.silent()) {
            ConnectionRefused refusal = refusal(environment(silent.address()), Duration.ofMillis(300));
            assertThat(refusal.reason()).isEqualTo(Reason.NOT_REACHABLE);
            assertThat(refusal).hasMessageContaining(silent.address()).hasMessageContaining("300 ms");
        }
    }

    static Stream<Arguments> garbage() {
        return Stream.of(
                argumentSet("a web server", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"),
                argumentSet("a mail server", "220 mail.example ESMTP\r\n"),
                argumentSet("binary", "\u0000\u0001\u0002\u00ff\u00fe".repeat(50)),
                argumentSet("nothing at all", ""));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void garbage_is_told_at_once(String words) throws Exception {
        try (Listener listener = Listener.saying(words.getBytes(StandardCharsets.ISO_8859_1))) {
            ConnectionRefused refusal = refusal(environment(listener.address()), VERY_PATIENT);
            assertThat(refusal.reason()).isEqualTo(Reason.NOT_REACHABLE);
            assertThat(refusal.getMessage()).contains(listener.address()).matches("[\\x20-\\x7e]+");
        }
    }

    @Test
    void leaves_no_thread_behind() throws Exception {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        try (FakeTemporal temporal = new FakeTemporal(Status.OK)) {
            TemporalConnection.open(environment(temporal.address()), ME, VERY_PATIENT)
                    .close();
        }
        refusal(environment("127.0.0.1:" + freePort()), VERY_PATIENT);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && thread.getName().matches("(grpc|temporal|netty).*")) {
                // gRPC keeps its shared loops for a second or two.
                thread.join(Duration.ofSeconds(30).toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
