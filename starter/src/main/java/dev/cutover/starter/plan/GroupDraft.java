package dev.cutover.starter.plan;

import dev.cutover.contract.Approval;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobId;
import dev.cutover.contract.OnFailure;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Window;
import java.time.Instant;

/** Makes groups of what a file says: a group's own word comes first, then the defaults, then the plan's. */
final class GroupDraft {

    private final PlanTimes times;
    private final Window window;
    private final HooksDraft hooks;
    private final Problems problems;
    private final boolean ignoreFit;
    private final Integer minReady;
    private final Approval approval;
    private final Instant startBy;
    private final OnFailure onFailure;

    GroupDraft(Section plan, PlanTimes times, Window window, HooksDraft hooks, Problems problems) {
        this.times = times;
        this.window = window;
        this.hooks = hooks;
        this.problems = problems;
        Section defaults = plan.get(PlanKeys.DEFAULTS_SECTION);
        this.ignoreFit = defaults.has(PlanKeys.USUAL_FIT) ? defaults.get(PlanKeys.USUAL_FIT) : plan.get(PlanKeys.FIT);
        this.minReady = defaults.get(PlanKeys.USUAL_MIN_READY);
        this.approval = approval(defaults, PlanKeys.USUAL_APPROVAL);
        this.startBy = times.inWindow(defaults, PlanKeys.USUAL_START_BY, window);
        this.onFailure = defaults.get(PlanKeys.USUAL_ON_FAILURE);
    }

    /** @return {@code null} when nobody has to agree */
    Approval approval(Section owner, Key<Section> key) {
        if (!owner.has(key)) {
            return null;
        }
        Section terms = owner.get(key);
        return new Approval(times.inWindow(terms, PlanKeys.DEADLINE, window), terms.get(PlanKeys.OTHERWISE));
    }

    PlannedGroup of(Section group) {
        return new PlannedGroup(
                group.get(PlanKeys.GROUP_NAME),
                group.get(PlanKeys.AFTER).stream().map(Placed::value).toList(),
                group.get(PlanKeys.JOBS).stream().map(job -> job(job.value())).toList(),
                rules(group));
    }

    private GroupRules rules(Section group) {
        Hooks around = hooks.ofGroup(group);
        OnFailure failure = group.has(PlanKeys.ON_FAILURE) ? group.get(PlanKeys.ON_FAILURE) : onFailure;
        return new GroupRules(
                group.has(PlanKeys.GROUP_APPROVAL) ? approval(group, PlanKeys.GROUP_APPROVAL) : approval,
                around,
                minReady(group),
                group.has(PlanKeys.START_BY) ? times.inWindow(group, PlanKeys.START_BY, window) : startBy,
                failure == OnFailure.DEFER ? null : failure,
                group.has(PlanKeys.GROUP_FIT) ? group.get(PlanKeys.GROUP_FIT) : ignoreFit);
    }

    /** What counts for all groups is at most what a small one has. */
    private Integer minReady(Section group) {
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
