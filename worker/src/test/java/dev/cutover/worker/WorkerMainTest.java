package dev.cutover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.smc.AccessKey;
import dev.cutover.smc.Credentials;
import io.temporal.testserver.TestServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

@Timeout(90)
class WorkerMainTest {

    private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");
    private static final String KEY_ID = "LTAI-planted-id-4711";
    private static final String KEY_SECRET = "planted-key-secret-0815";
    private static final String TOKEN = "planted-token-1234";
    private static final String API_KEY = "planted-api-key-5678";

    @TempDir
    private Path folder;

    @AfterEach
    void quietAgain() {
        new Logs().configure((ch.qos.logback.classic.LoggerContext) LoggerFactory.getILoggerFactory());
    }

    private record Ended(int code, String said) {}

    private static Ended run(Map<String, String> environment, Credentials credentials) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
        System.setErr(err);
        try {
            int code = WorkerMain.run(null, environment, err, () -> NOW, credentials);
            return new Ended(code, written.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    private static Credentials key() {
        return () -> new AccessKey(KEY_ID, KEY_SECRET, TOKEN, NOW.plusSeconds(3600));
    }

    @Test
    void settings_that_cannot_be_used_end_it_with_2_and_each_is_told() {
        Ended ended =
                run(Settings.environment(folder, "CUTOVER_LOG", "xml", "SMC_ENDPOINT", "http://smc.example"), key());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said().lines()).hasSize(2).allMatch(line -> line.startsWith("cutover worker: "));
    }

    @Test
    void no_credentials_end_it_with_4_before_temporal_is_asked() {
        Ended ended = run(Settings.environment(folder, "TEMPORAL_ADDRESS", "127.0.0.1:1"), () -> {
            throw new Credentials.Unavailable("no credentials: none of the providers has any");
        });
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.said())
                .contains("none of the providers has any")
                .contains("temporal: 127.0.0.1:1")
                .doesNotContain("cannot be reached");
    }

    static Stream<Arguments> formats() {
        return Stream.of(argumentSet("as text", "text"), argumentSet("as JSON", "json"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void no_temporal_ends_it_with_4(String format) throws IOException {
        int port = freePort();
        Ended ended = run(
                Settings.environment(
                        folder,
                        "TEMPORAL_ADDRESS",
                        "127.0.0.1:" + port,
                        "TEMPORAL_API_KEY",
                        API_KEY,
                        "TEMPORAL_TLS",
                        "false",
                        "CUTOVER_LOG_LEVEL",
                        "debug",
                        "CUTOVER_LOG",
                        format),
                key());
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.said())
                .contains("127.0.0.1:" + port)
                .contains("TEMPORAL_ADDRESS")
                .contains("LTAI***11")
                .doesNotContain(KEY_ID, KEY_SECRET, TOKEN, API_KEY);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void a_process_says_that_it_is_ready_stops_in_good_order_and_tells_no_secret(String format) throws Exception {
        int port = freePort();
        try (TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port)) {
            assertThat(server).isNotNull();
            Process process = start(Settings.environment(
                    folder,
                    "TEMPORAL_ADDRESS",
                    "127.0.0.1:" + port,
                    "TEMPORAL_API_KEY",
                    API_KEY,
                    "TEMPORAL_TLS",
                    "false",
                    "ALIBABA_CLOUD_ACCESS_KEY_ID",
                    KEY_ID,
                    "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
                    KEY_SECRET,
                    "ALIBABA_CLOUD_SECURITY_TOKEN",
                    TOKEN,
                    "ALIBABA_CLOUD_ECS_METADATA_DISABLED",
                    "true",
                    "CUTOVER_LOG_LEVEL",
                    "debug",
                    "CUTOVER_LOG",
                    format));
            List<String> said = new ArrayList<>();
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    said.add(line);
                    if (line.contains("worker ready on task queue cutover")) {
                        // Process.destroy would close the output, too.
                        process.toHandle().destroy();
                    }
                }
            } finally {
                process.destroyForcibly();
            }
            String all = String.join("\n", said);
            assertThat(process.waitFor()).as(all).isEqualTo(WorkerMain.TERMINATED);
            assertThat(all)
                    .contains("worker ready on task queue cutover", "stopping: no new work is taken", "stopped")
                    .doesNotContain(KEY_ID, KEY_SECRET, TOKEN, API_KEY);
            assertThat(said).allMatch(line -> !format.equals("json") || line.startsWith("{"));
        }
    }

    private static Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(TEMPORAL|ALIBABA|SMC|CUTOVER)_.*"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
