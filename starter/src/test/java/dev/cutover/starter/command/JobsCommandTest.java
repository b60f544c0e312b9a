package dev.cutover.starter.command;

import static dev.cutover.starter.World.job;
import static dev.cutover.starter.World.straggler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.starter.Ran;
import dev.cutover.starter.World;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done to some jobs of a wave: skip, retry. */
@Timeout(60)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JobsCommandTest {

    @TempDir
    private static Path folder;

    private static World world;

    @BeforeAll
    static void open() {
        world = new World(folder);
        List<SimulatedJob> first = List.of(job("mix", "b1", "Stopped"), job("mix", "b2", "Stopped"));
        List<SimulatedJob> second = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> straggler("mix", "s" + number))
                .toList();
        world.start(world.plan("mix", List.of(first, second)));
        world.await("mix", "blocked", 2);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused("no jobs are given", 2, "retry"),
                refused("jobs are given by name and by group", 2, "retry", "b1", "--group", "g0"),
                refused("jobs are given by state and all", 2, "skip", "--state", "blocked", "--all"),
                refused("one is not in the wave", 7, "retry", "b1", "nobody"),
                refused("one is not in the wave, by its id", 7, "skip", "j-nobody"),
                refused("there is no such group", 7, "skip", "--group", "g9", "--yes"),
                refused("there is no such state", 2, "skip", "--state", "asleep", "--yes"),
                refused("nothing can be done in that state", 2, "skip", "--state", "failed", "--yes"),
                refused("nothing makes sense in that state", 7, "retry", "--state", "watching", "--yes"),
                refused("none of the group is blocked", 7, "retry", "--group", "g1", "--yes"),
                refused("the one that is named is not blocked", 7, "retry", "s1"),
                refused("there are several, and nobody to ask", 2, "retry", "--all"));
    }

    private static Arguments refused(String sentence, int exitCode, String command, String... rest) {
        return argumentSet(
                sentence,
                exitCode,
                Stream.concat(Stream.of(command, "mix", "--reason", "x"), Stream.of(rest))
                        .toList());
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("refusals")
    void nothing_is_done(int exitCode, List<String> arguments) {
        Ran ran = world.run(arguments.toArray(String[]::new));
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("cutover: ");
        assertThat(actions()).isEmpty();
    }

    @Order(1)
    @Test
    void how_jobs_are_given_is_looked_at_before_temporal_is() {
        for (String[] wrong : new String[][] {
            {"skip", "mix", "--reason", "x"}, {"skip", "mix", "--reason", "x", "--state", "asleep", "--yes"}
        }) {
            Ran ran = world.terminal()
                    .with("TEMPORAL_ADDRESS", "127.0.0.1:" + World.freePort())
                    .run(wrong);
            assertThat(ran.exitCode()).isEqualTo(2);
        }
    }

    @Order(1)
    @Test
    void of_several_a_person_is_shown_which_and_may_say_no() {
        Ran ran = world.terminal().typing("n\n").run("retry", "mix", "--all", "--reason", "x");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("b1 (" + World.id("mix", "b1") + ", g0): blocked", "b2", "[y/N]");
        assertThat(ran.err()).doesNotContain("s1 (");
        assertThat(actions()).isEmpty();
    }

    static Stream<Arguments> deeds() {
        return Stream.of(
                done("one by its name, unasked", List.of("b1"), "b1", "retry", "b1"),
                done("one twice counts once", List.of("b1"), "b1", "retry", "b1", World.id("mix", "b1")),
                done("two by id and name", List.of("b1", "b2"), "b1, b2", "retry", "b1", World.id("mix", "b2"), "-y"),
                done("those of a state", List.of("b1", "b2"), "state blocked", "retry", "--state", "blocked", "--yes"),
                done("all", List.of("b1", "b2"), "all jobs", "retry", "--all", "--yes"),
                done("one by its id", List.of("s1"), "s1", "skip", World.id("mix", "s1")),
                done("those of a group", List.of("b1", "b2"), "group g0", "skip", "--group", "g0", "--yes"),
                done(
                        "those that are left",
                        List.of("s2", "s3", "s4", "s5"),
                        "state watching",
                        "skip",
                        "--state",
                        "watching",
                        "--yes"));
    }

    private static Arguments done(String sentence, List<String> jobs, String target, String command, String... rest) {
        return argumentSet(
                sentence,
                jobs,
                target,
                Stream.concat(
                                Stream.of(command, "mix", "--reason", "mended", "--as", "ann", "-o", "json"),
                                Stream.of(rest))
                        .toList());
    }

    @Order(2)
    @ParameterizedTest
    @MethodSource("deeds")
    void it_is_done_and_stands_in_the_report(List<String> jobs, String target, List<String> arguments) {
        if (arguments.get(0).equals("retry")) {
            world.await("mix", "blocked", 2);
        }
        int before = actions().size();
        Ran ran = world.run(arguments.toArray(String[]::new));
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.json().path("action").asText()).isEqualTo(arguments.get(0));
        assertThat(ran.json().path("jobs"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        jobs.stream().map(name -> World.id("mix", name)).toList());
        assertThat(actions()).hasSize(before + 1);
        JsonNode newest = actions().get(before);
        assertThat(newest.path("actor").asText()).isEqualTo("ann");
        assertThat(newest.path("reason").asText()).isEqualTo("mended");
        assertThat(newest.path("target").asText()).isEqualTo(target);
    }

    @Order(3)
    @Test
    void a_wave_that_has_nothing_left_ends() {
        world.await("mix", "skipped", 7);
        assertThat(world.run("status", "mix", "--watch").exitCode()).isEqualTo(6);
    }

    @Order(4)
    @Test
    void what_a_person_is_told() {
        world.start(world.plan("told", straggler("told", "a"), straggler("told", "b"), straggler("told", "c")));
        Ran two = world.terminal().typing("y\n").run("skip", "told", "a", "b", "--reason", "x");
        assertThat(two.exitCode()).isZero();
        assertThat(two.out()).contains("told", "skip", "2 jobs");
        Ran one = world.run("skip", "told", "c", "--reason", "x");
        assertThat(one.exitCode()).isZero();
        assertThat(one.out()).contains("skip of c");
    }

    private static JsonNode actions() {
        return world.run("report", "mix", "-o", "json").json().path("actions");
    }
}
