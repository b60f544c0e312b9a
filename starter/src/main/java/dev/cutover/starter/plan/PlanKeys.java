package dev.cutover.starter.plan;

import static dev.cutover.starter.plan.Key.may;
import static dev.cutover.starter.plan.Key.needed;

import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Polling;
import java.time.Duration;
import java.util.List;

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
    // As the worker's --account has it: it becomes part of a task queue's name.
    private static final Kind<String> ACCOUNT_KIND = new TextKind(
            "letters, digits, '.', '_' and '-', beginning with a letter or digit, at most 63",
            "[A-Za-z0-9][A-Za-z0-9._-]{0,62}",
            63,
            found -> null);

    static final Key<String> ID = needed("id", JOB_ID, "j-bp1fnx5y3djc4cop0001");
    static final Key<String> NAME = may("name", NAME_KIND, null);
    static final Key<Boolean> SYNC_DATA = may("syncData", FLAG, null);
    static final Key<Duration> EXPECTED_DURATION = may("expectedDuration", LENGTH, null);
    static final Key<Duration> COMPLETE_WITHIN = may("completeWithin", LENGTH, null);
    static final Level JOB =
            new Level("a job", List.of(ID, NAME, SYNC_DATA, EXPECTED_DURATION, COMPLETE_WITHIN), List.of("hooks"));

    static final Key<String> GROUP_NAME = needed("name", NAME_KIND, "database");
    static final Key<List<Placed<String>>> AFTER =
            may("after", new ListKind<>("group names", NAME_KIND, null), List.of());
    static final Key<List<Placed<Section>>> JOBS = needed(
            "jobs",
            new ListKind<>("jobs", new SectionKind(JOB), "the group has no jobs"),
            "[{id: j-bp1fnx5y3djc4cop0001}]",
            List.of());
    static final Level GROUP = new Level(
            "a group",
            List.of(GROUP_NAME, AFTER, JOBS),
            List.of("approval", "hooks", "select", "minReady", "startBy", "onFailure", "fit"));

    private static final JobDefaults USUAL = JobDefaults.defaults();
    static final Key<Boolean> USUAL_SYNC_DATA = may("syncData", FLAG, USUAL.syncData());
    static final Key<Duration> USUAL_DURATION = may("expectedDuration", LENGTH, USUAL.expectedDuration());
    static final Key<Duration> USUAL_COMPLETION = may("completeWithin", LENGTH, USUAL.completeWithin());
    static final Level DEFAULTS = new Level(
            "'defaults'",
            List.of(USUAL_SYNC_DATA, USUAL_DURATION, USUAL_COMPLETION),
            List.of("approval", "hooks", "minReady", "startBy", "onFailure", "fit"));

    static final Key<Integer> MAX_CONCURRENT =
            may("maxConcurrent", SLOTS, Limits.defaults().maxConcurrent());
    static final Level LIMITS = new Level("'limits'", List.of(MAX_CONCURRENT), List.of("canary", "holdAfterFailures"));

    static final Key<Duration> INTERVAL =
            may("interval", BEAT, Polling.defaults().interval());
    static final Key<Duration> SETTLE = may("settle", BEAT, Polling.defaults().settle());
    static final Level POLLING = new Level("'polling'", List.of(INTERVAL, SETTLE), List.of());

    static final Key<String> WAVE = needed("wave", WaveName.KIND, "prod-07");
    static final Key<String> CHANGE = may("change", TextKind.line(64), null);
    static final Key<String> ACCOUNT = may("account", ACCOUNT_KIND, null);
    static final Key<Section> LIMITS_SECTION = may("limits", new SectionKind(LIMITS), Section.NONE);
    static final Key<Section> POLLING_SECTION = may("polling", new SectionKind(POLLING), Section.NONE);
    static final Key<Section> DEFAULTS_SECTION = may("defaults", new SectionKind(DEFAULTS), Section.NONE);
    static final Key<List<Placed<Section>>> GROUPS = needed(
            "groups",
            new ListKind<>("groups", new SectionKind(GROUP), "the wave has no jobs"),
            "[{name: database, jobs: [...]}]",
            List.of());
    static final Level PLAN = new Level(
            "the plan",
            List.of(WAVE, CHANGE, ACCOUNT, LIMITS_SECTION, POLLING_SECTION, DEFAULTS_SECTION, GROUPS),
            List.of(
                    "region",
                    "window",
                    "approval",
                    "hooks",
                    "notify",
                    "select",
                    "minReady",
                    "startBy",
                    "onFailure",
                    "fit"));

    static final List<Level> LEVELS = List.of(PLAN, LIMITS, POLLING, DEFAULTS, GROUP, JOB);

    private PlanKeys() {}
}
