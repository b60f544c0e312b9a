package dev.cutover.starter.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read as the same plan. */
class PlanWriterTest {

    private static final int PLANS = 500;

    private static Plan read(String yaml) throws PlanRefused {
        return PlanFile.read(yaml.getBytes(UTF_8), Path.of("written.yaml"), null);
    }

    /** The same, of another file's bytes. */
    private static Plan of(Plan plan, String sha256) {
        return new Plan(
                plan.wave(),
                plan.change(),
                plan.account(),
                sha256,
                plan.limits(),
                plan.polling(),
                plan.defaults(),
                plan.groups(),
                plan.window(),
                plan.approval(),
                plan.notifications(),
                plan.night(),
                plan.region());
    }

    private static void assertReadBack(Plan plan, PlanComments comments, String about) {
        String yaml = PlanWriter.yaml(plan, comments);
        try {
            Plan again = read(yaml);
            assertThat(again).as(about + "\n" + yaml).isEqualTo(of(plan, again.sha256()));
        } catch (PlanRefused refused) {
            throw new AssertionError(about + "\n" + yaml, refused);
        }
    }

    @Test
    void anyPlanIsReadBack() {
        for (long seed = 0; seed < PLANS; seed++) {
            assertReadBack(new RandomPlans(seed).plan(), PlanComments.none(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.cutover.starter.plan.PlanDocsTest#examples")
    void everyExampleIsReadBack(Path example) throws PlanRefused {
        Plan plan = PlanFile.read(example, null);

        assertReadBack(plan, PlanComments.none(), example.toString());
    }

    @Test
    void commentsStandAboveWhatTheyAreAboutAndChangeNothing() throws PlanRefused {
        Plan plan = PlanFile.read(Path.of("..", "docs", "examples", "night.yaml"), null);
        JobId job = plan.groups().get(1).jobs().get(0).id();
        PlanComments comments = new PlanComments(
                List.of("night", "", "# : { \u001b[31m\nwave: other"),
                Map.of("shop", List.of("a group")),
                Map.of(job, List.of("a job")));

        assertReadBack(plan, comments, "comments");
        assertThat(PlanWriter.yaml(plan, comments))
                .startsWith("# night\n#\n# # : { U+001B[31mU+000Awave: other\nwave: prod-07\n")
                .contains("  # a group\n  - name: shop\n")
                .contains("      # a job\n      - id: " + job + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "Yes",
                "7",
                "1e3",
                "a: b",
                "# a",
                "- a",
                "'",
                "\"\\",
                "夜",
                "a\u00A0b",
                "😀",
                "*a",
                "{a",
                "0o7"
            })
    void aNameIsWrittenSoThatItStaysOne(String name) throws PlanRefused {
        Plan plan =
                PlanText.yaml(PlanText.jobs("{id: j-1, name: \"" + name.replaceAll("([\"\\\\])", "\\\\$1") + "\"}"));

        assertThat(plan.groups().get(0).jobs().get(0).name()).isEqualTo(name);
        assertReadBack(plan, PlanComments.none(), name);
    }
}
