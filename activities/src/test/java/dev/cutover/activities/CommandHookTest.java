package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Converter;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookInput.Server;
import dev.cutover.contract.HookResult;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobId;
import dev.cutover.contract.UserHooks.HookRequest;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A hook that is a program. The programs are real ones, of the shell. */
class CommandHookTest {

    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", System.getenv("PATH"),
            "HOME", "/nowhere",
            "LANG", "C.UTF-8",
            "SMC_ENDPOINT", "planted-endpoint",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "planted-cloud-key",
            "CUTOVER_SECRET_TOKEN", HookStory.TOKEN,
            "CUTOVER_SECRET_OTHER", "planted-other-secret");

    @TempDir
    private Path root;

    private Path folder;
    private Duration lastWords = LONG;
    private Duration grace = LONG;
    private Duration timeout = LONG;
    private final Dial dial = new Dial();
    private final AtOnce atOnce = new AtOnce(dial::nanos);

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(root.resolve("hooks"));
    }

    private Path script(String name, String... lines) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private HookResult run(Hook.Command command, Integer most, HookInput input, HookAttempt attempt) {
        CommandHook hook = new CommandHook(
                new Programs(folder),
                ENVIRONMENT,
                new Secrets(ENVIRONMENT),
                atOnce,
                dial::nanos,
                new CommandHook.Pace(MOMENT, lastWords, grace));
        return new UserHooksImpl(null, hook, () -> attempt)
                .run(new HookRequest(new Hook(null, command, null, null, timeout, null, most), input));
    }

    private static Hook.Command named(String program) {
        return new Hook.Command(program, List.of(), List.of());
    }

    private HookResult run(String program) {
        return run(named(program), null, HookStory.input(), FakeHookAttempt.first());
    }

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

    @Test
    void Temporal_hears_that_it_goes_on() throws IOException {
        script("goes-on", "until [ -e go ]; do sleep 0.01; done", "echo through");
        FakeHookAttempt attempt = FakeHookAttempt.first();
        attempt.onBeat(() -> {
            if (attempt.beats() == 3) {
                write("go");
            }
        });
        assertThat(run(named("goes-on"), null, HookStory.input(), attempt).output())
                .isEqualTo("through");
        assertThat(attempt.beats()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void what_it_leaves_behind_is_not_waited_for() throws IOException {
        lastWords = MOMENT;
        script("leaves", "sleep 300 &", "echo $! > child", "echo done");
        try {
            assertThat(run("leaves").output()).isEqualTo("done");
        } finally {
            kill("child");
        }
    }

    @Test
    void a_cancelled_one_is_ended_with_all_that_it_has_started() throws IOException {
        script(
                "starts",
                "(sleep 300 & echo $! > grandchild; wait) &",
                "until [ -s grandchild ]; do sleep 0.01; done",
                "sleep 300 &",
                "echo $! > child",
                ready(),
                "wait");
        ActivityCanceledException cancelled = new ActivityCanceledException();
        assertThat(catchThrowable(() -> runUntilReady("starts", throwing(cancelled))))
                .isSameAs(cancelled);
        assertThat(List.of("ready", "child", "grandchild")).noneMatch(this::isRunning);
    }

    @Test
    void it_may_clean_up_before_it_ends() throws IOException {
        script("cleans", "trap 'echo thawed > thawed; exit 0' TERM", ready(), "while :; do sleep 0.01; done");
        ActivityCanceledException cancelled = new ActivityCanceledException();
        assertThat(catchThrowable(() -> runUntilReady("cleans", throwing(cancelled))))
                .isSameAs(cancelled);
        assertThat(folder.resolve("thawed")).exists();
    }

    @Test
    void one_that_does_not_listen_is_killed() throws IOException {
        grace = MOMENT;
        script("stubborn", "trap '' TERM", ready(), "while :; do sleep 0.01; done");
        ActivityCanceledException cancelled = new ActivityCanceledException();
        assertThat(catchThrowable(() -> runUntilReady("stubborn", throwing(cancelled))))
                .isSameAs(cancelled);
        assertThat(isRunning("ready")).isFalse();
    }

    @Test
    void what_it_starts_instead_of_ending_is_killed_too() throws IOException {
        grace = Duration.ofMillis(1_500);
        script("hydra", "trap 'sleep 300 & echo $! > head' TERM", ready(), "while :; do sleep 0.01; done");
        ActivityCanceledException cancelled = new ActivityCanceledException();
        assertThat(catchThrowable(() -> runUntilReady("hydra", throwing(cancelled))))
                .isSameAs(cancelled);
        assertThat(List.of("ready", "head")).noneMatch(this::isRunning);
    }

    @Test
    void one_that_takes_longer_than_its_timeout_is_ended() throws IOException {
        script("slow", ready(), "exec sleep 300");
        ApplicationFailure failure =
                HookStory.failure(FailureKind.HOOK_REFUSED, () -> runUntilReady("slow", () -> dial.pass(timeout)));
        assertThat(failure.getOriginalMessage()).contains("slow had not ended after 60 s");
        assertThat(isRunning("ready")).isFalse();
    }

    @Test
    void a_worker_that_stops_ends_it() throws IOException {
        script("slow", ready(), "exec sleep 300");
        HookStory.failure(
                FailureKind.HOOK_SILENT,
                () -> runUntilReady("slow", () -> Thread.currentThread().interrupt()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(isRunning("ready")).isFalse();
    }

    @Test
    void whatever_else_goes_wrong_ends_it() throws IOException {
        script("slow", ready(), "exec sleep 300");
        IllegalStateException wrong = new IllegalStateException("the worker's line is closed");
        assertThat(catchThrowable(() -> runUntilReady("slow", throwing(wrong)))).isSameAs(wrong);
        assertThat(isRunning("ready")).isFalse();
    }

    @Test
    void so_many_at_once_as_the_plan_says() throws IOException {
        script("freeze", "exit 0");
        atOnce.enter("freeze", 1, "another step");
        ApplicationFailure waits = HookStory.failure(
                FailureKind.NOT_YET, () -> run(named("freeze"), 1, HookStory.input(), FakeHookAttempt.first()));
        assertThat(waits.getNextRetryDelay()).isEqualTo(UserHooksImpl.TURN);
        atOnce.leave("freeze", "another step");
        run(named("freeze"), 1, HookStory.input("one"), FakeHookAttempt.first());
        run(named("freeze"), 1, HookStory.input("two"), FakeHookAttempt.first());
    }

    @Test
    void how_long_is_waited_for_what() {
        assertThat(CommandHook.Pace.usual())
                .isEqualTo(new CommandHook.Pace(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(10)));
    }

    /** The line with which a program says that it is on its way, and who it is. */
    private static String ready() {
        return "echo $$ > ready.tmp; mv ready.tmp ready";
    }

    private static Runnable throwing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    private HookResult runUntilReady(String program, Runnable then) {
        FakeHookAttempt attempt = FakeHookAttempt.first().onBeat(() -> {
            if (Files.exists(folder.resolve("ready"))) {
                then.run();
            }
        });
        return run(named(program), null, HookStory.input(), attempt);
    }

    private void write(String file) {
        try {
            Files.createFile(folder.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ProcessHandle process(String file) {
        try {
            long id = Long.parseLong(Files.readString(folder.resolve(file)).strip());
            return ProcessHandle.of(id).orElse(null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One that has ended and that nobody has asked after has no command any more. */
    private boolean isRunning(String file) {
        ProcessHandle process = process(file);
        return process != null && process.isAlive() && process.info().command().isPresent();
    }

    private void kill(String file) {
        ProcessHandle process = process(file);
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
