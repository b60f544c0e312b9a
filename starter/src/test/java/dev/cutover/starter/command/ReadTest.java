package dev.cutover.starter.command;

import static dev.cutover.starter.World.id;
import static dev.cutover.starter.World.job;
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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of a wave that runs and of one that is over: status and report. In the morning the workers are gone. */
@Timeout(60)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadTest {

    @TempDir
    private static Path folder;

    private static World world;

    @BeforeAll
    static void open() {
        world = new World(folder);
        world.start(world.plan(
                "runs",
                List.of(
                        List.of(job("runs", "d1"), job("runs", "d2", "Stopped")),
                        List.of(job("runs", "w1"), straggler("runs", "w2")))));
        world.start(world.plan("ended", job("ended", "a"), job("ended", "b", "Expired")));
        world.await("ended", ran -> ran.json().path("outcome").asText().equals("notDone"));
        world.await(
                "runs",
                ran -> ran.json().at("/counts/done").asInt() == 1
                        && ran.json().at("/counts/blocked").asInt() == 1);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    @Order(1)
    void a_wave_that_runs_is_told_with_its_groups_and_with_what_needs_a_person() {
        Ran ran = world.run("status", "runs");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("1 of 4 done", "g0", "g1", "waits for g0", "blocked  d2 (" + id("runs", "d2") + ")")
                .contains("start it with `retry --restart`")
                .doesNotContain(id("runs", "w2"), "\u001b");
    }

    @Test
    @Order(1)
    void every_job_is_told_when_asked_for() {
        Ran words = world.run("status", "runs", "--jobs");
        assertThat(words.exitCode()).isZero();
        assertThat(words.out()).contains("d1", "d2", "w1", "w2", id("runs", "w2"));
        JsonNode json = world.run("status", "runs", "--jobs", "-o", "json").json();
        assertThat(json.path("jobs").findValuesAsText("name")).containsExactly("d1", "d2", "w1", "w2");
        assertThat(json.at("/jobs/0/id").asText()).isEqualTo(id("runs", "d1"));
        assertThat(json.at("/jobs/0/state").asText()).isEqualTo("done");
        assertThat(json.at("/jobs/1/reason").asText()).isEqualTo("jobStopped");
        assertThat(json.path("outcome").asText()).isEqualTo("running");
        assertThat(json.at("/groups/1/name").asText()).isEqualTo("g1");
        assertThat(json.path("startedAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(world.run("status", "runs", "-o", "json").json().has("jobs")).isFalse();
    }

    @Test
    @Order(1)
    void a_report_can_be_had_while_the_wave_runs() {
        JsonNode report = world.run("report", "runs", "-o", "json").json();
        assertThat(report.path("outcome").asText()).isEqualTo("running");
        assertThat(report.path("endedAt").isNull()).isTrue();
        assertThat(report.at("/counts/blocked").asInt()).isEqualTo(1);
        assertThat(report.at("/jobs/0/attempts")).hasSize(1);
    }

    @Test
    @Order(1)
    void who_watches_until_settled_is_let_go_when_nothing_goes_on_without_a_person() {
        Ran ran = world.run("status", "runs", "--until-settled", "-o", "json");
        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.json().path("settled").asBoolean()).isTrue();
        assertThat(ran.err()).contains("d2");
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                argumentSet("status", List.of("status", "stranger")),
                argumentSet("status, watched", List.of("status", "stranger", "--watch")),
                argumentSet("report", List.of("report", "stranger")),
                argumentSet("a name that none can have", List.of("status", "wave:runs")));
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("unknown")
    void a_wave_that_is_not_known_is_7(List<String> arguments) {
        Ran ran = world.run(arguments.toArray(String[]::new));
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("`cutover list`");
    }

    @Test
    @Order(2)
    void a_wave_that_is_over_needs_no_worker() {
        world.dismissWorkers();
        Ran status = world.run("status", "ended");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).contains("not done", "1 of 2 done", "failed  b (");
        Ran watched = world.run("status", "ended", "--watch", "--jobs");
        assertThat(watched.exitCode()).isEqualTo(5);
        assertThat(watched.out()).contains("a", "b");

        Ran words = world.run("report", "ended");
        assertThat(words.exitCode()).isZero();
        assertThat(words.out()).startsWith("#").contains("ended", "| a |", "Needs a person");
        JsonNode report = world.run("report", "ended", "-o", "json").json();
        assertThat(report.path("outcome").asText()).isEqualTo("notDone");
        assertThat(report.path("endedAt").isNull()).isFalse();
        assertThat(report.at("/jobs/0/attempts/0/answer").asText()).isEqualTo("accepted");
        assertThat(report.at("/jobs/1/reason").asText()).isEqualTo("jobExpired");
    }
}
