package dev.cutover.forecast;

import static dev.cutover.forecast.Ahead.NOW;
import static dev.cutover.forecast.Ahead.at;
import static dev.cutover.forecast.Ahead.away;
import static dev.cutover.forecast.Ahead.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Canary;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.OnFailure;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.contract.Window;
import dev.cutover.forecast.PlanAhead.Knowledge;
import dev.cutover.forecast.PlanAhead.Known;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlanAheadTest {

    private static final JobDefaults DEFAULTS = new JobDefaults(true, minutes(25), minutes(10), minutes(120), null);
    private static final Spread PAST = new Spread(minutes(7), minutes(12));

    private static Hook hook(long minutes) {
        return new Hook(null, null, new Hook.Manual("press"), null, minutes(60), minutes(minutes), null);
    }

    private static PlannedJob job(Boolean syncData, Duration expected, Hooks hooks) {
        return new PlannedJob(new JobId("j-1"), "server", syncData, expected, null, hooks);
    }

    private static Plan plan(JobDefaults defaults, Canary canary, Window window, PlannedGroup... groups) {
        return new Plan(
                "night",
                null,
                null,
                "0".repeat(64),
                new Limits(7, null, null, canary),
                Polling.defaults(),
                defaults,
                List.of(groups),
                window,
                null,
                null);
    }

    private static PlannedGroup group(GroupRules rules, PlannedJob... jobs) {
        return new PlannedGroup("app", List.of("database"), List.of(jobs), rules);
    }

    static Stream<Arguments> howLongAJobTakes() {
        return Stream.of(
                argumentSet("the default", job(null, null, null), null, Spread.exactly(minutes(25))),
                argumentSet("its past runs", job(null, null, null), PAST, PAST),
                argumentSet(
                        "the plan's word before its past runs",
                        job(null, minutes(40), null),
                        PAST,
                        Spread.exactly(minutes(40))),
                argumentSet(
                        "without a last copy its past runs tell nothing",
                        job(false, null, null),
                        PAST,
                        Spread.exactly(minutes(10))));
    }

    @ParameterizedTest
    @MethodSource
    void howLongAJobTakes(PlannedJob job, Spread past, Spread run) {
        JobAhead ahead = only(plan(DEFAULTS, null, null, group(null, job)), known -> Known.waiting(past));

        assertThat(ahead.run()).isEqualTo(run);
        assertThat(ahead.expected()).isEqualTo(run.p90());
    }

    private static JobAhead only(Plan plan, Knowledge knowledge) {
        return PlanAhead.of(plan, NOW, knowledge).groups().get(0).jobs().get(0);
    }

    @Test
    void its_own_hooks_or_those_of_the_defaults() {
        JobDefaults defaults = new JobDefaults(true, minutes(25), null, null, new Hooks(hook(3), null, hook(9)));

        JobAhead usual =
                only(plan(defaults, null, null, group(null, job(null, null, null))), job -> Known.waiting(null));
        JobAhead own = only(
                plan(defaults, null, null, group(null, job(null, null, new Hooks(null, hook(4), null)))),
                job -> Known.waiting(null));

        assertThat(List.of(usual.before(), usual.after())).containsExactly(minutes(3), Duration.ZERO);
        assertThat(List.of(own.before(), own.after())).containsExactly(Duration.ZERO, minutes(4));
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void what_is_known_of_it_goes_with_it(Stage stage) {
        JobAhead ahead = only(
                plan(DEFAULTS, null, null, group(null, job(null, null, null))),
                job -> new Known(stage, at(5), at(-5), null));

        assertThat(ahead.id()).isEqualTo("j-1");
        assertThat(ahead.stage()).isEqualTo(stage);
        assertThat(ahead.ready()).isEqualTo(at(5));
        assertThat(ahead.since()).isEqualTo(at(-5));
        assertThat(ahead.away()).isEmpty();
    }

    @Test
    void the_runs_that_are_expected_go_with_it() {
        JobAhead ahead = only(
                plan(DEFAULTS, null, null, group(null, job(null, null, null))),
                job -> new Known(Stage.AHEAD, null, null, null, List.of(away(5, 10))));

        assertThat(ahead.away()).containsExactly(away(5, 10));
    }

    static Stream<Arguments> approvals() {
        return Stream.of(
                argumentSet("nobody has to agree", null, false),
                argumentSet("somebody has to, whenever", new Approval(null, false), false),
                argumentSet("it can still be given", new Approval(at(1), false), false),
                argumentSet("its deadline is now", new Approval(at(0), false), true),
                argumentSet("its deadline has passed", new Approval(at(-1), false), true),
                argumentSet("its deadline has passed, and it starts without", new Approval(at(-1), true), false));
    }

    @ParameterizedTest
    @MethodSource("approvals")
    void an_approval_that_can_be_given_no_more_is_not_counted_on(Approval approval, boolean inVain) {
        PlannedGroup free = group(null, job(null, null, null));
        PlannedGroup bound =
                new PlannedGroup("bound", null, free.jobs(), new GroupRules(approval, null, null, null, null, false));
        Plan plan = plan(DEFAULTS, null, null, free, bound);

        assertThat(isUnapproved(plan)).containsExactly(false, inVain);
        assertThat(isUnapproved(plan.agreed(true, group -> true))).containsExactly(false, false);
        assertThat(isUnapproved(plan.agreed(true, group -> group.name().equals("app"))))
                .containsExactly(false, inVain);
        Plan whole = approved(plan(DEFAULTS, null, null, free), approval);
        assertThat(isUnapproved(whole)).containsExactly(inVain);
        assertThat(isUnapproved(whole.agreed(true, group -> false))).containsExactly(false);
        assertThat(isUnapproved(whole.agreed(false, group -> true))).containsExactly(inVain);
    }

    private static Plan approved(Plan plan, Approval approval) {
        return new Plan(
                plan.wave(),
                null,
                null,
                plan.sha256(),
                plan.limits(),
                plan.polling(),
                plan.defaults(),
                plan.groups(),
                null,
                approval,
                null);
    }

    private static List<Boolean> isUnapproved(Plan plan) {
        return PlanAhead.of(plan, NOW, job -> Known.waiting(null)).groups().stream()
                .map(GroupAhead::unapproved)
                .toList();
    }

    @Test
    void a_group_with_hooks_is_a_unit_of_all_its_jobs() {
        GroupRules rules =
                new GroupRules(null, new Hooks(hook(5), hook(6), null), null, at(30), OnFailure.CONTINUE, true);
        Plan plan = plan(DEFAULTS, null, null, group(rules, job(null, null, null), job(null, null, null)));

        GroupAhead fresh =
                PlanAhead.of(plan, NOW, job -> Known.waiting(null)).groups().get(0);
        GroupAhead prepared = PlanAhead.of(plan, NOW, new Knowledge() {
                    @Override
                    public Known of(PlannedJob job) {
                        return Known.waiting(null);
                    }

                    @Override
                    public boolean isPrepared(PlannedGroup unit) {
                        return unit.name().equals("app");
                    }
                })
                .groups()
                .get(0);

        assertThat(fresh)
                .isEqualTo(new GroupAhead(
                        "app",
                        List.of("database"),
                        fresh.jobs(),
                        new UnitAhead(minutes(5), minutes(6), false),
                        2,
                        at(30),
                        true,
                        true));
        assertThat(prepared.unit()).isEqualTo(new UnitAhead(minutes(5), minutes(6), true));
    }

    @ParameterizedTest
    @EnumSource(value = OnFailure.class, names = "CONTINUE", mode = EnumSource.Mode.EXCLUDE)
    void groups_behind_one_that_is_not_through_go_on_only_where_the_plan_says_so(OnFailure onFailure) {
        GroupRules rules = new GroupRules(null, null, null, null, onFailure, false);

        assertThat(PlanAhead.of(plan(DEFAULTS, null, null, group(rules)), NOW, job -> Known.waiting(null))
                        .groups())
                .containsExactly(new GroupAhead("app", List.of("database"), null, null, 1, null, false, false));
    }

    @Test
    void the_wave_as_a_whole() {
        Window window = new Window(at(60), at(100), at(120), "Asia/Shanghai");
        WaveAhead within = PlanAhead.of(
                plan(DEFAULTS, new Canary(0, List.of(new JobId("j-1"))), window), NOW, job -> Known.waiting(null));
        WaveAhead without = PlanAhead.of(plan(DEFAULTS, null, null), NOW, job -> Known.waiting(null));

        assertThat(within)
                .isEqualTo(new WaveAhead(
                        NOW,
                        at(60),
                        at(100),
                        at(120),
                        7,
                        Duration.ofSeconds(30),
                        new CanaryAhead(0, List.of("j-1")),
                        List.of()));
        assertThat(without).isEqualTo(new WaveAhead(NOW, null, null, null, 7, Duration.ofSeconds(30), null, List.of()));
    }
}
