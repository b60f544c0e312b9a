package dev.cutover.starter.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Canary;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What of a wave goes into the plan of the next night, and what does not. */
class CarryOverTest {

    private static final Path NIGHT = Path.of("..", "docs", "examples", "night.yaml");

    private static JobLine line(PlannedJob job, String group, JobState state, Reason reason, String code) {
        return new JobLine(
                job.id(), job.name(), group, state, reason, code, null, false, false, false, null, null, false, false);
    }

    /** A wave whose jobs ended like this, in the order of the plan. */
    private static CarryOver after(Plan plan, JobState... states) {
        List<JobLine> lines = new ArrayList<>();
        for (PlannedGroup group : plan.groups()) {
            for (PlannedJob job : group.jobs()) {
                JobState state = states[lines.size()];
                boolean bad = state == JobState.UNFINISHED || state == JobState.FAILED;
                lines.add(line(
                        job,
                        group.name(),
                        state,
                        state == JobState.DONE
                                ? null
                                : bad ? Reason.of(FailureKind.JOB_STOPPED) : Reason.LAST_START_PASSED,
                        null));
            }
        }
        return new CarryOver(plan, lines);
    }

    private static Plan read(String yaml) throws PlanRefused {
        return PlanFile.read(yaml.getBytes(UTF_8), Path.of("next.yaml"), null);
    }

    private static Plan night() throws PlanRefused {
        return PlanFile.read(NIGHT, null);
    }

    private static List<String> names(Plan plan) {
        return plan.groups().stream()
                .flatMap(group -> group.jobs().stream())
                .map(PlannedJob::name)
                .toList();
    }

    @Test
    void what_was_selected_is_listed_and_never_selected_again() throws PlanRefused {
        Plan plan = read("wave: w\ngroups: [{name: web, jobs: [{id: j-1}, {id: j-2}]}]");
        PlannedGroup web = plan.groups().get(0);
        Selection select = new Selection(JobQuery.everything(), 5);
        Plan resolved =
                plan.withGroups(List.of(new PlannedGroup(web.name(), web.after(), web.jobs(), web.rules(), select)));

        Plan next = read(after(resolved, JobState.DONE, JobState.DEFERRED).yaml());

        assertThat(next.selects()).isFalse();
        assertThat(names(next)).containsExactly("j-2");
    }

    /** web-01 and web-02 are done, of the shop db-01 is, batch-01 was skipped. */
    private static CarryOver half() throws PlanRefused {
        return after(
                night(),
                JobState.DONE,
                JobState.DONE,
                JobState.DONE,
                JobState.DEFERRED,
                JobState.UNFINISHED,
                JobState.SKIPPED);
    }

    @Test
    void whatIsDeferredOrSkippedIsAJobOfTheNextPlan() throws PlanRefused {
        CarryOver carryOver = half();
        Plan next = read(carryOver.yaml());

        assertThat(carryOver.size()).isEqualTo(2);
        assertThat(next.wave()).isEqualTo("prod-07-carry-over");
        assertThat(names(next)).containsExactly("app-01", "batch-01");
    }

    @Test
    void allThatCountedForThemIsKept() throws PlanRefused {
        Plan night = night();
        Plan next = read(half().yaml());

        assertThat(next.change()).isEqualTo(night.change());
        assertThat(next.account()).isEqualTo(night.account());
        assertThat(next.polling()).isEqualTo(night.polling());
        assertThat(next.defaults()).isEqualTo(night.defaults());
        assertThat(next.notifications()).isEqualTo(night.notifications());
        assertThat(next.limits().maxConcurrent()).isEqualTo(20);
        assertThat(next.limits().holdAfterFailures()).isEqualTo(3);
        assertThat(next.groups().get(0).rules().hooks())
                .isEqualTo(night.groups().get(1).rules().hooks());
        assertThat(next.groups().get(0).rules().onFailure())
                .isEqualTo(night.groups().get(1).rules().onFailure());
        assertThat(next.groups().get(1).rules().ignoreFit()).isTrue();
    }

    @Test
    void theTimesOfTheOldNightAreCommentsToBeFilledIn() throws PlanRefused {
        String yaml = half().yaml();
        Plan next = read(yaml);

        assertThat(next.window()).isNull();
        assertThat(next.approval()).isEqualTo(new Approval(null, false));
        assertThat(next.groups())
                .allSatisfy(group -> assertThat(group.rules().startBy()).isNull());
        assertThat(yaml)
                .contains("""
                        # window:
                        #   opens: 2026-11-28T01:00
                        #   lastStart: 2026-11-28T04:15
                        #   closes: 2026-11-28T05:00
                        #   timeZone: Asia/Shanghai
                        """)
                .contains("# approval: {deadline: 2026-11-28T00:30, otherwise: defer}")
                .contains("  # Of that night:\n  # startBy: 2026-11-28T03:00\n");
    }

    @Test
    void eachJobHasItsReason() throws PlanRefused {
        assertThat(half().yaml())
                .contains("      # deferred: lastStartPassed\n      - id: j-bp1fnx5y3djc4cop0011\n")
                .contains("      # skipped: lastStartPassed\n      - id: j-bp1fnx5y3djc4cop0031\n");
    }

    @Test
    void whatIsUnfinishedOrFailedIsToldFirstAndIsNoJob() throws PlanRefused {
        String yaml = half().yaml();

        assertThat(yaml.lines().filter(line -> line.contains("app-02")))
                .singleElement()
                .isEqualTo("#   app-02 (j-bp1fnx5y3djc4cop0012, group shop) unfinished: "
                        + FailureKind.JOB_STOPPED.advice());
        assertThat(yaml.indexOf("app-02")).isLessThan(yaml.indexOf("\nwave: "));
    }

    @Test
    void aGroupThatIsPartlyLeftSaysSo() throws PlanRefused {
        assertThat(half().yaml())
                .contains("  # minReady was 3, and 1 of 3 jobs is left.\n")
                .contains("  # Only 1 of 3 jobs is left: its hooks will be called for these.\n");
        assertThat(read(half().yaml()).groups().get(0).rules().minReady()).isEqualTo(1);
    }

    @Test
    void groupsComeAfterThoseThatAreLeftAlsoByWayOfOthers() throws PlanRefused {
        Plan plan = read("""
                wave: w
                groups:
                  - {name: a, jobs: [{id: j-1}]}
                  - {name: b, after: [a], jobs: [{id: j-2}]}
                  - {name: c, after: [b], jobs: [{id: j-3}]}
                  - {name: d, after: [c, b], jobs: [{id: j-4}]}
                """);

        Plan next = read(after(plan, JobState.SKIPPED, JobState.DONE, JobState.DEFERRED, JobState.DEFERRED)
                .yaml());

        assertThat(next.groups()).extracting(PlannedGroup::name).containsExactly("a", "c", "d");
        assertThat(next.groups().get(1).after()).containsExactly("a");
        assertThat(next.groups().get(2).after()).containsExactlyInAnyOrder("a", "c");
    }

    static Stream<Arguments> canaries() {
        return Stream.of(
                argumentSet("a number counts anew", "2", new Canary(2, List.of())),
                argumentSet("those that are left", "[j-1, j-2]", new Canary(0, List.of(new JobId("j-2")))),
                argumentSet("none is left", "[j-1]", null));
    }

    @ParameterizedTest
    @MethodSource("canaries")
    void aCanaryIsOfWhatIsLeft(String written, Canary left) throws PlanRefused {
        Plan plan = read("wave: w\nlimits: {canary: " + written
                + "}\ngroups: [{name: a, jobs: [{id: j-1}, {id: j-2}, {id: j-3}]}]");

        Plan next = read(
                after(plan, JobState.DONE, JobState.DEFERRED, JobState.SKIPPED).yaml());

        assertThat(next.limits().canary()).isEqualTo(left);
    }

    @Test
    void whatHasNoOutcomeIsAQuestionAndNoJob() throws PlanRefused {
        Plan plan = read("wave: w\ngroups: [{name: a, jobs: [{id: j-1}, {id: j-2}, {id: j-3}]}]");
        CarryOver carryOver = after(plan, JobState.WATCHING, JobState.DEFERRED, JobState.CUTTING_OVER);

        assertThat(names(read(carryOver.yaml()))).containsExactly("j-2");
        assertThat(carryOver.openQuestions()).extracting(JobLine::name).containsExactly("j-1", "j-3");
        assertThat(carryOver.yaml()).contains("#   j-3 (j-3, group a) cutting over");
    }

    @ParameterizedTest
    @CsvSource({
        "night, night-carry-over",
        "night-carry-over, night-carry-over-2",
        "night-carry-over-2, night-carry-over-3",
        "night-carry-over-9, night-carry-over-10",
        "night-carry-over-x, night-carry-over-x-carry-over",
        "night-carry-over-0, night-carry-over-0-carry-over",
        "night-carry-over-99999, night-carry-over-99999-carry-over",
        "carry-over, carry-over-carry-over",
        "7, 7-carry-over"
    })
    void theNameTellsWhereItComesFrom(String old, String next) {
        assertThat(CarryOver.name(old)).isEqualTo(next);
    }

    @Test
    void aLongNameIsCutAndNeverTheOldOne() {
        String old = "a".repeat(51) + "-" + "b".repeat(11);
        for (int night = 0; night < 12; night++) {
            String next = CarryOver.name(old);
            assertThat(next).matches(Plan.WAVE_NAME).isNotEqualTo(old);
            old = next;
        }
        assertThat(old).isEqualTo("a".repeat(49) + "-carry-over-12");
    }

    @Test
    void ofAnyPlanWhateverIsLeftTheNextPlanIsRead() throws PlanRefused {
        for (long seed = 0; seed < 300; seed++) {
            Plan plan = new RandomPlans(seed).plan();
            Random random = new Random(seed);
            List<JobState> outcomes = List.of(JobState.DONE, JobState.DEFERRED, JobState.SKIPPED, JobState.UNFINISHED);
            JobState[] states = Stream.generate(() -> outcomes.get(random.nextInt(outcomes.size())))
                    .limit(plan.size())
                    .toArray(JobState[]::new);
            CarryOver carryOver = after(plan, states);
            if (carryOver.size() == 0) {
                continue;
            }
            Plan next = read(carryOver.yaml());
            assertThat(next.size()).as("seed " + seed).isEqualTo(carryOver.size());
            assertThat(next.wave()).isNotEqualTo(plan.wave());
        }
    }
}
