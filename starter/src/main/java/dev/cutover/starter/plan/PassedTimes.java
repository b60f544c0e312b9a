package dev.cutover.starter.plan;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.Window;
import java.time.Instant;
import java.util.List;

/** What in a plan had to happen by a time that has passed. Of a window that has passed {@link PlanTimes#warnIfPassed} tells. */
final class PassedTimes {

    private final Plan plan;
    private final Section section;
    private final Instant now;
    private final Problems problems;
    private final WrittenTime times;

    private PassedTimes(Plan plan, Section section, Instant now, Problems problems) {
        this.plan = plan;
        this.section = section;
        this.now = now;
        this.problems = problems;
        this.times = WrittenTime.in(plan.window());
    }

    /** @param section what the plan was made of */
    static void tell(Plan plan, Section section, Instant now, Problems problems) {
        Window window = plan.window();
        if (window == null || !now.isAfter(window.lastStart())) {
            new PassedTimes(plan, section, now, problems).tell();
        }
    }

    private void tell() {
        if (section.has(PlanKeys.PLAN_APPROVAL)) {
            checkDeadline("the wave", plan.approval(), section.get(PlanKeys.PLAN_APPROVAL));
        }
        Section usual = section.get(PlanKeys.DEFAULTS_SECTION);
        boolean isUsualApprovalTold = false;
        boolean isUsualStartTold = false;
        List<Placed<Section>> groups = section.get(PlanKeys.GROUPS);
        for (int at = 0; at < groups.size(); at++) {
            PlannedGroup group = plan.groups().get(at);
            Section written = groups.get(at).value();
            String name = "the group " + Quote.of(group.name());
            if (written.has(PlanKeys.GROUP_APPROVAL)) {
                checkDeadline(name, group.rules().approval(), written.get(PlanKeys.GROUP_APPROVAL));
            } else if (usual.has(PlanKeys.USUAL_APPROVAL) && !isUsualApprovalTold) {
                checkDeadline("each group", group.rules().approval(), usual.get(PlanKeys.USUAL_APPROVAL));
                isUsualApprovalTold = true;
            }
            if (written.has(PlanKeys.START_BY)) {
                checkStart(name, group, written.placed(PlanKeys.START_BY));
            } else if (usual.has(PlanKeys.USUAL_START_BY) && !isUsualStartTold) {
                checkStart("each group", group, usual.placed(PlanKeys.USUAL_START_BY));
                isUsualStartTold = true;
            }
        }
    }

    /** It counts once the window is open: until then somebody may still agree. */
    private void checkDeadline(String what, Approval approval, Section terms) {
        if (approval.deadline() == null || now.isBefore(approval.deadline())) {
            return;
        }
        String when = isOpen() ? "at once" : "when the window opens";
        String passed = "the deadline for approving " + what + " passed at " + times.of(approval.deadline()) + ": ";
        problems.warn(
                terms.placed(PlanKeys.DEADLINE).place(),
                passed
                        + (approval.startAnyway()
                                ? "nobody is waited for"
                                : "unless somebody has agreed, it is deferred " + when),
                approval.startAnyway()
                        ? "write a later deadline if somebody is to agree"
                        : "write a later deadline, or approval: required");
    }

    private boolean isOpen() {
        Window window = plan.window();
        return window == null || window.opens() == null || !now.isBefore(window.opens());
    }

    /** Ready at the first look is in time, whatever the clock says. */
    private void checkStart(String what, PlannedGroup group, Placed<?> written) {
        if (group.rules().startBy() != null && now.isAfter(group.rules().startBy())) {
            problems.warn(
                    written.place(),
                    "'startBy' passed at " + times.of(group.rules().startBy()) + ": " + what
                            + " starts only if it is ready when it is first looked at; else it is deferred whole",
                    "write a later time, or leave startBy out");
        }
    }
}
