package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmcSettingsTest {

    @Test
    @DisplayName("an empty environment gives the defaults, which are these")
    void defaults() {
        assertThat(SmcSettings.fromEnvironment(Map.of()))
                .isEqualTo(SmcSettings.defaults())
                .isEqualTo(new SmcSettings(
                        URI.create("https://smc.aliyuncs.com"),
                        null,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(20),
                        null,
                        10));
    }

    @Test
    @DisplayName("each variable is read, blanks around it or not; a blank one counts as absent")
    void everyVariable() {
        assertThat(SmcSettings.fromEnvironment(Map.of(
                        "SMC_ENDPOINT", " http://127.0.0.1:8640 ",
                        "SMC_PROXY", "http://proxy.example:3128",
                        "SMC_CONNECT_TIMEOUT", "2s",
                        "SMC_READ_TIMEOUT", "PT3S",
                        "SMC_CALL_TIMEOUT", "0.5s",
                        "SMC_REGION", "cn-shanghai",
                        "SMC_REQUESTS_PER_SECOND", " 0.5 ")))
                .isEqualTo(new SmcSettings(
                        URI.create("http://127.0.0.1:8640/"),
                        URI.create("http://proxy.example:3128/"),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofMillis(500),
                        "cn-shanghai",
                        0.5));
        assertThat(SmcSettings.fromEnvironment(Map.of("SMC_ENDPOINT", "  ", "SMC_REGION", "")))
                .isEqualTo(SmcSettings.defaults());
    }

    @ParameterizedTest(name = "the endpoint {0} is spoken to")
    @ValueSource(
            strings = {
                "https://smc.aliyuncs.com",
                "smc.aliyuncs.com",
                "https://smc-vpc.example:8443/",
                "HTTPS://smc.aliyuncs.com",
                "http://127.0.0.1:8640",
                "http://127.8.9.10",
                "http://[::1]:8640",
                "http://[0:0:0:0:0:0:0:1]:8640",
                "http://localhost:8640",
                "http://LOCALHOST"
            })
    void goodEndpoints(String endpoint) {
        assertThat(SmcSettings.fromEnvironment(Map.of("SMC_ENDPOINT", endpoint)).endpoint())
                .isNotNull();
    }

    @ParameterizedTest(name = "the endpoint {0} is refused, by its variable's name and with what to do")
    @ValueSource(
            strings = {
                "http://smc.aliyuncs.com",
                "http://10.0.0.1",
                "http://0.0.0.0",
                "http://128.0.0.1",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://127.1",
                "http://2130706433",
                "http://[::ffff:10.0.0.1]",
                "http://127.0.0.1:99999",
                "ftp://127.0.0.1",
                "https://",
                "https://smc.aliyuncs.com/path",
                "https://smc.aliyuncs.com?x=1",
                "https://smc.aliyuncs.com#x",
                "https://user:planted@smc.aliyuncs.com",
                "http://127.0.0.1@example.com",
                "a b"
            })
    void badEndpoints(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmcSettings.fromEnvironment(Map.of("SMC_ENDPOINT", endpoint)))
                .withMessageStartingWith("SMC_ENDPOINT is ")
                .withMessageContaining("; give ")
                .withMessageNotContaining("planted");
    }

    @ParameterizedTest(name = "{0}={1} is refused, by its name and with what to do")
    @CsvSource({
        "SMC_PROXY,proxy.example:3128",
        "SMC_PROXY,http://proxy.example",
        "SMC_PROXY,https://proxy.example:3128",
        "SMC_PROXY,socks5://proxy.example:1080",
        "SMC_PROXY,http://user:planted@proxy.example:3128",
        "SMC_PROXY,http://proxy.example:3128/?token=planted",
        "SMC_CONNECT_TIMEOUT,soon",
        "SMC_CONNECT_TIMEOUT,5",
        "SMC_CONNECT_TIMEOUT,0s",
        "SMC_READ_TIMEOUT,-1s",
        "SMC_READ_TIMEOUT,99999999999999999999s",
        "SMC_CALL_TIMEOUT,21s",
        "SMC_CALL_TIMEOUT,1h",
        "SMC_REQUESTS_PER_SECOND,many",
        "SMC_REQUESTS_PER_SECOND,NaN",
        "SMC_REQUESTS_PER_SECOND,10/s",
        "SMC_REQUESTS_PER_SECOND,0",
        "SMC_REQUESTS_PER_SECOND,-1",
        "SMC_REQUESTS_PER_SECOND,0.0999",
        "SMC_REQUESTS_PER_SECOND,1000.1",
        "SMC_REQUESTS_PER_SECOND,1e400"
    })
    void badValues(String variable, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmcSettings.fromEnvironment(Map.of(variable, value)))
                .withMessageStartingWith(variable + " is ")
                .withMessageContaining("; give ")
                .withMessageNotContaining("planted");
    }

    @ParameterizedTest(name = "{0} calls a second are a ceiling")
    @ValueSource(strings = {"0.1", "1", "10.5", "1e2", "1000"})
    void goodRates(String rate) {
        assertThat(SmcSettings.fromEnvironment(Map.of("SMC_REQUESTS_PER_SECOND", rate))
                        .requestsPerSecond())
                .isEqualTo(Double.parseDouble(rate));
    }

    @Test
    @DisplayName("plain http to another machine is refused without an environment too")
    void directly() {
        assertThatThrownBy(() -> SmcSettings.at(URI.create("http://smc.aliyuncs.com")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a region is asked for where a filter names none, and gives way where it does")
    void region() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            for (int i = 0; i < 2; i++) {
                server.enqueue(new MockResponse.Builder()
                        .body("{\"TotalCount\": 0, \"ReplicationJobs\": {\"ReplicationJob\": []}}")
                        .build());
            }
            SmcSettings settings = new SmcSettings(
                    URI.create("http://127.0.0.1:" + server.getPort()),
                    null,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    "cn-shanghai",
                    10);
            try (SmcClient client = Line.to(settings, Credentials.fixed(Line.KEY))) {
                client.findReplicationJobs(JobFilter.everything());
                client.findReplicationJobs(new JobFilter(null, "cn-beijing", null, Map.of()));
            }
            assertThat(server.takeRequest().getUrl().queryParameter("RegionId")).isEqualTo("cn-shanghai");
            assertThat(server.takeRequest().getUrl().queryParameter("RegionId")).isEqualTo("cn-beijing");
        }
    }
}
