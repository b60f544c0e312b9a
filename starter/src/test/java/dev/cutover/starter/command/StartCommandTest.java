package dev.cutover.starter.command;

import static dev.cutover.starter.World.job;
import static dev.cutover.starter.World.straggler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.simulator.SimulatedJob;
import dev.cutover.starter.Ran;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.World;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What it takes for a wave to be started, and what {@code start} ends with. */
@Timeout(60)
class StartCommandTest {

    @TempDir
    private static Path folder;

    private static World world;

    @BeforeAll
    static void open() {
        world = new World(folder);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    static Stream<Arguments> refusals() {
        UnaryOperator<TestTerminal> nobody = terminal -> terminal;
        return Stream.of(
                argumentSet("nobody is there to ask", nobody, List.of(), 2),
                argumentSet("nobody is there to ask, nor is Temporal", elsewhere(), List.of(), 2),
                argumentSet("a person says no", typing("no\n"), List.of(), 2),
                argumentSet("a person only presses return", typing("\n"), List.of(), 2),
                argumentSet("a person says something else", typing("yes please\n"), List.of(), 2),
                argumentSet("a person closes the input", typing(""), List.of(), 2),
                argumentSet("the name is none", nobody, List.of("--yes", "--wave", "Not A Name"), 3),
                argumentSet("the account is none", nobody, List.of("--yes", "--account", "not/one"), 2),
                argumentSet("Temporal is not there", elsewhere(), List.of("--yes"), 4),
                argumentSet("its address is none", address("no such thing"), List.of("--yes"), 2));
    }

    private static UnaryOperator<TestTerminal> typing(String lines) {
        return terminal -> terminal.typing(lines);
    }

    private static UnaryOperator<TestTerminal> address(String address) {
        return terminal -> terminal.with("TEMPORAL_ADDRESS", address);
    }

    private static UnaryOperator<TestTerminal> elsewhere() {
        return address("127.0.0.1:" + World.freePort());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void nothing_is_started(UnaryOperator<TestTerminal> change, List<String> options, int exitCode) {
        String plan = world.file("never.yaml", "wave: never\ngroups: [{name: all, jobs: [{id: j-never}]}]\n");
        Ran ran = change.apply(world.terminal()).run(arguments(plan, options));
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("cutover: ");
        assertThat(world.run("status", "never").exitCode()).isEqualTo(7);
    }

    private static String[] arguments(String plan, List<String> options) {
        return Stream.concat(Stream.of("start", plan), options.stream()).toArray(String[]::new);
    }

    @Test
    void a_person_who_says_yes_starts_it_and_is_told_what_it_will_do_first() {
        Ran ran = world.terminal().typing("Yes\n").run("start", world.plan("asked", job("asked", "a")));
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).contains("wave asked", "1 job ", "127.0.0.1:", "[y/N]");
        assertThat(ran.out()).contains("started asked", "cutover status asked --watch", "cutover hold asked");
        assertThat(world.run("status", "asked").exitCode()).isZero();
    }

    @Test
    void a_wave_that_runs_is_not_started_again_but_one_that_has_ended_is() {
        String plan = world.plan("again", straggler("again", "a"));
        world.start(plan);
        Ran second = world.run("start", plan, "--yes");
        assertThat(second.exitCode()).isEqualTo(7);
        assertThat(second.err()).contains("running already");
        assertThat(world.run("drain", "again", "--reason", "over").exitCode()).isZero();
        world.await("again", "deferred", 1);
        world.await("again", ran -> ran.json().path("outcome").asText().equals("partlyDone"));
        assertThat(world.run("start", plan, "--yes").exitCode()).isZero();
        assertThat(world.run("status", "again", "-o", "json")
                        .json()
                        .path("outcome")
                        .asText())
                .isEqualTo("running");
    }

    @Test
    void a_plan_takes_the_name_of_the_option() {
        String plan = world.plan("written", job("written", "a"));
        assertThat(world.run("start", plan, "--yes", "--wave", "typed").exitCode())
                .isZero();
        assertThat(world.run("status", "typed").exitCode()).isZero();
        assertThat(world.run("status", "written").exitCode()).isEqualTo(7);
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                argumentSet("all done: 0", "good", "--watch", 0, List.of(job("good", "a"), job("good", "b"))),
                argumentSet(
                        "one has expired: 5",
                        "bad",
                        "--watch",
                        5,
                        List.of(job("bad", "a"), job("bad", "b", "Expired"))),
                argumentSet(
                        "one waits for a person: 5, without the wave's end",
                        "stuck",
                        "--until-settled",
                        5,
                        List.of(job("stuck", "a"), job("stuck", "b", "Stopped"))));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void who_watches_ends_with_the_outcome(String wave, String how, int exitCode, List<SimulatedJob> jobs) {
        Ran ran = world.run("start", world.plan(wave, List.of(jobs)), "--yes", how);
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        assertThat(ran.out()).contains("done  a (" + World.id(wave, "a") + ")");
        assertThat(ran.err()).contains("started " + wave);
    }

    @Test
    void with_json_stdout_has_one_document_and_what_goes_on_is_told_on_stderr() {
        String plan = world.plan("spelt", job("spelt", "a"));
        Ran ran = world.run("start", plan, "--yes", "--watch", "-o", "json");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.json().path("outcome").asText()).isEqualTo("done");
        assertThat(ran.json().at("/counts/done").asInt()).isEqualTo(1);
        assertThat(ran.json().has("jobs")).isFalse();
        assertThat(ran.err()).contains("done  a (");
    }

    @Test
    void with_json_and_without_watching_the_document_is_the_plan_s_summary() {
        Ran ran = world.run("start", world.plan("brief", job("brief", "a")), "--yes", "-o", "json");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.json().path("wave").asText()).isEqualTo("brief");
        assertThat(ran.json().path("jobs").asInt()).isEqualTo(1);
        assertThat(ran.json().path("planSha256").asText()).hasSize(64);
    }

    @Test
    void a_job_skipped_while_one_watches_is_6() {
        String plan = world.plan("part", job("part", "a"), straggler("part", "b"));
        TestTerminal terminal = world.terminal();
        terminal.pausing(duration -> {
            if (terminal.out().contains("done  a (")) {
                world.run("skip", "part", "b", "--reason", "not tonight");
            }
            world.terminal().open().pause().of(duration);
        });
        Ran ran = terminal.run("start", plan, "--yes", "--watch");
        assertThat(ran.exitCode()).isEqualTo(6);
        assertThat(ran.out()).contains("skipped  b (");
    }
}
