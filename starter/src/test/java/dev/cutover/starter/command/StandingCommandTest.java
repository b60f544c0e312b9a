package dev.cutover.starter.command;

import static dev.cutover.starter.World.job;
import static dev.cutover.starter.World.slow;
import static dev.cutover.starter.World.straggler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.Ran;
import dev.cutover.starter.World;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done to a whole wave: hold, resume, drain. */
@Timeout(60)
class StandingCommandTest {

    @TempDir
    private static Path folder;

    private static World world;

    @BeforeAll
    static void open() {
        world = new World(folder);
        world.start(world.plan("watched", straggler("watched", "a")));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void a_wave_is_held_resumed_and_drained_and_each_makes_sense_once() {
        world.start(world.plan("night", List.of(List.of(slow("night", "a")), List.of(job("night", "b")))));
        awaitCall("night");

        assertRefused(world.run("resume", "night", "--reason", "x"), "not held");
        Ran held = world.run("hold", "night", "--reason", "the database team calls", "--as", "ann");
        assertThat(held.exitCode()).isZero();
        assertThat(held.out()).contains("night is held", "past the point of no return", "(1): a");
        assertRefused(world.run("hold", "night", "--reason", "x"), "held already");
        assertThat(world.run("status", "night").out()).contains("held");

        assertThat(world.run("resume", "night", "--reason", "all well").exitCode())
                .isZero();
        Ran drained = world.run("stop", "night", "--reason", "enough", "-o", "json");
        assertThat(drained.exitCode()).isZero();
        assertThat(drained.json().path("action").asText()).isEqualTo("drain");
        JsonNode past = drained.json().path("pastPointOfNoReturn");
        assertThat(past).hasSize(1);
        assertThat(past.at("/0/id").asText()).isEqualTo(World.id("night", "a"));
        assertThat(past.at("/0/name").asText()).isEqualTo("a");
        assertThat(drained.json().path("notCalled")).isEmpty();
        assertRefused(world.run("drain", "night", "--reason", "x"), "drained already");
        assertRefused(world.run("hold", "night", "--reason", "x"), "drained");
        assertRefused(world.run("resume", "night", "--reason", "x"), "drained");

        JsonNode actions = world.run("report", "night", "-o", "json").json().path("actions");
        assertThat(actions.findValuesAsText("action")).containsExactly("hold", "resume", "drain");
        assertThat(actions.at("/0/actor").asText()).isEqualTo("ann");
        assertThat(actions.at("/0/reason").asText()).isEqualTo("the database team calls");
        assertThat(actions.at("/1/actor").asText()).contains("@");
    }

    /** Until the answer to the call of the first job is known. */
    private static void awaitCall(String wave) {
        world.await(
                wave,
                ran -> !world.run("report", wave, "-o", "json")
                        .json()
                        .at("/jobs/0/attempts")
                        .isEmpty());
    }

    private static void assertRefused(Ran ran, String words) {
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(words);
    }

    @Test
    void a_wave_that_is_over_says_so() {
        world.start(world.plan("over", job("over", "a", "Expired")));
        world.await("over", ran -> ran.json().path("outcome").asText().equals("notDone"));
        for (String command : List.of("hold", "resume", "drain")) {
            assertRefused(world.run(command, "over", "--reason", "x"), "over");
        }
        Ran retry = world.run("retry", "over", "a", "--reason", "x");
        assertRefused(retry, "is over");
        assertThat(retry.err()).doesNotContain("There is no wave");
    }

    static Stream<Arguments> wrong() {
        String tooLong = "x".repeat(201);
        return Stream.of(
                argumentSet("no wave", List.of("hold", "--reason", "x"), 2),
                argumentSet("no reason", List.of("hold", "watched"), 2),
                argumentSet("a reason without words", List.of("hold", "watched", "--reason", " "), 2),
                argumentSet("a reason that is too long", List.of("drain", "watched", "--reason", tooLong), 2),
                argumentSet("nobody", List.of("resume", "watched", "--reason", "x", "--as", ""), 2),
                argumentSet(
                        "somebody with a name that is too long",
                        List.of("hold", "watched", "--reason", "x", "--as", "x".repeat(65)),
                        2),
                argumentSet("a wave that is not known", List.of("hold", "stranger", "--reason", "x"), 7),
                argumentSet("no name of a wave", List.of("hold", "No Name", "--reason", "x"), 7));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void nothing_is_done(List<String> arguments, int exitCode) {
        Ran ran = world.run(arguments.toArray(String[]::new));
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        assertThat(ran.out()).isEmpty();
        assertThat(world.run("report", "watched", "-o", "json").json().path("actions"))
                .isEmpty();
    }
}
