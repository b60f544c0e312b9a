package dev.cutover.starter.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code up} keeps things, and who else can write there: nobody. */
class HomeTest {

    @TempDir
    private Path folder;

    private Map<String, String> home(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", folder + "/home"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1].replace("FOLDER", folder.toString()));
        }
        return environment;
    }

    static Stream<Arguments> places() {
        return Stream.of(
                argumentSet("the usual", "", "", "home/.local/share/cutover", "home/.cache/cutover/temporal"),
                argumentSet("elsewhere", "FOLDER/xd", "FOLDER/xc", "xd/cutover", "xc/cutover/temporal"),
                argumentSet(
                        "wherever one stands is no place",
                        "xd",
                        "./xc",
                        "home/.local/share/cutover",
                        "home/.cache/cutover/temporal"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void its_folders_are_made_for_nobody_else(String xdgData, String xdgCache, String data, String programs)
            throws Exception {
        Home home = Home.of(null, true, home("XDG_DATA_HOME", xdgData, "XDG_CACHE_HOME", xdgCache));
        assertThat(home.data()).isEqualTo(folder.toRealPath().resolve(data));
        assertThat(home.programs()).isEqualTo(folder.toRealPath().resolve(programs));
        for (Path made : new Path[] {home.data(), home.programs()}) {
            assertThat(permissions(made)).isEqualTo("rwx------");
        }
    }

    @Test
    void a_folder_for_programs_is_made_only_for_a_download() throws Exception {
        Home home = Home.of(folder.resolve("data"), false, Map.of("HOME", ""));
        assertThat(home.database()).isEqualTo(folder.toRealPath().resolve("data/temporal.db"));
        assertThat(home.programs()).isNull();
        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative/home"})
    void a_home_that_is_none_is_not_where_one_stands(String variable) throws Exception {
        String before = System.setProperty("user.home", folder + "/known");
        try {
            assertThat(Home.of(null, false, Map.of("HOME", variable)).data())
                    .isEqualTo(folder.toRealPath().resolve("known/.local/share/cutover"));
            System.setProperty("user.home", "?");
            assertRefused(null, Map.of("HOME", variable), "HOME is not set", "--data");
        } finally {
            System.setProperty("user.home", before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwx------", "rwxr-xr-x", "rwxr-x---"})
    void a_folder_that_is_there_stays_as_it_is(String permissions) throws Exception {
        Path there = there(permissions);
        assertThat(Home.of(there, false, home()).data()).isEqualTo(there.toRealPath());
        assertThat(permissions(there)).isEqualTo(permissions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxrwx---", "rwx----w-"})
    void one_that_others_can_write_into_is_refused_and_stays_as_it_is(String permissions) throws Exception {
        Path there = there(permissions);
        assertRefused(there, home(), "`chmod go-w " + there + "`", "--data");
        assertThat(permissions(there)).isEqualTo(permissions);
    }

    private Path there(String permissions) throws IOException {
        Path there = Files.createDirectory(folder.resolve("there"));
        return Files.setPosixFilePermissions(there, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }

    private static void assertRefused(Path data, Map<String, String> environment, String... words) {
        assertThatThrownBy(() -> Home.of(data, false, environment))
                .isInstanceOfSatisfying(CommandFailed.class, failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
                    assertThat(failure.getMessage()).contains(words);
                });
    }
}
