package dev.cutover.starter.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.starter.Ran;
import dev.cutover.starter.TestTerminal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pretended SMC as a command: what it refuses, and that it says where it listens. */
@Timeout(60)
class SimulatorCommandTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> refusals() {
        return Stream.of(
                argumentSet("a port that is none", 2, List.of("--port", "65536"), "--port"),
                argumentSet("a port below all", 2, List.of("--port", "-1"), "--port"),
                argumentSet(
                        "a host that is none", 2, List.of("--port", "0", "--host", "no.such.host.invalid"), "listen"),
                argumentSet("no host at all", 2, List.of("--port", "0", "--host", " "), "--host"),
                argumentSet("a key without a secret", 2, List.of("--access-key", "id"), "ID:SECRET"),
                argumentSet("a secret without a key", 2, List.of("--access-key", ":secret"), "ID:SECRET"),
                argumentSet("a key that no signature can name", 2, List.of("--access-key", "i,d:s"), "ID:SECRET"),
                argumentSet("a speed of nothing", 2, List.of("--speed", "0"), "--speed"),
                argumentSet("a speed that is too low", 2, List.of("--speed", "0.0001"), "--speed"),
                argumentSet("a speed that is too high", 2, List.of("--speed", "1000001"), "--speed"),
                argumentSet("a speed that is no number", 2, List.of("--speed", "NaN"), "--speed"),
                argumentSet("a limit below nothing", 2, List.of("--max-running", "-1"), "--max-running"),
                argumentSet("jobs of a plan and of a file", 2, List.of("--plan", "p", "--jobs", "j"), "exclusive"),
                argumentSet("a file that is not there", 2, List.of("--jobs", "no/such/file"), "no/such/file"),
                argumentSet("faults that are not there", 2, List.of("--faults", "no/such/file"), "no/such/file"),
                argumentSet("a plan that is not there", 3, List.of("--plan", "no/such/file"), "no/such/file"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void it_does_not_start(int exitCode, List<String> options, String words) {
        Ran ran = run(options);
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(exitCode);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(words);
    }

    private static Ran run(List<String> options) {
        return new TestTerminal()
                .run(Stream.concat(Stream.of("simulator"), options.stream()).toArray(String[]::new));
    }

    @Test
    void a_file_that_is_wrong_is_told_with_its_place() throws IOException {
        String jobs = Files.writeString(folder.resolve("jobs.yaml"), "jobs: [{id: j-1, colour: red}]\n")
                .toString();
        Ran ran = run(List.of("--jobs", jobs));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains(jobs + ":1:", "colour");
        Path bytes = Files.write(folder.resolve("latin.yaml"), new byte[] {'#', (byte) 0xe4, '\n'});
        assertThat(run(List.of("--faults", bytes.toString())).err()).contains("UTF-8");
        assertThat(run(List.of("--jobs", folder.toString())).exitCode()).isEqualTo(2);
    }

    @Test
    void a_fault_for_a_job_that_it_does_not_have_is_told_with_its_place() throws IOException {
        String jobs = Files.writeString(folder.resolve("jobs.yaml"), "jobs: [{id: j-1}]\n")
                .toString();
        String faults = Files.writeString(
                        folder.resolve("faults.yaml"), "faults:\n- {kind: answerLost, jobs: [j-1, j-2]}\n")
                .toString();
        Ran ran = run(List.of("--port", "0", "--jobs", jobs, "--faults", faults));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains(faults + ":2:", "'j-2'").doesNotContain("'j-1'");
    }

    @Test
    void a_port_that_is_taken_is_told() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran ran = run(List.of("--port", String.valueOf(taken.getLocalPort())));
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("--port");
        }
    }

    @Test
    void it_says_where_it_listens_with_the_jobs_of_a_plan_and_ends_when_told_to() throws Exception {
        String plan = Files.writeString(
                        folder.resolve("p.yaml"), "wave: w\ngroups: [{name: g, jobs: [{id: j-1}, {id: j-2}]}]\n")
                .toString();
        TestTerminal terminal = new TestTerminal();
        CompletableFuture<String> ready = new CompletableFuture<>();
        terminal.telling(ready::complete);
        CompletableFuture<Ran> ended = new CompletableFuture<>();
        Thread command = new Thread(() -> ended.complete(terminal.run("simulator", "--port", "0", "--plan", plan)));
        command.start();
        Matcher line = Pattern.compile("simulator listening on (http://127\\.0\\.0\\.1:\\d+)\\R")
                .matcher(ready.get(30, TimeUnit.SECONDS));
        assertThat(line.matches()).isTrue();
        HttpResponse<String> jobs = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(line.group(1) + "/admin/jobs"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(jobs.body()).contains("j-1", "j-2");
        command.interrupt();
        assertThat(ended.get(30, TimeUnit.SECONDS).exitCode()).isEqualTo(130);
    }
}
