package dev.cutover.activities;

import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookResult;
import dev.cutover.contract.UserHooks.HookRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of hooks that are programs share. The programs are real ones, of the shell. */
abstract class CommandHookStory {

    static final Duration MOMENT = Duration.ofMillis(20);
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
    Path root;

    Path folder;
    Duration lastWords = LONG;
    Duration grace = LONG;
    Duration timeout = LONG;
    final Dial dial = new Dial();
    final AtOnce atOnce = new AtOnce(dial::nanos);

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(root.resolve("hooks"));
    }

    Path script(String name, String... lines) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    HookResult run(Hook.Command command, Integer most, HookInput input, HookAttempt attempt) {
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

    static Hook.Command named(String program) {
        return new Hook.Command(program, List.of(), List.of());
    }

    HookResult run(String program) {
        return run(named(program), null, HookStory.input(), FakeHookAttempt.first());
    }
}
