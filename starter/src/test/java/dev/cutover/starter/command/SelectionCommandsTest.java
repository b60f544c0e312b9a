package dev.cutover.starter.command;

import static dev.cutover.starter.World.id;
import static dev.cutover.starter.World.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.connection.TemporalConnection;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.starter.Ran;
import dev.cutover.starter.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("who does not type job ids")
@Timeout(120)
class SelectionCommandsTest {

    @TempDir
    private static Path folder;

    private static World world;

    @BeforeAll
    static void open() {
        world = new World(folder);
        world.have(List.of(
                tagged(job("s", "web-02"), "small", "web"),
                tagged(job("s", "web-01", "Running"), "small", "web").withWorkgroup("w-1"),
                tagged(job("s", "db-01"), "small", "database"),
                tagged(job("s", "old-01", "Finished"), "small", "web"),
                tagged(job("s", "once-01").withRunOnce(), "small", "web"),
                job("s", "evil\u001b[2J")));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static SimulatedJob tagged(SimulatedJob job, String app, String tier) {
        return job.withTags(Map.of("app", app, "tier", tier));
    }

    @Test
    @DisplayName("reads a table of them, by name, and how many are in which state")
    void table() {
        Ran ran = world.run("jobs", "--tag", "app=small");
        assertThat(ran.exitCode()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).matches("NAME +ID +STATUS +SOURCE +REGION +VALID UNTIL +TAGS");
        assertThat(lines.subList(1, 6))
                .extracting(line -> line.split(" ", 2)[0])
                .containsExactly("db-01", "old-01", "once-01", "web-01", "web-02");
        assertThat(lines.get(5)).contains(id("s", "web-02"), "Waiting", "cn-shanghai", "app=small", "tier=web");
        assertThat(lines.get(3)).contains("Waiting, one-off");
        assertThat(ran.err()).contains("5 jobs: 1 Finished, 1 Running, 3 Waiting");
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                argumentSet("a name", List.of("--name", "web-*"), List.of("web-01", "web-02")),
                argumentSet("a state", List.of("--tag", "app=small", "--status", "Finished"), List.of("old-01")),
                argumentSet("a source", List.of("--source", "s-" + id("s", "db-01")), List.of("db-01")),
                argumentSet("a workgroup", List.of("--workgroup", "w-1"), List.of("web-01")),
                argumentSet("a region that has none", List.of("--region", "cn-beijing"), List.of()),
                argumentSet(
                        "two tags, one whatever its value",
                        List.of("--tag", "tier=database", "--tag", "app", "--name", "?b-01"),
                        List.of("db-01")));
    }

    @ParameterizedTest(name = "finds them by {argumentSetName}")
    @MethodSource("filters")
    void filters(List<String> options, List<String> names) {
        Ran ran = world.run(arguments("jobs", options, "-o", "json"));
        assertThat(ran.exitCode()).isZero();
        List<String> found = new ArrayList<>();
        ran.json().path("jobs").forEach(job -> found.add(job.path("name").asText()));
        assertThat(found).isEqualTo(names);
        assertThat(ran.json().path("total").asInt()).isEqualTo(names.size());
    }

    private static String[] arguments(String command, List<String> options, String... more) {
        return Stream.of(Stream.of(command), options.stream(), Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    @Test
    @DisplayName("is told that there are none, and of nothing that would move the cursor")
    void none() {
        Ran none = world.run("jobs", "--name", "nobody-*");
        assertThat(none.exitCode()).isZero();
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).contains("no job that matches: name nobody-*");
        Ran misspelt = world.run("jobs", "--status", "waiting");
        assertThat(misspelt.err()).contains("no job that matches: status waiting. A status is spelt as SMC spells it");
        Ran evil = world.run("jobs", "--name", "evil*");
        assertThat(evil.out()).contains("evil?[2J").doesNotContain("\u001b");
    }

    static Stream<Arguments> slips() {
        return Stream.of(
                argumentSet("an empty tag", "jobs", List.of("--tag", "=x"), "--tag app=shop"),
                argumentSet("a tag twice", "jobs", List.of("--tag", "a=1", "--tag", "a=2"), "is there twice"),
                argumentSet("what cannot be seen", "jobs", List.of("--name", "a\u001b[2J"), "--name is 'a?[2J'"),
                argumentSet("a blank filter", "jobs", List.of("--name", " "), "--name is blank"),
                argumentSet("no account", "jobs", List.of("--account", "a/b"), "--account is 'a/b'"),
                argumentSet("no wave", "plan", List.of("--wave", "Not One"), "--wave is 'Not One'"),
                argumentSet("nothing to group by", "plan", List.of("--group-by", "tier"), "tag:KEY, region"),
                argumentSet("too many at most", "plan", List.of("--at-most", "2001"), "give 1 to 2000"),
                argumentSet(
                        "a group without filter", "plan", List.of("--select", "--group-by", "name"), "is no filter"));
    }

    @ParameterizedTest(name = "is told what to write instead of {argumentSetName}")
    @MethodSource("slips")
    void slips(String command, List<String> options, String words) {
        Ran ran = world.run(arguments(command, options));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(words);
    }

    static Stream<Arguments> emptyPlans() {
        return Stream.of(
                argumentSet("there are none", List.of("--name", "nobody"), "finds no job"),
                argumentSet("none can be cut over", List.of("--name", "o*-01"), "only jobs that cannot be cut over, 2"),
                argumentSet("there are too many", List.of("--at-most", "1"), "at most 1"));
    }

    @ParameterizedTest(name = "gets no plan when {argumentSetName}")
    @MethodSource("emptyPlans")
    void noPlan(List<String> options, String words) {
        Ran ran = world.run(arguments("plan", options));
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(words);
    }

    @Test
    @DisplayName("is shown what a plan selects and what it leaves out, and starts that and nothing else")
    void started() {
        world.have(List.of(
                tagged(job("n", "night-db-01"), "night", "database"),
                tagged(job("n", "night-web-01"), "night", "web"),
                tagged(job("n", "night-web-02"), "night", "web"),
                tagged(job("n", "night-old-01", "Finished"), "night", "web"),
                tagged(job("n", "night-once-01").withRunOnce(), "night", "web")));
        String plan = world.file("small.yaml", """
                wave: small
                polling: {interval: 1s, settle: 1s}
                groups:
                  - {name: db, select: {name: "night-db-*", tags: {app: night}, atMost: 1}}
                  - {name: web, after: [db], select: {tags: {app: night, tier: web}, atMost: 2}}
                """);
        Ran validated = world.run("validate", plan);
        assertThat(validated.exitCode()).isZero();
        assertThat(validated.out())
                .contains("jobs that it selects", "group web selects tags app=night tier=web: at most 2 jobs");
        Ran ran = world.run("start", plan, "--yes", "-o", "json");
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.err())
                .contains("group web selects", "night-web-01, night-web-02", "wave small: 3 jobs in 2 groups")
                .contains("left out, because each has finished already: night-old-01 (" + id("n", "night-old-01") + ")")
                .contains("left out, because each is not incremental: night-once-01");
        assertThat(ran.json().at("/selections/1/jobs").asInt()).isEqualTo(2);
        assertThat(ran.json().path("jobs").asInt()).isEqualTo(3);
        world.await("small", "done", 1);
        Ran report = world.run("report", "small", "-o", "json");
        assertThat(report.json().at("/groups/1/selectedBy").asText()).isEqualTo("tags app=night tier=web; at most 2");
        assertThat(world.run("report", "small").out()).contains("Selected when the wave was started");
        assertThat(world.run("drain", "small", "--reason", "over").exitCode()).isZero();
    }

    @Test
    @DisplayName("who starts the plan of a wave again that was ended by force takes up what was selected then")
    void takenUp() throws Exception {
        world.have(List.of(tagged(World.slow("f", "forced-01"), "forced", "web")));
        String plan = world.file("forced.yaml", """
                wave: forced
                polling: {interval: 1s, settle: 1s}
                groups: [{name: web, select: {status: Waiting, tags: {app: forced}, atMost: 1}}]
                """);
        assertThat(world.run("start", plan, "--yes").exitCode()).isZero();
        world.await("forced", "cuttingOver", 1);
        world.await(
                "forced", ran -> world.run("jobs", "--name", "forced-01").out().contains("Running"));
        endByForce("forced");
        Ran again = world.run("start", plan, "--yes");
        assertThat(again.exitCode()).as(again.toString()).isZero();
        assertThat(again.err()).contains("ended by force", "forced-01");
        Ran other = world.run("start", world.file("other.yaml", """
                wave: other
                groups: [{name: web, select: {status: Waiting, tags: {app: forced}, atMost: 1}}]
                """), "--yes");
        assertThat(other.exitCode()).isEqualTo(3);
    }

    private static void endByForce(String wave) throws Exception {
        try (TemporalConnection line = world.connect()) {
            line.client().newUntypedWorkflowStub("wave:" + wave).terminate("by force");
        }
    }

    private static Ran startRetaken(String group, String select) {
        String plan = world.file("retaken.yaml", """
                wave: retaken
                polling: {interval: 1s, settle: 1s}
                groups: [{name: %s, select: {%s}}]
                """.formatted(group, select));
        return world.run("start", plan, "--yes");
    }

    @Test
    @DisplayName("takes it up with a file that selects the same in other words, and with none that selects otherwise")
    void takenUpWithAnotherFile() throws Exception {
        world.have(List.of(tagged(World.slow("r", "retaken-01"), "retaken", "web")));
        String tags = "tags: {app: retaken, tier: web}";
        assertThat(startRetaken("web", "status: Waiting, " + tags + ", atMost: 2")
                        .exitCode())
                .isZero();
        world.await(
                "retaken",
                ran -> world.run("jobs", "--name", "retaken-01").out().contains("Running"));
        endByForce("retaken");
        for (String other : List.of(
                tags + ", atMost: 2",
                "status: Running, " + tags + ", atMost: 2",
                "status: Waiting, tags: {app: retaken, tier: }, atMost: 2",
                "status: Waiting, " + tags + ", atMost: 3")) {
            isRefused(startRetaken("web", other));
        }
        isRefused(startRetaken("app", "status: Waiting, " + tags + ", atMost: 2"));
        // By its state it would not be found any more.
        for (String same : List.of(
                "\n  # of the shop\n  status: Waiting, " + tags + ", atMost: 2",
                "atMost: 2, tags: {tier: 'web', app: \"retaken\"}, status: Waiting")) {
            Ran again = startRetaken("'web'", same);
            assertThat(again.exitCode()).as(again.toString()).isZero();
            assertThat(again.err()).contains("ended by force", "retaken-01");
            world.await("retaken", "cuttingOver", 1);
            endByForce("retaken");
        }
    }

    private static void isRefused(Ran ran) {
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(7);
        assertThat(ran.err()).contains("retaken was ended by force", "did not select as this plan does");
    }

    @Test
    @DisplayName("starts nothing, and is told all that is wrong with what a plan selects")
    void refused() {
        String plan = world.file("bad.yaml", """
                wave: bad
                groups:
                  - {name: none, select: {name: "nobody-*", atMost: 1}}
                  - {name: many, select: {tags: {app: small}, atMost: 1}}
                  - {name: same, select: {name: "web-02", atMost: 1}}
                """);
        Ran ran = world.run("start", plan, "--yes");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err())
                .contains("bad.yaml: Group 'none' selects name nobody-*, and the account has no such job")
                .contains("Group 'many'", "atMost is 1", "'same' selects the same 1 job, web-02");
        assertThat(world.run("status", "bad").exitCode()).isEqualTo(7);
    }

    @Test
    @DisplayName("plans 300 jobs by their tags, has the plan and its jobs checked, and starts it")
    void threeHundred() {
        world.have(IntStream.rangeClosed(1, 300)
                .mapToObj(number -> tagged(
                        job("big", "shop-%03d".formatted(number)),
                        "shop",
                        List.of("database", "app", "web").get(number % 3)))
                .toList());
        Ran planned = world.run("plan", "--tag", "app=shop", "--group-by", "tag:tier", "--wave", "shop-01");
        assertThat(planned.exitCode()).as(planned.err()).isZero();
        assertThat(planned.err()).contains("300 jobs in 3 groups");
        String plan = world.file("shop.yaml", planned.out());
        Ran validated = world.run("validate", plan, "-o", "json");
        assertThat(validated.exitCode()).isZero();
        assertThat(validated.json().path("jobs").asInt()).isEqualTo(300);
        assertThat(validated.json().path("warnings")).isEmpty();
        Ran looked = world.run("preflight", plan, "-o", "json");
        assertThat(looked.exitCode()).as(looked.toString()).isZero();
        assertThat(looked.json().path("blockers")).isEmpty();
        assertThat(looked.json().at("/outlook/jobs").asInt()).isEqualTo(300);
        assertThat(world.run("start", plan, "--yes").exitCode()).isZero();
        Ran selecting =
                world.run("plan", "--tag", "app=shop", "--group-by", "tag:tier", "--wave", "shop-02", "--select");
        assertThat(selecting.out()).doesNotContain("j-big");
        Ran second = world.run("start", world.file("shop-02.yaml", selecting.out()), "--yes", "-o", "json");
        assertThat(second.exitCode()).as(second.toString()).isZero();
        for (String wave : List.of("shop-01", "shop-02")) {
            JsonNode counts = world.run("status", wave, "-o", "json").json().path("counts");
            assertThat(counts.path("total").asInt()).isEqualTo(300);
            assertThat(world.run("drain", wave, "--reason", "seen enough").exitCode())
                    .isZero();
        }
    }

    @Test
    @DisplayName("who has 3,000 jobs reads all of them")
    void threeThousand() {
        world.have(IntStream.rangeClosed(1, 3_000)
                .mapToObj(number -> tagged(job("huge", "huge-%04d".formatted(number)), "huge", "web"))
                .toList());
        Ran ran = world.run("jobs", "--name", "huge-*", "-o", "json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.json().path("total").asInt()).isEqualTo(3_000);
        Ran tooMany = world.run("plan", "--tag", "app=huge");
        assertThat(tooMany.exitCode()).isEqualTo(7);
        assertThat(tooMany.err()).contains("finds 3000 jobs", "split it into several waves");
    }
}
