package dev.cutover.starter.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.FoundJob;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.JobQuery.Tag;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a plan of jobs that were found")
class ProposalTest {

    private static final List<FoundJob> FOUND = List.of(
            job("j-1", "db-01", "Waiting", new Tag("tier", "database")),
            job("j-2", "web-02", "Waiting", new Tag("tier", "web")),
            job("j-3", "web-01", "Running", new Tag("tier", "web")),
            job("j-4", "old-01", "Finished", new Tag("tier", "web")),
            job("j-5", "lone", "Waiting"),
            job("j-6", "odd", "Waiting", new Tag("tier", "rest")),
            job("j-7", "evil\u001b[2J\nname", "Waiting", new Tag("tier", "  \u001bweird " + "x".repeat(90))),
            job("j-8", null, "Waiting", new Tag("tier", "")));

    private static FoundJob job(String id, String name, String status, Tag... tags) {
        return new FoundJob(new JobId(id), name, null, "cn-" + name, null, status, true, null, List.of(tags));
    }

    private static Proposal proposal(String grouping) {
        return new Proposal(
                "shop",
                "prod",
                JobQuery.everything(),
                FOUND,
                grouping == null ? null : Grouping.of(grouping).orElseThrow());
    }

    private static Plan read(String text) throws PlanRefused {
        return PlanFile.read(text.getBytes(UTF_8), Path.of("plan.yaml"), null);
    }

    private static List<String> groups(Plan plan) {
        return plan.groups().stream()
                .map(group -> group.name() + " "
                        + group.jobs().stream().map(job -> job.id().value()).toList())
                .toList();
    }

    static Stream<Arguments> groupings() {
        String weird = "U+001Bweird " + "x".repeat(52);
        return Stream.of(
                argumentSet("nothing", null, List.of("all [j-1, j-2, j-3, j-5, j-6, j-7, j-8]")),
                argumentSet(
                        "a tag",
                        "tag:tier",
                        List.of(
                                weird + " [j-7]",
                                "database [j-1]",
                                "rest [j-6]",
                                "web [j-2, j-3]",
                                "rest-2 [j-5, j-8]")),
                argumentSet("a tag that none has", "tag:no", List.of("rest [j-1, j-2, j-3, j-5, j-6, j-7, j-8]")),
                argumentSet("a workgroup", "workgroup", List.of("rest [j-1, j-2, j-3, j-5, j-6, j-7, j-8]")));
    }

    @ParameterizedTest(name = "by {argumentSetName} is read as it is")
    @MethodSource("groupings")
    void listing(String grouping, List<String> expected) throws PlanRefused {
        String text = proposal(grouping).listing();
        Plan plan = read(text);
        assertThat(groups(plan)).isEqualTo(expected);
        assertThat(plan.wave()).isEqualTo("shop");
        assertThat(plan.account()).isEqualTo("prod");
        assertThat(text)
                .contains("#   old-01 (j-4) has finished already")
                .contains("# at SMC: evilU+001B[2JU+000Aname")
                .doesNotContain("\u001b");
    }

    @Test
    @DisplayName("by name has those together whose names differ in a number")
    void byName() throws PlanRefused {
        assertThat(groups(read(proposal("name").listing()))).contains("db [j-1]", "web [j-2, j-3]", "lone [j-5]");
    }

    @Test
    @DisplayName("may have filters instead of jobs, at most as many as there are, and tells whom they miss")
    void selecting() throws PlanRefused {
        String text = proposal("tag:tier").selecting();
        Plan plan = read(text);
        assertThat(plan.size()).isZero();
        assertThat(plan.groups())
                .extracting(group -> group.select())
                .contains(
                        new Selection(new JobQuery(null, null, null, null, null, List.of(new Tag("tier", "web"))), 2),
                        new Selection(
                                new JobQuery(null, null, null, null, null, List.of(new Tag("tier", "database"))), 1));
        assertThat(text).contains("have no tag tier,", "#   lone (j-5)", "#   evilU+001B[2JU+000Aname (j-7)");
    }

    @ParameterizedTest(name = "{0} is nothing to group by")
    @ValueSource(strings = {"", "tag", "tag:", "tag: ", "tier", "NAME"})
    void noGrouping(String words) {
        assertThat(Grouping.of(words)).isEmpty();
    }
}
