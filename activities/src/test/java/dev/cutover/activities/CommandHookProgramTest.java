package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Converter;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookInput.Server;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which program a hook may run, what it is told, and what is made of what it says. */
class CommandHookProgramTest extends CommandHookStory {

    @Test
    void is_told_of_the_step_as_JSON_on_its_standard_input() throws IOException {
        script("told", "cat > input.json", "echo \"in $(pwd)\"");
        assertThat(run("told").output()).isEqualTo("in " + folder.toRealPath());
        assertThat(Converter.mapper().readValue(folder.resolve("input.json").toFile(), HookInput.class))
                .isEqualTo(HookStory.input());
    }

    @Test
    void its_arguments_are_handed_on_as_they_are_because_no_shell_reads_them() throws IOException {
        script("arguments", "for word in \"$@\"; do printf '<%s>' \"$word\"; done");
        Hook.Command command =
                new Hook.Command("arguments", List.of("a b", "$(touch planted)", "*", "", "; exit 3"), List.of());
        assertThat(run(command, null, HookStory.input(), FakeHookAttempt.first())
                        .output())
                .isEqualTo("<a b><$(touch planted)><*><><; exit 3>");
    }

    @Test
    void sees_its_key_the_harmless_variables_and_what_the_plan_names_and_no_more() throws IOException {
        script("environment", "env > environment.txt");
        Hook.Command command = new Hook.Command("environment", List.of(), List.of("CUTOVER_SECRET_TOKEN"));
        run(command, null, HookStory.input(), FakeHookAttempt.first());

        Map<String, String> seen = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("environment.txt"))) {
            seen.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        // The shell's own.
        seen.keySet().removeAll(List.of("PWD", "OLDPWD", "SHLVL", "_"));
        assertThat(seen)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "CUTOVER_KEY",
                        HookStory.input().key(),
                        "CUTOVER_SECRET_TOKEN",
                        HookStory.TOKEN,
                        "PATH",
                        System.getenv("PATH"),
                        "HOME",
                        "/nowhere",
                        "LANG",
                        "C.UTF-8"));
    }

    @Test
    void what_it_says_is_kept_without_secrets() throws IOException {
        script("says", "echo \"got $CUTOVER_SECRET_TOKEN\"", "echo 'and more' >&2");
        Hook.Command command = new Hook.Command("says", List.of(), List.of("CUTOVER_SECRET_TOKEN"));
        assertThat(run(command, null, HookStory.input(), FakeHookAttempt.first())
                        .output())
                .isEqualTo("got *** and more");
    }

    @Test
    void a_flood_of_words_is_taken_and_its_ends_are_kept() throws IOException {
        script("flood", "echo first words", "head -c 67108864 /dev/zero | tr '\\0' 'x'", "echo; echo last words");
        String output = run("flood").output();
        assertThat(output).startsWith("first words xxx").contains("x ... x").endsWith("xxx last words");
        assertThat(output).hasSizeLessThanOrEqualTo(Hook.LONGEST_OUTPUT).hasSizeGreaterThan(490);
    }

    @Test
    void one_that_does_not_want_to_know_is_not_waited_for() throws IOException {
        script("deaf", "exec <&-", "echo done");
        HookInput all = new HookInput(
                "key",
                HookStep.BEFORE,
                1,
                "prod-07",
                null,
                null,
                "app",
                null,
                // More than a pipe holds.
                Collections.nCopies(2_000, new Server(new JobId("j-1"), "x".repeat(200), false, null, null)));
        assertThat(run(named("deaf"), null, all, FakeHookAttempt.first()).output())
                .isEqualTo("done");
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                argumentSet("try again", 75, FailureKind.HOOK_SILENT),
                argumentSet("no", 1, FailureKind.HOOK_REFUSED),
                argumentSet("not found", 127, FailureKind.HOOK_REFUSED));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void each_exit_code_has_its_meaning(int code, FailureKind kind) throws IOException {
        script("ends", "echo first", "echo \"disk full: " + HookStory.TOKEN + "\" >&2", "echo ' '", "exit " + code);
        assertThat(HookStory.failure(kind, () -> run("ends")).getOriginalMessage())
                .isEqualTo("ends ended with exit code " + code + ": disk full: ***");
    }

    @Test
    void one_that_says_nothing_is_quoted_with_nothing() throws IOException {
        script("ends", "exit 2");
        assertThat(HookStory.failure(FailureKind.HOOK_REFUSED, () -> run("ends"))
                        .getOriginalMessage())
                .isEqualTo("ends ended with exit code 2");
    }

    @Test
    void a_missing_program_is_refused() {
        refused(named("absent"), "there is no absent in the worker's folder " + folder);
    }

    @Test
    void a_worker_without_a_folder_refuses_all() {
        folder = null;
        refused(named("freeze"), "CUTOVER_HOOKS_DIR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "../outside", "sub/inside", "/bin/sh", "a\\b", "a\0b"})
    void what_is_no_name_is_refused(String name) throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        script("sub/inside", "exit 0");
        refused(named(name), "no name of a file");
    }

    @Test
    void a_program_that_is_not_executable_is_refused() throws IOException {
        Files.writeString(folder.resolve("freeze"), "#!/bin/sh\n");
        refused(named("freeze"), "not executable");
    }

    @Test
    void a_folder_is_refused() throws IOException {
        Files.createDirectory(folder.resolve("freeze"));
        refused(named("freeze"), "is no file");
    }

    @Test
    void a_link_that_leads_out_of_the_folder_is_refused() throws IOException {
        Files.createSymbolicLink(folder.resolve("freeze"), Path.of("/bin/true"));
        refused(named("freeze"), "leads out of the folder");
    }

    @Test
    void a_link_that_leads_nowhere_is_refused() throws IOException {
        Files.createSymbolicLink(folder.resolve("freeze"), root.resolve("gone"));
        refused(named("freeze"), "there is no freeze");
    }

    @Test
    void a_link_within_the_folder_is_followed() throws IOException {
        Files.createDirectory(folder.resolve("..data"));
        script("..data/freeze", "echo frozen");
        Files.createSymbolicLink(folder.resolve("freeze"), Path.of("..data", "freeze"));
        assertThat(run("freeze").output()).isEqualTo("frozen");
    }

    @Test
    void a_program_whose_interpreter_is_missing_is_refused() throws IOException {
        Path script = Files.writeString(folder.resolve("freeze"), "#!/no/such/interpreter\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        refused(named("freeze"), "freeze cannot be started");
    }

    @Test
    void an_argument_that_no_program_can_be_given_is_refused() throws IOException {
        script("freeze", "exit 0");
        refused(new Hook.Command("freeze", List.of("a\0b"), List.of()), "freeze cannot be started");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUTOVER_SECRET_ABSENT", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "PATH"})
    void a_variable_that_is_absent_or_not_for_plans_is_refused(String variable) throws IOException {
        script("freeze", "exit 0");
        refused(new Hook.Command("freeze", List.of(), List.of(variable)), variable);
    }

    private void refused(Hook.Command command, String sentence) {
        assertThat(HookStory.failure(
                                FailureKind.HOOK_REFUSED,
                                () -> run(command, null, HookStory.input(), FakeHookAttempt.first()))
                        .getOriginalMessage())
                .contains(sentence)
                .doesNotContain("planted");
    }
}
