package dev.cutover.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.connection.ConnectionRefused.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemporalSettingsTest {

    private static final String SECRET = "planted-secret-93ab";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void emptyProfiles() throws IOException {
        file = Files.createFile(folder.resolve("temporal.toml"));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                argumentSet("no port", Map.of("TEMPORAL_ADDRESS", "temporal.example"), "TEMPORAL_ADDRESS"),
                argumentSet(
                        "a web address", Map.of("TEMPORAL_ADDRESS", "https://temporal.example:7233"), "TEMPORAL_TLS"),
                argumentSet("port 0", Map.of("TEMPORAL_ADDRESS", "localhost:0"), "65535"),
                argumentSet("port 70000", Map.of("TEMPORAL_ADDRESS", "localhost:70000"), "65535"),
                argumentSet("blanks", Map.of("TEMPORAL_ADDRESS", " localhost:7233"), "HOST:PORT"),
                argumentSet(
                        "a password in the address",
                        Map.of("TEMPORAL_ADDRESS", "me:" + SECRET + "@host:7233"),
                        "TEMPORAL_ADDRESS"),
                argumentSet("TLS neither true nor false", Map.of("TEMPORAL_TLS", "yes"), "TEMPORAL_TLS"),
                argumentSet(
                        "verification neither true nor false",
                        Map.of("TEMPORAL_TLS_DISABLE_HOST_VERIFICATION", "1"),
                        "TEMPORAL_TLS_DISABLE_HOST_VERIFICATION"),
                argumentSet("a key with a line end", Map.of("TEMPORAL_API_KEY", SECRET + "\n"), "TEMPORAL_API_KEY"),
                argumentSet(
                        "a key that is no ASCII", Map.of("TEMPORAL_API_KEY", SECRET + "\u00e4"), "TEMPORAL_API_KEY"),
                argumentSet(
                        "a file that is not there",
                        Map.of("TEMPORAL_CONFIG_FILE", "/no/such/temporal.toml"),
                        "/no/such/temporal.toml"),
                argumentSet("a folder as file", Map.of("TEMPORAL_CONFIG_FILE", "/"), "TEMPORAL_CONFIG_FILE"),
                argumentSet(
                        "a path that cannot be", Map.of("TEMPORAL_CONFIG_FILE", "a\u0000b"), "TEMPORAL_CONFIG_FILE"),
                argumentSet("a profile in a file without any", Map.of("TEMPORAL_PROFILE", "night"), "TEMPORAL_PROFILE"),
                argumentSet(
                        "a certificate that is not there",
                        Map.of("TEMPORAL_TLS_CLIENT_CERT_PATH", "/no/such.pem", "TEMPORAL_TLS_CLIENT_KEY_DATA", SECRET),
                        "TEMPORAL_TLS_CLIENT_CERT_PATH"),
                argumentSet(
                        "an authority that is not there",
                        Map.of("TEMPORAL_TLS_SERVER_CA_CERT_PATH", "/no/such.pem"),
                        "TEMPORAL_TLS_SERVER_CA_CERT_PATH"),
                argumentSet(
                        "a certificate without its key",
                        Map.of("TEMPORAL_TLS_CLIENT_CERT_DATA", SECRET),
                        "TEMPORAL_TLS_CLIENT_KEY"),
                argumentSet(
                        "a key without its certificate",
                        Map.of("TEMPORAL_TLS_CLIENT_KEY_DATA", SECRET),
                        "TEMPORAL_TLS_CLIENT_CERT"),
                argumentSet(
                        "a key twice",
                        Map.of("TEMPORAL_TLS_CLIENT_KEY_DATA", SECRET, "TEMPORAL_TLS_CLIENT_KEY_PATH", "/no/such"),
                        "TEMPORAL_TLS_CLIENT_KEY_PATH"),
                argumentSet(
                        "certificates that are none",
                        Map.of("TEMPORAL_TLS_CLIENT_CERT_DATA", SECRET, "TEMPORAL_TLS_CLIENT_KEY_DATA", SECRET),
                        "PEM"),
                argumentSet("an authority that is none", Map.of("TEMPORAL_TLS_SERVER_CA_CERT_DATA", SECRET), "PEM"),
                argumentSet("a header that is none", Map.of("TEMPORAL_GRPC_META_X!", SECRET), "TEMPORAL_GRPC_META_X!"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refuses_before_anything_is_sent(Map<String, String> environment, String named) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("TEMPORAL_CONFIG_FILE", file.toString()));
        all.putAll(environment);
        assertRefused(all, named);
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                argumentSet("no TOML", "[profile.default\napi_key = \"" + SECRET + "\"", "line 1"),
                argumentSet("a key without quotes", "[profile.default]\napi_key = " + SECRET, "line 2"),
                argumentSet("a list for a text", "[profile.default]\napi_key = [\"" + SECRET + "\"]", "TOML"),
                argumentSet("a text for a table", "profile = \"" + SECRET + "\"", "TOML"),
                argumentSet(
                        "a header that is none",
                        "[profile.default.grpc_meta]\n\"x y\" = \"" + SECRET + "\"",
                        "grpc_meta"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void refuses_a_file_that_cannot_be_read(String content, String named) throws IOException {
        Files.writeString(file, content);
        assertRefused(Map.of("TEMPORAL_CONFIG_FILE", file.toString()), named);
    }

    private static void assertRefused(Map<String, String> environment, String named) {
        ConnectionRefused refusal =
                catchThrowableOfType(ConnectionRefused.class, () -> TemporalSettings.read(environment));
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(Reason.BAD_CONFIGURATION);
        assertThat(refusal).hasMessageContaining(named).hasNoCause();
        assertThat(refusal.toString()).doesNotContain(SECRET);
    }

    static Stream<Arguments> good() {
        return Stream.of(
                argumentSet("nothing set", Map.of(), "127.0.0.1:7233, namespace default, no TLS, no API key"),
                argumentSet(
                        "empty is not set",
                        Map.of(
                                "TEMPORAL_ADDRESS",
                                "",
                                "TEMPORAL_NAMESPACE",
                                "",
                                "TEMPORAL_API_KEY",
                                "",
                                "TEMPORAL_TLS",
                                ""),
                        "127.0.0.1:7233, namespace default, no TLS, no API key"),
                argumentSet(
                        "TLS alone",
                        Map.of("TEMPORAL_ADDRESS", "temporal.example:443", "TEMPORAL_TLS", "TRUE"),
                        "temporal.example:443, namespace default, TLS, no API key"),
                argumentSet(
                        "certificates that nobody uses",
                        Map.of("TEMPORAL_TLS", "false", "TEMPORAL_TLS_CLIENT_CERT_PATH", "/no/such.pem"),
                        "127.0.0.1:7233, namespace default, no TLS, no API key"),
                argumentSet(
                        "an address of six",
                        Map.of("TEMPORAL_ADDRESS", "[::1]:7233"),
                        "[::1]:7233, namespace default, no TLS, no API key"),
                argumentSet(
                        "a server that is not verified",
                        Map.of("TEMPORAL_TLS_DISABLE_HOST_VERIFICATION", "true", "TEMPORAL_TLS_SERVER_NAME", "inner"),
                        "127.0.0.1:7233, namespace default, TLS, server name inner, server NOT verified, no API key"),
                argumentSet(
                        "a target of gRPC's own",
                        Map.of("TEMPORAL_ADDRESS", "dns:///temporal.example:7233"),
                        "dns:///temporal.example:7233, namespace default, no TLS, no API key"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void says_where_it_goes(Map<String, String> environment, String described) throws ConnectionRefused {
        Map<String, String> all = new LinkedHashMap<>(Map.of("TEMPORAL_CONFIG_FILE", file.toString()));
        all.putAll(environment);
        assertThat(TemporalSettings.read(all).describe()).isEqualTo(described);
    }

    @Test
    void a_server_of_ones_own_knows_no_profile() throws ConnectionRefused {
        assertThat(TemporalSettings.plain("127.0.0.1:7000", "default").describe())
                .isEqualTo("127.0.0.1:7000, namespace default, no TLS, no API key");
    }
}
