package dev.cutover.starter.view;

import static dev.cutover.contract.JobState.BLOCKED;
import static dev.cutover.contract.JobState.CUTTING_OVER;
import static dev.cutover.contract.JobState.DONE;
import static dev.cutover.contract.JobState.WATCHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Action;
import dev.cutover.contract.Actions;
import dev.cutover.contract.Approval;
import dev.cutover.contract.Canary;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.starter.Told;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("what a plan asks for beside its jobs")
class PlanTextTest {

    private static final Instant NOW = Told.STARTED;
    private static final Canary ANY = new Canary(1, List.of());
    private static final Canary NAMED = new Canary(0, List.of(new JobId("j-b")));
    private static final Hook MANUAL = new Hook(null, null, new Hook.Manual("Stop it"), null, null, null, null);
    private static final Hook COMMAND =
            new Hook(null, new Hook.Command("check", List.of(), List.of()), null, null, null, null, null);
    private static final Hook HTTP =
            new Hook(new Hook.Http("https://example.org", null, List.of()), null, null, null, null, null, null);
    private static final Hook TASK = new Hook(null, null, null, new Hook.Task("Check", "mine"), null, null, null);
    private static final Actions NONE = new Actions(List.of(), 0);

    static Stream<Arguments> plans() {
        Approval open = new Approval(null, false);
        Approval deferred = new Approval(Instant.parse("2026-11-28T01:00:00Z"), false);
        Approval anyway = new Approval(Instant.parse("2026-11-28T01:00:00Z"), true);
        return Stream.of(
                told("nothing", Told.plan(null, null)),
                told(
                        "a canary of the first group",
                        Told.plan(ANY, null),
                        "canary      1 of group app first; all others wait until that went well"),
                told(
                        "a canary of the first group, which is one unit",
                        Told.plan(ANY, rules(null, new Hooks(MANUAL, null, null))),
                        "canary      group app first; all others wait until that went well",
                        "hooks       group app: before (manual)"),
                told(
                        "a canary by name",
                        Told.plan(NAMED, null),
                        "canary      b first; 2 other jobs wait until that went well"),
                told(
                        "an approval without a deadline",
                        Told.plan(null, rules(open, null)),
                        "approval    group app: `cutover approve night --group app --reason ...`"),
                told(
                        "an approval, and what becomes of the group without",
                        Told.plan(null, rules(deferred, null)),
                        "approval    group app until 2026-11-28 01:00 UTC, else it is deferred: `cutover approve night --group"
                                + " app --reason ...`"),
                told(
                        "an approval without which it starts",
                        Told.plan(null, rules(anyway, null)),
                        "approval    group app until 2026-11-28 01:00 UTC, else it starts without: `cutover approve night"
                                + " --group app --reason ...`"),
                told(
                        "the hooks of a group, by step and kind",
                        Told.plan(null, rules(null, new Hooks(COMMAND, HTTP, TASK))),
                        "hooks       group app: before (command), after (http), undo (activity)"));
    }

    private static GroupRules rules(Approval approval, Hooks hooks) {
        return new GroupRules(approval, hooks, null, null, null, false);
    }

    private static Arguments told(String sentence, Plan plan, String... lines) {
        return argumentSet(sentence, plan, List.of(lines));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void is_told_before_it_begins(Plan plan, List<String> lines) {
        assertThat(new PlanText(plan).lines())
                .isEqualTo(lines.stream().map(line -> "  " + line).toList());
    }

    static Stream<Arguments> looks() {
        return Stream.of(
                look("all wait for any of the group", ANY, true, WATCHING, WATCHING, WATCHING),
                look("it is on its way", ANY, true, CUTTING_OVER, WATCHING, WATCHING),
                look("it went well", ANY, false, DONE, WATCHING, WATCHING),
                look("it did not go well, of which the hold tells", ANY, false, BLOCKED, WATCHING, WATCHING),
                look("another one has begun all the same", ANY, false, WATCHING, WATCHING, CUTTING_OVER),
                look("all wait for the one that is named", NAMED, true, WATCHING, WATCHING, WATCHING),
                look("the one that is named is on its way", NAMED, true, WATCHING, CUTTING_OVER, WATCHING),
                look("the one that is named went well", NAMED, false, WATCHING, DONE, WATCHING),
                look("there is none", null, false, WATCHING, WATCHING, WATCHING));
    }

    private static Arguments look(String sentence, Canary canary, boolean told, JobState... states) {
        return argumentSet(sentence, canary, told, states);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void tells_of_the_canary_while_others_wait_for_it(Canary canary, boolean told, JobState[] states) {
        List<JobLine> jobs = IntStream.range(0, states.length)
                .mapToObj(index -> Told.grouped(Told.job(index, states[index]), index < 2 ? "app" : "web", null))
                .toList();
        List<String> lines = new PlanText(Told.plan(canary, null)).lines(Told.progress(states), jobs, NONE, NOW);
        assertThat(lines.stream().filter(line -> line.startsWith("  canary "))).hasSize(told ? 1 : 0);
    }

    @Test
    void tells_of_an_approval_until_it_is_given_or_asked_for_or_too_late() {
        PlanText plan = new PlanText(Told.plan(null, rules(new Approval(NOW.plusSeconds(60), false), null)));
        Actions given = new Actions(List.of(new Action(NOW, "ann", "approve", "group app", "yes")), 0);
        Actions others = new Actions(List.of(new Action(NOW, "ann", "approve", "group web", "yes")), 0);
        assertThat(plan.lines(waiting(false, WATCHING), List.of(), others, NOW)).hasSize(1);
        assertThat(plan.lines(waiting(false, WATCHING), List.of(), given, NOW)).isEmpty();
        assertThat(plan.lines(waiting(true, WATCHING), List.of(), NONE, NOW)).isEmpty();
        assertThat(plan.lines(waiting(false, DONE), List.of(), NONE, NOW)).isEmpty();
        assertThat(plan.lines(waiting(false, WATCHING), List.of(), NONE, NOW.plusSeconds(60)))
                .isEmpty();
    }

    private static WaveProgress waiting(boolean asked, JobState state) {
        GroupProgress group =
                Told.withSteps(Told.group("app", false, null, null, asked, null), Told.counts(state), List.of());
        return Told.progress(Told.counts(WATCHING), Standing.OPEN, false, List.of(group));
    }
}
