package dev.cutover.starter.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Plan;
import dev.cutover.starter.Ran;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.World;
import dev.cutover.starter.plan.PlanFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why {@code up} does not start, told without a Temporal. */
@Timeout(60)
class UpCommandTest {

    private static final String FREE = String.valueOf(World.freePort());

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void home() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        Files.writeString(folder.resolve("text"), "no program");
        Path broken = Files.writeString(folder.resolve("broken"), "#!/bin/sh\necho words that it wrote\nexit 3\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                argumentSet("a program that is not there", 2, List.of("--temporal", "FOLDER/none"), "--temporal"),
                argumentSet("a program that cannot be run", 2, List.of("--temporal", "FOLDER/text"), "--temporal"),
                argumentSet("a folder for a program", 2, List.of("--temporal", "FOLDER"), "--temporal"),
                argumentSet("an account that is none", 2, List.of("--account", "bad name"), "--account"),
                argumentSet("a file for a folder", 2, List.of("--data", "FOLDER/text"), "--data"),
                argumentSet("a folder behind a file", 2, List.of("--data", "FOLDER/text/more"), "--data"),
                argumentSet("a port that is none", 2, List.of("--port", "0"), "--port"),
                argumentSet("another port that is none", 2, List.of("--ui-port", "65536"), "--ui-port"),
                argumentSet("one port for both", 2, List.of("--port", FREE, "--ui-port", FREE), "--ui-port"),
                argumentSet("a port that is taken", 2, List.of("--port", "TAKEN"), "--port"),
                argumentSet("another port that is taken", 2, List.of("--ui-port", "TAKEN"), "--ui-port"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void it_does_not_start(int exitCode, List<String> options, String words) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Stream<String> typed = Stream.concat(
                            Stream.of("up", "--port", FREE, "--ui-port", another()), options.stream())
                    .map(word -> word.replace("FOLDER", folder.toString()).replace("TAKEN", port));
            Ran ran = terminal().run(withoutRepeats(typed.toList()));
            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(exitCode);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).contains(words).doesNotContain("starting Temporal");
            assertThat(home).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_temporal_that_ends_at_once_is_told_in_one_sentence_and_traced_when_asked_for(boolean traced) {
        TestTerminal terminal = terminal();
        if (traced) {
            terminal.with("CUTOVER_TRACE", "1");
        }
        Ran ran = terminal.run("up", "--temporal", folder + "/broken", "--port", FREE, "--ui-port", another());
        assertThat(ran.exitCode()).isEqualTo(4);
        String last = ran.err().lines().reduce((before, after) -> after).orElseThrow();
        assertThat(last)
                .startsWith("cutover: Temporal (" + folder + "/broken) did not start: ")
                .endsWith("code 3; its log is " + home + "/.local/share/cutover/temporal.log.");
        assertThat(ran.err().lines().count() > 2).isEqualTo(traced);
        assertThat(ran.err().contains("words that it wrote")).isEqualTo(traced);
    }

    @Test
    void a_sample_plan_that_is_refused_is_refused_before_temporal_is_started() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"), permissions("rwx------"));
        Files.writeString(data.resolve("sample-plan.yaml"), "wave: sample\n");
        Ran ran = terminal()
                .run(
                        "up",
                        "--simulate",
                        "--temporal",
                        folder + "/broken",
                        "--data",
                        data.toString(),
                        "--port",
                        FREE,
                        "--ui-port",
                        another());
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("sample-plan.yaml").doesNotContain("starting Temporal");
    }

    /** An option may be given once: the last one counts. */
    private static String[] withoutRepeats(List<String> words) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < words.size(); i += 2) {
            options.put(words.get(i), words.get(i + 1));
        }
        return Stream.concat(
                        Stream.of(words.get(0)),
                        options.entrySet().stream().flatMap(option -> Stream.of(option.getKey(), option.getValue())))
                .toArray(String[]::new);
    }

    private static String another() {
        return String.valueOf(World.freePort());
    }

    private static FileAttribute<?> permissions(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private TestTerminal terminal() {
        return new TestTerminal().with("HOME", home.toString()).with("PATH", "");
    }

    static Stream<Arguments> starts() {
        String elsewhere = "TEMPORAL_ADDRESS=127.0.0.1:17233 ";
        return Stream.of(
                argumentSet("the usual", "data", 7233, "", null, "cutover start DATA/sample-plan.yaml --watch"),
                argumentSet(
                        "another port",
                        "data",
                        17233,
                        "",
                        null,
                        elsewhere + "cutover start DATA/sample-plan.yaml --watch"),
                argumentSet(
                        "an environment that names another Temporal",
                        "data",
                        7233,
                        "10.0.0.1:7233",
                        null,
                        "TEMPORAL_ADDRESS=127.0.0.1:7233 cutover start DATA/sample-plan.yaml --watch"),
                argumentSet(
                        "an account",
                        "data",
                        7233,
                        "",
                        "prod",
                        "cutover start DATA/sample-plan.yaml --account prod --watch"),
                argumentSet(
                        "a folder with a blank",
                        "my data",
                        7233,
                        "",
                        null,
                        "cutover start 'DATA/sample-plan.yaml' --watch"));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void how_to_try_it_can_be_typed_as_it_is_told(String name, int port, String address, String account, String command)
            throws Exception {
        Path data = folder.resolve(name);
        Home there = Home.of(data, false, Map.of());
        Plan sample = PlanFile.read(plan(), null);
        Up up = new Up(
                terminal().with("TEMPORAL_ADDRESS", address).open(),
                there,
                new LocalTemporal.Settings(Optional.empty(), there, port, 8233),
                account,
                true);
        assertThat(up.start(sample))
                .isEqualTo(command.replace("DATA", there.data().toString()));
    }

    private Path plan() throws IOException {
        return Files.writeString(folder.resolve("p.yaml"), "wave: w\ngroups: [{name: g, jobs: [{id: j-1}]}]\n");
    }
}
