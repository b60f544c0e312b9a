package dev.cutover.starter.plan;

import static dev.cutover.starter.plan.Key.may;
import static dev.cutover.starter.plan.Key.needed;

import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.Limits;
import dev.cutover.contract.OnFailure;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Polling;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The language of plans: every key that this version knows, level by level, and those that it leaves to later ones. */
final class PlanKeys {

    private static final TextKind NAME_KIND = TextKind.line(64);
    private static final Kind<Boolean> FLAG = new FlagKind();
    private static final Kind<Duration> BEAT = new DurationKind(Polling.SHORTEST, Polling.LONGEST);
    private static final Kind<Duration> LENGTH = new DurationKind(Duration.ofSeconds(1), Duration.ofDays(30));
    private static final Kind<Integer> SLOTS = new WholeKind(
            1,
            200,
            "that many servers are in cutover at once, and SMC runs 20 jobs at a time unless your quota was raised");
    private static final Kind<String> JOB_ID = new TextKind(
            "a job id of SMC: 'j-', then letters, digits, '-' and '_', at most 64 characters",
            "j-[A-Za-z0-9_-]{1,62}",
            64,
            found -> "ids look like j-bp1fnx5y3djc4cop0001");
    private static final Kind<String> REGION_KIND = new TextKind(
            "a region as SMC spells it: lower-case letters, digits and '-', at most 40",
            "[a-z][a-z0-9-]{0,39}",
            40,
            found -> "regions look like cn-shanghai");
    private static final MomentKind TIME = new MomentKind();
    private static final Kind<Boolean> FIT_KIND = new ChoiceKind<>(fits());
    private static final Kind<OnFailure> FAILURE_KIND = new ChoiceKind<>(onFailures());
    private static final Kind<Integer> READY = new WholeKind(1, Plan.MOST_JOBS, "it counts jobs of the group");
    // As the worker's --account has it: it becomes part of a task queue's name.
    private static final Kind<String> ACCOUNT_KIND = new TextKind(
            "letters, digits, '.', '_' and '-', beginning with a letter or digit, at most 63",
            "[A-Za-z0-9][A-Za-z0-9._-]{0,62}",
            63,
            found -> null);

    static final Key<Moment> OPENS = may("opens", TIME, null);
    static final Key<Moment> LAST_START = may("lastStart", TIME, null);
    static final Key<Moment> CLOSES = needed("closes", TIME, "2026-11-28T05:00");
    static final Key<ZoneId> TIME_ZONE = may("timeZone", new ZoneKind(), null);
    static final Level WINDOW = new Level("'window'", List.of(OPENS, LAST_START, CLOSES, TIME_ZONE), List.of());

    static final Key<Moment> DEADLINE = needed("deadline", TIME, "2026-11-28T01:00");
    static final Key<Boolean> OTHERWISE = may("otherwise", new ChoiceKind<>(otherwise()), false);
    static final Level APPROVAL = new Level("'approval'", List.of(DEADLINE, OTHERWISE), List.of());
    private static final Kind<Section> AGREEMENT = new ApprovalKind(APPROVAL);

    static final Key<String> ID = needed("id", JOB_ID, "j-bp1fnx5y3djc4cop0001");
    static final Key<String> NAME = may("name", NAME_KIND, null);
    static final Key<Boolean> SYNC_DATA = may("syncData", FLAG, null);
    static final Key<Duration> EXPECTED_DURATION = may("expectedDuration", LENGTH, null);
    static final Key<Duration> COMPLETE_WITHIN = may("completeWithin", LENGTH, null);
    static final Key<Section> JOB_HOOKS = may("hooks", new SectionKind(HookKeys.HOOKS), null);
    static final Level JOB =
            new Level("a job", List.of(ID, NAME, SYNC_DATA, EXPECTED_DURATION, COMPLETE_WITHIN, JOB_HOOKS), List.of());

    static final Key<String> GROUP_NAME = needed("name", NAME_KIND, "database");
    static final Key<List<Placed<String>>> AFTER =
            may("after", new ListKind<>("group names", NAME_KIND, null), List.of());
    static final Key<Section> GROUP_APPROVAL = may("approval", AGREEMENT, null);
    static final Key<Integer> MIN_READY = may("minReady", READY, null);
    static final Key<Moment> START_BY = may("startBy", TIME, null);
    static final Key<OnFailure> ON_FAILURE = may("onFailure", FAILURE_KIND, null);
    static final Key<Boolean> GROUP_FIT = may("fit", FIT_KIND, null);
    static final Key<Section> GROUP_HOOKS = may("hooks", new SectionKind(HookKeys.HOOKS), null);
    static final Key<List<Placed<Section>>> JOBS =
            may("jobs", new ListKind<>("jobs", new SectionKind(JOB), "the group has no jobs"), List.of());
    static final Key<Section> SELECT = may("select", new SectionKind(SelectKeys.SELECT), null);
    static final Level GROUP = new Level(
            "a group",
            List.of(
                    GROUP_NAME,
                    AFTER,
                    GROUP_APPROVAL,
                    MIN_READY,
                    START_BY,
                    ON_FAILURE,
                    GROUP_FIT,
                    GROUP_HOOKS,
                    JOBS,
                    SELECT),
            List.of());

    private static final JobDefaults USUAL = JobDefaults.defaults();
    static final Key<Boolean> USUAL_SYNC_DATA = may("syncData", FLAG, USUAL.syncData());
    static final Key<Duration> USUAL_DURATION = may("expectedDuration", LENGTH, USUAL.expectedDuration());
    static final Key<Duration> USUAL_WITHOUT_SYNC = may("expectedWithoutSync", LENGTH, USUAL.expectedWithoutSync());
    static final Key<Duration> USUAL_COMPLETION = may("completeWithin", LENGTH, USUAL.completeWithin());
    static final Key<Section> USUAL_HOOKS = may("hooks", new SectionKind(HookKeys.HOOKS), null);
    static final Key<Section> USUAL_APPROVAL = may("approval", AGREEMENT, null);
    static final Key<Integer> USUAL_MIN_READY = may("minReady", READY, null);
    static final Key<Moment> USUAL_START_BY = may("startBy", TIME, null);
    static final Key<OnFailure> USUAL_ON_FAILURE = may("onFailure", FAILURE_KIND, OnFailure.DEFER);
    static final Key<Boolean> USUAL_FIT = may("fit", FIT_KIND, null);
    static final Level DEFAULTS = new Level(
            "'defaults'",
            List.of(
                    USUAL_SYNC_DATA,
                    USUAL_DURATION,
                    USUAL_WITHOUT_SYNC,
                    USUAL_COMPLETION,
                    USUAL_HOOKS,
                    USUAL_APPROVAL,
                    USUAL_MIN_READY,
                    USUAL_START_BY,
                    USUAL_ON_FAILURE,
                    USUAL_FIT),
            List.of());

    private static final Limits COMMON = Limits.defaults();
    static final Key<Integer> MAX_CONCURRENT = may("maxConcurrent", SLOTS, COMMON.maxConcurrent());
    static final Key<Optional<Integer>> HOLD_AFTER_FAILURES = may(
            "holdAfterFailures",
            new OrNeverKind(new WholeKind(1, Plan.MOST_JOBS, "it counts jobs; write never for no such hold")),
            Optional.of(COMMON.holdAfterFailures()));
    static final Key<Optional<Integer>> HOLD_AFTER_BLOCKED = may(
            "holdAfterBlockedPercent",
            new OrNeverKind(new WholeKind(1, 100, "it is a part of the jobs in percent; write never for no such hold")),
            Optional.of(COMMON.holdAfterBlockedPercent()));
    static final Key<CanaryKind.Wish> CANARY = may(
            "canary",
            new CanaryKind(
                    new WholeKind(1, Plan.MOST_JOBS, "it counts jobs of the first group; leave it out for none"),
                    new ListKind<>("jobs, by name or id", NAME_KIND, "the canary names no job")),
            null);
    static final Level LIMITS =
            new Level("'limits'", List.of(MAX_CONCURRENT, HOLD_AFTER_FAILURES, HOLD_AFTER_BLOCKED, CANARY), List.of());

    static final Key<Duration> INTERVAL =
            may("interval", BEAT, Polling.defaults().interval());
    static final Key<Duration> SETTLE = may("settle", BEAT, Polling.defaults().settle());
    static final Level POLLING = new Level("'polling'", List.of(INTERVAL, SETTLE), List.of());

    static final Key<String> WAVE = needed("wave", WaveName.KIND, "prod-07");
    static final Key<String> CHANGE = may("change", TextKind.line(64), null);
    static final Key<String> ACCOUNT = may("account", ACCOUNT_KIND, null);
    static final Key<String> REGION = may("region", REGION_KIND, null);
    static final Key<Section> WINDOW_SECTION = may("window", new SectionKind(WINDOW), null);
    static final Key<Section> PLAN_APPROVAL = may("approval", AGREEMENT, null);
    static final Key<Boolean> FIT = may("fit", FIT_KIND, false);
    static final Key<Section> LIMITS_SECTION = may("limits", new SectionKind(LIMITS), Section.NONE);
    static final Key<Section> POLLING_SECTION = may("polling", new SectionKind(POLLING), Section.NONE);
    static final Key<Section> DEFAULTS_SECTION = may("defaults", new SectionKind(DEFAULTS), Section.NONE);
    static final Key<Section> NOTIFY_SECTION = may("notify", new SectionKind(NotifyKeys.NOTIFY), null);
    static final Key<List<Placed<Section>>> GROUPS = needed(
            "groups",
            new ListKind<>("groups", new SectionKind(GROUP), "the wave has no jobs"),
            "[{name: database, jobs: [...]}]",
            List.of());
    static final Level PLAN = new Level(
            "the plan",
            List.of(
                    WAVE,
                    CHANGE,
                    ACCOUNT,
                    REGION,
                    WINDOW_SECTION,
                    PLAN_APPROVAL,
                    FIT,
                    LIMITS_SECTION,
                    POLLING_SECTION,
                    DEFAULTS_SECTION,
                    NOTIFY_SECTION,
                    GROUPS),
            List.of("hooks", "select"));

    static final List<Level> LEVELS = List.of(
            PLAN,
            WINDOW,
            APPROVAL,
            LIMITS,
            POLLING,
            DEFAULTS,
            NotifyKeys.NOTIFY,
            NotifyKeys.RECEIVER,
            NotifyKeys.HEARTBEAT,
            GROUP,
            SelectKeys.SELECT,
            JOB,
            HookKeys.HOOKS,
            HookKeys.HOOK,
            HookKeys.HEADER);

    private PlanKeys() {}

    /** Whether it is passed over. */
    private static Map<String, Boolean> fits() {
        Map<String, Boolean> fits = new LinkedHashMap<>();
        fits.put("check", false);
        fits.put("ignore", true);
        return fits;
    }

    /** Whether it starts without. */
    private static Map<String, Boolean> otherwise() {
        Map<String, Boolean> choices = new LinkedHashMap<>();
        choices.put("defer", false);
        choices.put("start", true);
        return choices;
    }

    private static Map<String, OnFailure> onFailures() {
        Map<String, OnFailure> choices = new LinkedHashMap<>();
        for (OnFailure choice : OnFailure.values()) {
            choices.put(choice.word(), choice);
        }
        return choices;
    }
}
