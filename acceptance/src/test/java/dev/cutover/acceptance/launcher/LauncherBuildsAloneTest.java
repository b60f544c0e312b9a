package dev.cutover.acceptance.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds that are told to end, that meet each other, and that are killed. */
class LauncherBuildsAloneTest extends Launched {
    @Test
    void endsTheBuildWhenItIsTold() throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Path started = temporary.resolve("started");
        Map<String, String> held = Map.of(
                "FAKE_BUILD_STARTED",
                started.toString(),
                "FAKE_BUILD_GATE",
                temporary.resolve("never").toString());

        Process building = start(checkout, held, checkout.launcher(), "list");
        awaitFile(started);
        List<ProcessHandle> children = building.descendants().toList();
        building.toHandle().destroy();

        assertThat(end(building).code()).isEqualTo(143);
        assertThat(checkout.jar()).doesNotExist();
        assertThat(children).isNotEmpty();
        for (ProcessHandle child : children) {
            child.onExit().get(10, SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flock", "no flock"})
    void buildsOnceForTwoThatComeTogether(String lock) throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Path started = temporary.resolve("started");
        Path gate = temporary.resolve("gate");
        Map<String, String> held = with(
                path(checkout, lock), "FAKE_BUILD_STARTED", started.toString(), "FAKE_BUILD_GATE", gate.toString());

        Process first = start(checkout, held, checkout.launcher(), "list");
        awaitFile(started);
        Process second = start(checkout, held, checkout.launcher(), "list");
        String told = second.errorReader(UTF_8).readLine();
        Files.createFile(gate);

        assertThat(told).startsWith("cutover: waiting for another build to end");
        assertThat(end(first).code()).isZero();
        assertThat(end(second).code()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flock", "no flock"})
    void doesNotWaitForABuilderThatWasKilled(String lock) throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Path started = temporary.resolve("started");
        Map<String, String> stuck = with(
                path(checkout, lock),
                "FAKE_BUILD_STARTED",
                started.toString(),
                "FAKE_BUILD_GATE",
                temporary.resolve("never").toString());

        Process killed = start(checkout, stuck, checkout.launcher(), "list");
        awaitFile(started);
        List<ProcessHandle> all = killed.descendants().toList();
        killed.toHandle().destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        end(killed);
        for (ProcessHandle one : all) {
            one.onExit().get(10, SECONDS);
        }
        Ended ended = run(checkout, path(checkout, lock), "list");

        assertThat(ended.code()).isZero();
        assertThat(checkout.builds()).isEqualTo(2);
    }
}
