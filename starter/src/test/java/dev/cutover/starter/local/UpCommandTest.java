package dev.cutover.starter.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.starter.Ran;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.World;
import dev.cutover.starter.terminal.CommandFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
        Path broken = Files.writeString(folder.resolve("broken"), "#!/bin/sh\nexit 3\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                argumentSet("a program that is not there", 2, List.of("--temporal", "FOLDER/none"), "--temporal"),
                argumentSet("a program that cannot be run", 2, List.of("--temporal", "FOLDER/text"), "--temporal"),
                argumentSet("a folder for a program", 2, List.of("--temporal", "FOLDER"), "--temporal"),
                argumentSet("a program that ends at once", 4, List.of("--temporal", "FOLDER/broken"), "did not start"),
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
                            Stream.of("up", "--port", FREE, "--ui-port", String.valueOf(World.freePort())),
                            options.stream())
                    .map(word -> word.replace("FOLDER", folder.toString()).replace("TAKEN", port));
            Ran ran = terminal().run(withoutRepeats(typed.toList()));
            assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(exitCode);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).contains(words);
        }
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

    private TestTerminal terminal() {
        return new TestTerminal().with("HOME", home.toString()).with("PATH", "");
    }

    @Test
    void its_folders_are_nobody_else_s() throws CommandFailed, IOException {
        Files.createDirectories(home.resolve(".local/share/cutover"));
        Home usual = Home.of(null, Map.of("HOME", home.toString()));
        assertThat(usual.data()).isEqualTo(home.toRealPath().resolve(".local/share/cutover"));
        assertThat(usual.programs()).isEqualTo(home.toRealPath().resolve(".cache/cutover/temporal"));
        Home asked = Home.of(folder.resolve("data"), Map.of("HOME", home.toString()));
        assertThat(asked.database()).isEqualTo(folder.toRealPath().resolve("data/temporal.db"));
        Home elsewhere = Home.of(
                null,
                Map.of(
                        "HOME", home.toString(),
                        "XDG_DATA_HOME", folder.resolve("xd").toString(),
                        "XDG_CACHE_HOME", folder.resolve("xc").toString()));
        assertThat(elsewhere.data()).isEqualTo(folder.toRealPath().resolve("xd/cutover"));
        assertThat(elsewhere.programs()).isEqualTo(folder.toRealPath().resolve("xc/cutover/temporal"));
        for (Path own : List.of(usual.data(), usual.programs(), asked.data(), elsewhere.data(), elsewhere.programs())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                    .isEqualTo("rwx------");
        }
    }
}
