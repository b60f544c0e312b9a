package dev.cutover.starter.plan;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Notify;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.Polling;
import java.util.List;

/** Makes a plan of what a file says, and checks what goes across its keys. What was refused is absent in it: nobody gets to see such a plan. */
final class PlanDraft {

    private final Section plan;
    private final Problems problems;
    private final PlanTimes times;

    PlanDraft(Section plan, Problems problems) {
        this.plan = plan;
        this.problems = problems;
        this.times = new PlanTimes(plan, problems);
    }

    PlanTimes times() {
        return times;
    }

    Plan plan(String sha256) {
        checkJobsAndGroups();
        Span span = Span.of(times);
        HooksDraft hooks = new HooksDraft(problems);
        JobDefaults defaults = defaults(hooks.usual(plan.get(PlanKeys.DEFAULTS_SECTION)));
        GroupDraft drafts = new GroupDraft(plan, span, hooks, problems);
        Approval approval = drafts.approval(plan, PlanKeys.PLAN_APPROVAL);
        List<PlannedGroup> groups = plan.get(PlanKeys.GROUPS).stream()
                .map(group -> drafts.of(group.value()))
                .toList();
        Limits limits = limits(groups);
        Notify notifications = new NotifyDraft(problems).of(plan);
        return new Plan(
                plan.get(PlanKeys.WAVE),
                plan.get(PlanKeys.CHANGE),
                plan.get(PlanKeys.ACCOUNT),
                sha256,
                limits,
                polling(),
                defaults,
                groups,
                span.window(),
                approval,
                notifications,
                span.night(),
                plan.get(PlanKeys.REGION));
    }

    private void checkJobsAndGroups() {
        List<Placed<Section>> groups = plan.get(PlanKeys.GROUPS);
        List<Placed<Section>> jobs = groups.stream()
                .flatMap(group -> group.value().get(PlanKeys.JOBS).stream())
                .toList();
        JobRoll.check(jobs, problems);
        GroupOrder.check(groups, problems);
    }

    private Limits limits(List<PlannedGroup> groups) {
        Section limits = plan.get(PlanKeys.LIMITS_SECTION);
        return new Limits(
                limits.get(PlanKeys.MAX_CONCURRENT),
                limits.get(PlanKeys.HOLD_AFTER_FAILURES).orElse(null),
                limits.get(PlanKeys.HOLD_AFTER_BLOCKED).orElse(null),
                new CanaryDraft(groups, problems).of(limits));
    }

    private Polling polling() {
        Section polling = plan.get(PlanKeys.POLLING_SECTION);
        return new Polling(polling.get(PlanKeys.INTERVAL), polling.get(PlanKeys.SETTLE));
    }

    private JobDefaults defaults(Hooks hooks) {
        Section defaults = plan.get(PlanKeys.DEFAULTS_SECTION);
        return new JobDefaults(
                defaults.get(PlanKeys.USUAL_SYNC_DATA),
                defaults.get(PlanKeys.USUAL_DURATION),
                defaults.get(PlanKeys.USUAL_WITHOUT_SYNC),
                defaults.get(PlanKeys.USUAL_COMPLETION),
                hooks);
    }
}
