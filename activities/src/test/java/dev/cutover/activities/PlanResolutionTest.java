package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Account.LeftOut;
import dev.cutover.contract.Account.ResolvedPlan;
import dev.cutover.contract.FoundJob;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.contract.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("a plan that selects")
class PlanResolutionTest {

    private static FoundJob job(String id, String name) {
        return job(id, name, "Waiting");
    }

    private static FoundJob job(String id, String name, String status) {
        return new FoundJob(
                new JobId(id),
                name,
                "s-" + id,
                "cn-shanghai",
                null,
                status.replace("!", ""),
                !status.endsWith("!"),
                null,
                null);
    }

    private static JobQuery query(String name) {
        return new JobQuery(name, null, null, null, null, null);
    }

    private static PlannedGroup selecting(String group, JobQuery query, int atMost) {
        return new PlannedGroup(group, List.of(), List.of(), null, new Selection(query, atMost));
    }

    private static PlannedGroup selecting(String group, String name, int atMost) {
        return selecting(group, query(name), atMost);
    }

    private static PlannedGroup listing(String group, String... idsAndNames) {
        List<PlannedJob> jobs = Arrays.stream(idsAndNames)
                .map(word -> word.split("=", 2))
                .map(word -> new PlannedJob(new JobId(word[0]), word[word.length - 1], null, null, null, null))
                .toList();
        return new PlannedGroup(group, List.of(), jobs, null);
    }

    private static Plan plan(PlannedGroup... groups) {
        return new Plan(
                "night",
                null,
                null,
                "",
                Limits.defaults(),
                Polling.defaults(),
                JobDefaults.defaults(),
                List.of(groups),
                null,
                null,
                null);
    }

    private static ResolvedPlan resolved(List<FoundJob> account, PlannedGroup... groups) {
        return new PlanResolution(
                        plan(groups),
                        query -> account.stream()
                                .filter(new Matching(query))
                                .sorted(FoundJob.BY_NAME)
                                .toList())
                .result();
    }

    private static List<String> jobs(ResolvedPlan resolved, int group) {
        return resolved.plan().groups().get(group).jobs().stream()
                .map(job -> job.id() + " " + job.name())
                .toList();
    }

    @Test
    @DisplayName("gets its jobs by name and then by id, and keeps where they came from")
    void order() {
        ResolvedPlan resolved = resolved(
                List.of(job("j-3", "web-02"), job("j-2", "web-01"), job("j-9", "db-01"), job("j-1", "web-01x")),
                listing("first", "j-7=cache"),
                selecting("web", "web-*", 3),
                selecting("db", "db-*", 1));
        assertThat(resolved.refusals()).isEmpty();
        assertThat(resolved.leftOut()).isEmpty();
        assertThat(jobs(resolved, 0)).containsExactly("j-7 cache");
        assertThat(jobs(resolved, 1)).containsExactly("j-2 web-01", "j-1 web-01x", "j-3 web-02");
        assertThat(jobs(resolved, 2)).containsExactly("j-9 db-01");
        assertThat(resolved.plan().groups().get(1).select()).isEqualTo(new Selection(query("web-*"), 3));
        assertThat(resolved.plan().size()).isEqualTo(5);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                argumentSet("none", (Object) null),
                argumentSet("a blank one", " "),
                argumentSet("one that begins with a space", " web"),
                argumentSet("one that a terminal would obey", "web\u001b[2J"),
                argumentSet("one that turns the direction of writing", "web\u202e"),
                argumentSet("65 characters", "x".repeat(65)),
                argumentSet("that of a job that is listed", "cache"),
                argumentSet("the id of a job that is listed", "j-7"),
                argumentSet("that of another that is selected", "twin"),
                argumentSet("the id of another that is selected", "j-8"));
    }

    @ParameterizedTest(name = "calls a job by its id when its name at SMC is {argumentSetName}")
    @MethodSource("names")
    void unusable(String name) {
        ResolvedPlan resolved = resolved(
                List.of(job("j-1", name), job("j-8", "twin")),
                listing("first", "j-7=cache"),
                selecting("all", JobQuery.everything(), 2));
        assertThat(resolved.refusals()).isEmpty();
        assertThat(jobs(resolved, 1)).contains("j-1 j-1");
    }

    @Test
    @DisplayName("calls a job by a name that is long, and nobody else's")
    void usable() {
        String longest = "x".repeat(64);
        assertThat(jobs(resolved(List.of(job("j-1", longest)), selecting("all", "*", 1)), 0))
                .containsExactly("j-1 " + longest);
    }

    @Test
    @DisplayName("leaves out what cannot be cut over, says why, and does not count it")
    void leftOut() {
        List<FoundJob> account = List.of(
                job("j-1", "a"),
                job("j-2", "b", "Finished"),
                job("j-3", "c", "Expired"),
                job("j-4", "d", "Deleting"),
                job("j-5", "e", "Waiting!"),
                job("j-6", "f", "InError"),
                job("j-7", "g", "Running/Syncing"),
                job("j-8", "h", "Napping"));
        ResolvedPlan resolved = resolved(account, selecting("all", JobQuery.everything(), 4));
        assertThat(resolved.refusals()).isEmpty();
        assertThat(jobs(resolved, 0)).containsExactly("j-1 a", "j-6 f", "j-7 g", "j-8 h");
        assertThat(resolved.leftOut())
                .extracting(LeftOut::group, left -> left.job().id().value(), LeftOut::why)
                .containsExactly(
                        tuple("all", "j-2", "has finished already"),
                        tuple("all", "j-3", "has expired"),
                        tuple("all", "j-4", "is being deleted"),
                        tuple("all", "j-5", "is not incremental"));
    }

    @Test
    @DisplayName("tells a group all of whose jobs have finished apart from what is refused")
    void finished() {
        List<FoundJob> account = List.of(
                job("j-1", "old-01", "Finished"), job("j-2", "old-02", "Finished/Whatever"), job("j-3", "web-01"));
        PlannedGroup behind =
                new PlannedGroup("web", List.of("old"), List.of(), null, new Selection(query("web-*"), 3));
        ResolvedPlan resolved = resolved(account, selecting("old", "old-*", 1), behind);
        assertThat(resolved.refusals()).isEmpty();
        assertThat(resolved.obstacles())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence).contains("Group 'old'", "2 has finished already"));
        assertThat(resolved.due().groups()).extracting(PlannedGroup::name).containsExactly("web");
        assertThat(resolved.due().groups().get(0).after()).isEmpty();
        assertThat(resolved.due().size()).isEqualTo(1);
        assertThat(resolved(account, selecting("old", "old-*", 1)).due()).isNull();
    }

    static Stream<Arguments> refusals() {
        List<FoundJob> account = List.of(
                job("j-1", "web-01"),
                job("j-2", "web-02"),
                job("j-3", "old-01", "Finished"),
                job("j-4", "old-02", "Waiting!"));
        return Stream.of(
                argumentSet(
                        "nothing matches",
                        account,
                        List.of(selecting("db", "db-*", 5)),
                        List.of("Group 'db'", "name db-*", "no such job", "cutover jobs")),
                argumentSet(
                        "too many match",
                        account,
                        List.of(selecting("web", "web-*", 1)),
                        List.of("Group 'web'", "finds 2 jobs", "atMost is 1")),
                argumentSet(
                        "what matches cannot be cut over",
                        account,
                        List.of(selecting("old", "old-*", 5)),
                        List.of("2 jobs", "1 has finished already", "1 is not incremental")),
                argumentSet(
                        "a state is named in which nothing can be cut over",
                        account,
                        List.of(selecting("old", new JobQuery(null, null, "Finished", null, null, null), 5)),
                        List.of("status Finished", "has finished already", "Waiting")),
                argumentSet(
                        "two groups select the same",
                        account,
                        List.of(selecting("web", "web-*", 5), selecting("first", "*-01", 5)),
                        List.of("'web' selects", "'first' selects", "1 job", "web-01 (j-1)")),
                argumentSet(
                        "a group selects what another lists",
                        account,
                        List.of(selecting("web", "web-*", 5), listing("mine", "j-2=my-name")),
                        List.of("'mine' lists", "'web' selects", "web-02 (j-2)")),
                argumentSet(
                        "the wave gets too large",
                        IntStream.rangeClosed(1, 2_000)
                                .mapToObj(number -> job("j-" + number, "web-" + number))
                                .toList(),
                        List.of(selecting("web", "web-*", 2_000), listing("mine", "j-x")),
                        List.of("2,001 jobs", "2,000")));
    }

    @ParameterizedTest(name = "is refused when {argumentSetName}")
    @MethodSource("refusals")
    void refused(List<FoundJob> account, List<PlannedGroup> groups, List<String> words) {
        assertThat(resolved(account, groups.toArray(PlannedGroup[]::new)).refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal).contains(words).endsWith("."));
    }

    @Test
    @DisplayName("is told all that is wrong at once, and a few of many jobs by name")
    void allAtOnce() {
        List<FoundJob> account = IntStream.rangeClosed(1, 9)
                .mapToObj(number -> job("j-" + number, "web-" + number))
                .toList();
        List<String> refusals = resolved(
                        account,
                        selecting("one", "web-*", 9),
                        selecting("two", "web-*", 5),
                        selecting("none", "db-*", 5))
                .refusals();
        assertThat(refusals).hasSize(3);
        assertThat(refusals)
                .anySatisfy(refusal -> assertThat(refusal)
                        .contains("same 9 jobs", "web-5 (j-5) and 4 more")
                        .doesNotContain("web-6"));
    }

    @Test
    @DisplayName("that selects nothing by a rule stays as it is, and nobody is asked")
    void nothingToSelect() {
        Plan plan = plan(listing("mine", "j-1"));
        List<JobQuery> asked = new ArrayList<>();
        ResolvedPlan resolved = new PlanResolution(plan, query -> {
                    asked.add(query);
                    return List.of();
                })
                .result();
        assertThat(resolved).isEqualTo(new ResolvedPlan(plan, List.of(), List.of(), List.of()));
        assertThat(asked).isEmpty();
    }
}
