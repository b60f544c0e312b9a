package dev.cutover.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher passes on to Java, and back. */
class LauncherPassesOnTest extends Launched {
    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();
        String[] odd = {"skip", "--reason", "two  words", "", "*", "$HOME", "a\"b'c", "-n"};

        assertThat(run(checkout, Map.of(), odd).arguments()).endsWith(odd);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 8, 130})
    void passesTheExitCodeOn(int code) throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();

        assertThat(run(checkout, Map.of("FAKE_EXIT", String.valueOf(code)), "status")
                        .code())
                .isEqualTo(code);
    }

    @Test
    void passesSignalsOnByBecomingJava() throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();
        Path waiting = temporary.resolve("waiting");

        Process process = start(checkout, Map.of("FAKE_WAIT", waiting.toString()), checkout.launcher(), "worker");
        awaitFile(waiting);
        process.toHandle().destroy(); // the process itself would close the streams
        Ended ended = end(process);

        assertThat(ended.code()).isEqualTo(42);
        assertThat(ended.out()).endsWith("got TERM");
    }

    @Test
    void keepsTheFolderOfTheCaller() throws Exception {
        Checkout checkout = Checkout.of(temporary);
        Path elsewhere = Files.createDirectory(temporary.resolve("else where"));

        Process process = builder(checkout, Map.of(), checkout.launcher(), "list")
                .directory(elsewhere.toFile())
                .start();

        assertThat(end(process).out()).contains("in " + elsewhere.toRealPath());
    }

    @Test
    void isFoundThroughLinksThatAreRelativeAndAbsolute() throws Exception {
        Checkout checkout = Checkout.of(temporary).withJar();
        Path links = Files.createDirectory(temporary.resolve("my links"));
        Path near = Files.createSymbolicLink(links.resolve("near"), Path.of("../a checkout/cutover"));
        Path far = Files.createSymbolicLink(temporary.resolve("far"), near.toAbsolutePath());

        Ended ended = end(start(checkout, Map.of(), far, "list"));

        assertThat(ended.arguments()).contains(checkout.jar().toRealPath().toString());
    }
}
