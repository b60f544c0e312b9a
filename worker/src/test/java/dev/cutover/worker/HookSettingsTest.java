package dev.cutover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookSettingsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void close() throws IOException {
        allow(folder, "rwx------");
    }

    private static void allow(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static HookSettings read(String folder) {
        return HookSettings.fromEnvironment(Map.of("CUTOVER_HOOKS_DIR", folder, "CUTOVER_SECRET_A", "planted-secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void empty_is_not_set(String text) {
        assertThat(read(text).programs()).isNull();
        assertThat(read(text).warning()).isEmpty();
        assertThat(HookSettings.none().programs()).isNull();
    }

    @Test
    void a_folder_is_told_as_the_absolute_path_that_it_is() {
        Path relative = Path.of("").toAbsolutePath().relativize(folder);
        for (String text : new String[] {folder.toString(), relative.toString(), " " + folder + "/. "}) {
            assertThat(read(text).programs()).isEqualTo(folder);
            assertThat(read(text).describe()).isEqualTo("programs in " + folder);
        }
    }

    @Test
    void tells_no_secret() {
        assertThat(read(folder.toString()).toString()).doesNotContain("planted");
    }

    @Test
    void a_folder_that_is_not_there_is_refused() {
        refused(folder.resolve("absent"), "there is no such folder");
    }

    @Test
    void a_file_is_refused() throws IOException {
        refused(Files.createFile(folder.resolve("freeze")), "it is no folder");
    }

    private static void refused(Path place, String sentence) {
        assertThatThrownBy(() -> read(place.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CUTOVER_HOOKS_DIR is '" + place + "'")
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "rwx------, rwx------, nothing",
        "rwxr-xr-x, rwxr-xr-x, nothing",
        "rwxrwx---, rwx------, folder",
        "rwx---rwx, rwx------, folder",
        "rwx------, rwxrwxr-x, freeze",
        "rwx------, rwx----w-, freeze",
    })
    void what_others_can_change_is_warned_of(String ofFolder, String ofProgram, String warned) throws IOException {
        allow(Files.createFile(folder.resolve("freeze")), ofProgram);
        allow(folder, ofFolder);
        Path open = warned.equals("folder") ? folder : folder.resolve(warned);
        assertThat(read(folder.toString()).warning().orElse("nothing"))
                .contains(warned.equals("nothing") ? "nothing" : "chmod go-w " + open + "`");
    }
}
