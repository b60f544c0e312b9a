package dev.cutover.starter.plan;

import static dev.cutover.starter.plan.PlanText.problems;
import static dev.cutover.starter.plan.Refusals.assertRefused;
import static dev.cutover.starter.plan.Refusals.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.JobQuery;
import dev.cutover.contract.JobQuery.Tag;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("a group that selects its jobs")
class SelectTest {

    private static Plan read(String text) throws PlanRefused {
        return PlanFile.read(text.getBytes(UTF_8), Path.of("plan.yaml"), null);
    }

    private static final String WHOLE = """
            wave: w
            limits: {canary: 1}
            groups:
              - name: web
                minReady: 30
                select:
                  name: "web-*"
                  region: cn-shanghai
                  status: Waiting
                  source: s-1
                  workgroup: w-1
                  tags: {app: shop, tier: , empty: "", number: 7}
                  atMost: 50
              - {name: db, after: [web], jobs: [{id: j-1}]}
            """;

    @Test
    @DisplayName("has a query, a bound and no jobs yet")
    void whole() throws PlanRefused {
        Plan plan = read(WHOLE);
        PlannedGroup web = plan.groups().get(0);
        assertThat(web.select())
                .isEqualTo(new Selection(
                        new JobQuery(
                                "web-*",
                                "cn-shanghai",
                                "Waiting",
                                "s-1",
                                "w-1",
                                List.of(
                                        new Tag("app", "shop"),
                                        new Tag("tier", null),
                                        new Tag("empty", ""),
                                        new Tag("number", "7"))),
                        50));
        assertThat(web.jobs()).isEmpty();
        assertThat(web.rules().minReady()).isEqualTo(30);
        assertThat(plan.selects()).isTrue();
        assertThat(plan.groups().get(1).select()).isNull();
    }

    @Test
    @DisplayName("may select everything, as long as that is bounded, and has the minReady of the defaults")
    void everything() throws PlanRefused {
        PlannedGroup group = read("wave: w\ndefaults: {minReady: 5}\ngroups: [{name: all, select: {atMost: 2000}}]")
                .groups()
                .get(0);
        assertThat(group.select()).isEqualTo(new Selection(JobQuery.everything(), 2_000));
        assertThat(group.rules().minReady()).isEqualTo(5);
    }

    @Test
    @DisplayName("is written so that the same is read again")
    void written() throws PlanRefused {
        Plan plan = read(WHOLE);
        assertThat(read(PlanWriter.yaml(plan, PlanComments.none())).groups()).isEqualTo(plan.groups());
    }

    static Stream<Arguments> refusals() {
        String many = IntStream.rangeClosed(1, 21)
                .mapToObj(number -> "t" + number + ": x")
                .collect(Collectors.joining(", "));
        return Stream.of(
                row("without a bound", "select: ^{name: a}", "'atMost' is missing", "atMost: 50"),
                row("without anything", "select: ^{}", "'atMost' is missing", null),
                row("that is a text", "select: ^web-*", "expected the keys of 'select'", "name, region"),
                row("with a bound of nothing", "select: {atMost: ^0}", "from 1 to 2000", "refused when"),
                row("with a bound past all waves", "select: {atMost: ^2001}", "from 1 to 2000", null),
                row("with an unknown key", "select: {^nam: a, atMost: 5}", "unknown key 'nam'", "did you mean 'name'"),
                row("with a key of jobs", "select: {^id: j-1, atMost: 5}", "unknown key 'id'", "a key of a job"),
                row(
                        "with a status in small letters",
                        "select: {status: ^waiting, atMost: 5}",
                        "'status' must be",
                        "'Waiting'"),
                row("with finished jobs", "select: {status: ^Finished, atMost: 5}", "'status' must be Waiting", null),
                row("with a blank name", "select: {name: ^' ', atMost: 5}", "'name' is blank", null),
                row(
                        "with a name without value",
                        "select: {name: ^~, atMost: 5}",
                        "'name' has no value",
                        "leave the key out"),
                row(
                        "with tags in a list",
                        "select: {tags: ^[app], atMost: 5}",
                        "'tags' must be a mapping",
                        "app: shop"),
                row("with a list as a value", "select: {tags: {app: ^[a, b]}, atMost: 5}", "'app' must be one", null),
                row(
                        "with a tag twice",
                        "select: {tags: {app: a, ^app: b}, atMost: 5}",
                        "the tag 'app' is there twice",
                        "remove one"),
                row("with 21 tags", "select: {tags: ^{" + many + "}, atMost: 5}", "more than 20 tags", null),
                row(
                        "with jobs, too",
                        "jobs: [{id: j-1}], ^select: {atMost: 5}",
                        "both 'jobs' and 'select'",
                        "two groups"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refused(String written, String message, String suggestion) {
        assertRefused("wave: w\ngroups: [{name: all, " + written + "}]", message, suggestion);
    }

    @Test
    @DisplayName("and one that has neither is told of both ways")
    void neither() {
        assertThat(problems("wave: w\ngroups: [{name: all}]")).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("'jobs' is missing");
            assertThat(problem.suggestion()).contains("jobs:", "select:", "atMost");
        });
    }

    static Stream<Arguments> canaries() {
        String groups = "[{name: a, select: {atMost: 5}}, {name: b, after: [a], jobs: [{id: j-1}]}]";
        return Stream.of(
                row(
                        "a job that may be selected",
                        "limits: {canary: [^web-01]}\ngroups: " + groups,
                        "no job of this plan",
                        "a canary of a plan that selects is a number"),
                row(
                        "a job behind those that are selected",
                        "limits: {canary: [^j-1]}\ngroups: " + groups,
                        "each would wait for the other",
                        null));
    }

    @ParameterizedTest(name = "is not named by a canary: {argumentSetName}")
    @MethodSource("canaries")
    void canary(String written, String message, String suggestion) {
        assertRefused("wave: w\n" + written, message, suggestion);
    }
}
