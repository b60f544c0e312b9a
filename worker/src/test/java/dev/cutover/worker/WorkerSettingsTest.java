package dev.cutover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerSettingsTest {

    private static final String SECRET = "planted-secret-51cc";

    @TempDir
    private Path folder;

    @Test
    void without_any_setting_it_is_the_local_server_and_the_central_endpoint() throws SettingsRefused {
        WorkerSettings settings = WorkerSettings.read(null, Settings.environment(folder));
        assertThat(settings.describe())
                .containsExactly(
                        "temporal: 127.0.0.1:7233, namespace default, no TLS, no API key",
                        "task queue: cutover",
                        "smc: https://smc.aliyuncs.com, at most 20 s a call, 10 calls a second",
                        "hooks: no programs, because CUTOVER_HOOKS_DIR names no folder of them",
                        "logs: text, info");
    }

    @Test
    void an_account_has_a_queue_of_its_own() throws SettingsRefused {
        assertThat(WorkerSettings.read("prod", Settings.environment(folder)).taskQueue())
                .isEqualTo("cutover-prod");
    }

    @ParameterizedTest
    @CsvSource({
        "10,  1,   10,    10",
        "10,  '',  10,    10",
        "10,  4,   2.5,   2.5",
        "10,  3,   3.333, 3.3333",
        "0.1, 100, 0.001, 0.001",
    })
    void the_calls_of_the_account_are_shared_out(String all, String workers, String told, double share)
            throws SettingsRefused {
        WorkerSettings settings = WorkerSettings.read(
                null, Settings.environment(folder, "SMC_REQUESTS_PER_SECOND", all, WorkerSettings.WORKERS, workers));
        assertThat(settings.requestsPerSecond()).isCloseTo(share, within(0.0001));
        assertThat(settings.describe()).anyMatch(line -> line.endsWith(", " + told + " calls a second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "1000", "two", "1.5", "99999999999"})
    void so_many_workers_cannot_be(String workers) {
        SettingsRefused refused = catchThrowableOfType(
                SettingsRefused.class,
                () -> WorkerSettings.read(null, Settings.environment(folder, WorkerSettings.WORKERS, workers)));
        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains("--workers", WorkerSettings.WORKERS, "'" + workers + "'", "1 to 100");
    }

    @Test
    void secrets_are_masked() throws SettingsRefused {
        Map<String, String> environment = Settings.environment(
                folder,
                "TEMPORAL_API_KEY",
                SECRET,
                "TEMPORAL_GRPC_META_X_KEY",
                SECRET,
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
                SECRET,
                "CUTOVER_SECRET_TOKEN",
                SECRET,
                "SMC_PROXY",
                "http://proxy.example:3128");
        WorkerSettings settings = WorkerSettings.read(null, environment);
        assertThat(settings.toString()).doesNotContain(SECRET).contains("API key ***");
        assertThat(settings.describe())
                .noneMatch(line -> line.contains(SECRET))
                .anyMatch(line -> line.contains("through http://proxy.example:3128"));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                argumentSet("an account with a blank", "a b", new String[0], "--account"),
                argumentSet("an empty account", "", new String[0], "--account"),
                argumentSet("Temporal", null, new String[] {"TEMPORAL_ADDRESS", "nowhere"}, "TEMPORAL_ADDRESS"),
                argumentSet("SMC", null, new String[] {"SMC_ENDPOINT", "http://smc.example"}, "SMC_ENDPOINT"),
                argumentSet("how fast", null, new String[] {"SMC_REQUESTS_PER_SECOND", "0"}, "SMC_REQUESTS_PER_SECOND"),
                argumentSet(
                        "programs", null, new String[] {"CUTOVER_HOOKS_DIR", "/no/such/folder"}, "CUTOVER_HOOKS_DIR"),
                argumentSet("how to log", null, new String[] {"CUTOVER_LOG", "xml"}, "CUTOVER_LOG"),
                argumentSet(
                        "a level that would show headers",
                        null,
                        new String[] {"CUTOVER_LOG_LEVEL", "trace"},
                        "CUTOVER_LOG_LEVEL"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refuses(String account, String[] environment, String named) {
        SettingsRefused refused = catchThrowableOfType(
                SettingsRefused.class, () -> WorkerSettings.read(account, Settings.environment(folder, environment)));
        assertThat(refused.problems()).singleElement().asString().contains(named);
    }

    @Test
    void tells_every_problem_at_once() {
        SettingsRefused refused = catchThrowableOfType(
                SettingsRefused.class,
                () -> WorkerSettings.read(
                        "a/b",
                        Settings.environment(
                                folder, "TEMPORAL_TLS", "maybe", "SMC_CALL_TIMEOUT", "soon", "CUTOVER_LOG", "xml")));
        assertThat(refused.problems()).hasSize(4);
    }
}
