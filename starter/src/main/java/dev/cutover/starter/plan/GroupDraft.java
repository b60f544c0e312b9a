package dev.cutover.starter.plan;

import dev.cutover.contract.Approval;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.OnFailure;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Selection;

/** Makes groups of what a file says: a group's own word comes first, then the defaults, then the plan's. */
final class GroupDraft {

    private final Span span;
    private final HooksDraft hooks;
    private final Problems problems;
    private final boolean ignoreFit;
    private final Integer minReady;
    private final Approval approval;
    private final Span.Limit startBy;
    private final OnFailure onFailure;

    GroupDraft(Section plan, Span span, HooksDraft hooks, Problems problems) {
        this.span = span;
        this.hooks = hooks;
        this.problems = problems;
        Section defaults = plan.get(PlanKeys.DEFAULTS_SECTION);
        this.ignoreFit = defaults.has(PlanKeys.USUAL_FIT) ? defaults.get(PlanKeys.USUAL_FIT) : plan.get(PlanKeys.FIT);
        this.minReady = defaults.get(PlanKeys.USUAL_MIN_READY);
        this.approval = approval(defaults, PlanKeys.USUAL_APPROVAL);
        this.startBy = span.within(defaults, PlanKeys.USUAL_START_BY);
        this.onFailure = defaults.get(PlanKeys.USUAL_ON_FAILURE);
    }

    /** @return {@code null} when nobody has to agree */
    Approval approval(Section owner, Key<Section> key) {
        return span.approval(owner, key);
    }

    PlannedGroup of(Section group) {
        checkWhereItsJobsComeFrom(group);
        return new PlannedGroup(
                group.get(PlanKeys.GROUP_NAME),
                group.get(PlanKeys.AFTER).stream().map(Placed::value).toList(),
                group.get(PlanKeys.JOBS).stream().map(job -> job(job.value())).toList(),
                rules(group),
                selection(group));
    }

    private void checkWhereItsJobsComeFrom(Section group) {
        if (group.names(PlanKeys.JOBS) && group.names(PlanKeys.SELECT)) {
            problems.add(
                    group.place(PlanKeys.SELECT),
                    "the group has both 'jobs' and 'select'",
                    "list its jobs, or select them; for both make two groups");
        } else if (!group.names(PlanKeys.JOBS) && !group.names(PlanKeys.SELECT) && !group.namesOthers(PlanKeys.GROUP)) {
            problems.add(
                    group.place(),
                    "'jobs' is missing from a group",
                    "add jobs: [{id: j-bp1fnx5y3djc4cop0001}], or select: {tags: {app: shop}, atMost: 50}");
        }
    }

    /** @return {@code null} when it lists its jobs */
    private static Selection selection(Section group) {
        if (!group.has(PlanKeys.SELECT)) {
            return null;
        }
        Section select = group.get(PlanKeys.SELECT);
        JobQuery query = new JobQuery(
                select.get(SelectKeys.NAME),
                select.get(SelectKeys.REGION),
                select.get(SelectKeys.STATUS),
                select.get(SelectKeys.SOURCE),
                select.get(SelectKeys.WORKGROUP),
                select.get(SelectKeys.TAGS));
        return new Selection(query, select.has(SelectKeys.AT_MOST) ? select.get(SelectKeys.AT_MOST) : 0);
    }

    private GroupRules rules(Section group) {
        Hooks around = hooks.ofGroup(group);
        OnFailure failure = group.has(PlanKeys.ON_FAILURE) ? group.get(PlanKeys.ON_FAILURE) : onFailure;
        Span.Limit limit = group.has(PlanKeys.START_BY) ? span.within(group, PlanKeys.START_BY) : startBy;
        return new GroupRules(
                group.has(PlanKeys.GROUP_APPROVAL) ? approval(group, PlanKeys.GROUP_APPROVAL) : approval,
                around,
                minReady(group),
                limit.instant(),
                failure == OnFailure.DEFER ? null : failure,
                group.has(PlanKeys.GROUP_FIT) ? group.get(PlanKeys.GROUP_FIT) : ignoreFit,
                limit.time());
    }

    /** What counts for all groups is at most what a small one has; how many a selection finds, nobody knows yet. */
    private Integer minReady(Section group) {
        if (group.names(PlanKeys.SELECT)) {
            return group.has(PlanKeys.MIN_READY) ? group.get(PlanKeys.MIN_READY) : minReady;
        }
        int size = group.get(PlanKeys.JOBS).size();
        Placed<Integer> own = group.placed(PlanKeys.MIN_READY);
        if (own.value() == null) {
            return minReady == null ? null : Integer.valueOf(Math.min(minReady, size));
        }
        if (own.value() > size && group.has(PlanKeys.JOBS)) {
            problems.add(
                    own.place(),
                    "'minReady' is " + own.value() + ", and the group has " + JobRoll.counted(size),
                    "write " + size + " at most");
        }
        return own.value();
    }

    private PlannedJob job(Section job) {
        String id = job.get(PlanKeys.ID);
        return new PlannedJob(
                new JobId(id),
                job.has(PlanKeys.NAME) ? job.get(PlanKeys.NAME) : id,
                job.get(PlanKeys.SYNC_DATA),
                job.get(PlanKeys.EXPECTED_DURATION),
                job.get(PlanKeys.COMPLETE_WITHIN),
                hooks.ofJob(job));
    }
}
