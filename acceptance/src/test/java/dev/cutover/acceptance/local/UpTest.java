package dev.cutover.acceptance.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.process.ChildProcess;
import dev.cutover.acceptance.temporal.TemporalServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Temporal of one's own, as a newcomer runs it: what it knows outlives it, and its Web UI answers. */
@Tag("e2e")
class UpTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int port = TemporalServer.freePort();
    private final int uiPort = TemporalServer.freePort();

    @Test
    @Timeout(600)
    void a_wave_survives_a_restart_of_everything(@TempDir Path home) throws Exception {
        Path data = home.resolve("data");
        String plan = data.resolve("sample-plan.yaml").toString();
        ChildProcess up = up(home, data);
        command(7, "status", "sample");
        command(2, "start", plan);
        command(0, "start", plan, "--yes");
        command(7, "start", plan, "--yes");
        assertThat(command(0, "list", "-o", "json")).contains("\"wave\" : \"sample\"", "\"outcome\" : \"running\"");
        command(0, "hold", "sample", "--reason", "the database team calls");
        command(7, "hold", "sample", "--reason", "again");
        assertThat(webUi()).isEqualTo(200);

        up.terminate();
        assertThat(up.awaitEnd(PATIENCE)).isEqualTo(143);
        command(4, "status", "sample");

        up = up(home, data);
        assertThat(command(0, "status", "sample")).contains("held");
        command(0, "resume", "sample", "--reason", "all well");
        command(0, "drain", "sample", "--reason", "enough for a test");
        assertThat(command(0, "report", "sample", "-o", "json"))
                .contains("\"action\" : \"hold\"", "\"action\" : \"resume\"", "\"action\" : \"drain\"");
        up.terminate();
        assertThat(up.awaitEnd(PATIENCE)).isEqualTo(143);
    }

    private ChildProcess up(Path home, Path data) throws InterruptedException {
        ChildProcess up = ChildProcess.cutover(
                Map.of("HOME", home.toString(), "TEMPORAL_ADDRESS", "", "XDG_CACHE_HOME", "", "XDG_DATA_HOME", ""),
                "up",
                "--simulate",
                "--temporal",
                TemporalServer.binary().toString(),
                "--data",
                data.toString(),
                "--port",
                String.valueOf(port),
                "--ui-port",
                String.valueOf(uiPort));
        up.awaitLine(said -> said.contains("worker ready"), PATIENCE);
        return up;
    }

    /** Runs a command to its end, and tells what it said. */
    private String command(int exitCode, String... arguments) throws InterruptedException {
        try (ChildProcess command = ChildProcess.cutover(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + port), arguments)) {
            assertThat(command.awaitEnd(PATIENCE))
                    .as(() -> String.join(" ", arguments) + " said:\n" + String.join("\n", command.output()))
                    .isEqualTo(exitCode);
            return String.join("\n", command.output());
        }
    }

    private int webUi() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + uiPort + "/"))
                .timeout(Duration.ofSeconds(30))
                .build();
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
