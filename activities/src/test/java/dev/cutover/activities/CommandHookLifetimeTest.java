package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.HookResult;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a program of a hook may go on, how many may at once, and how they are ended. */
class CommandHookLifetimeTest extends CommandHookStory {

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
