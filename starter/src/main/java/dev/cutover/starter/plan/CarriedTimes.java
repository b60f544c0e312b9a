package dev.cutover.starter.plan;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.Window;
import java.util.ArrayList;
import java.util.List;

/** The times of a night that is over, as comments from which those of the next night are made. */
final class CarriedTimes {

    private final Plan plan;
    private final WrittenTime times;

    CarriedTimes(Plan plan) {
        this.plan = plan;
        this.times = WrittenTime.in(plan.window());
    }

    /** Somebody still has to agree; until when, the next night decides. */
    static Approval withoutDeadline(Approval approval) {
        return approval.deadline() == null ? approval : new Approval(null, false);
    }

    List<String> ofThePlan() {
        List<String> told = new ArrayList<>();
        Window window = plan.window();
        if (window != null) {
            told.add("");
            told.add("The window of that night, for the next one to be written:");
            told.add("window:");
            if (window.opens() != null) {
                told.add("  opens: " + times.of(window.opens()));
            }
            told.add("  lastStart: " + times.of(window.lastStart()));
            told.add("  closes: " + times.of(window.closes()));
            if (window.timeZone() != null) {
                told.add("  timeZone: " + window.timeZone());
            }
        }
        if (!deadline(plan.approval()).isEmpty()) {
            told.add("");
            told.add("The approval of that night, for the next one to be written in place of the one below:");
            told.addAll(deadline(plan.approval()));
        }
        return told;
    }

    List<String> of(PlannedGroup group) {
        List<String> told = new ArrayList<>();
        if (group.rules().startBy() != null) {
            told.add("startBy: " + times.of(group.rules().startBy()));
        }
        told.addAll(deadline(group.rules().approval()));
        if (!told.isEmpty()) {
            told.add(0, "Of that night:");
        }
        return told;
    }

    private List<String> deadline(Approval approval) {
        return approval == null || approval.deadline() == null
                ? List.of()
                : List.of("approval: {deadline: " + times.of(approval.deadline()) + ", otherwise: "
                        + (approval.startAnyway() ? "start" : "defer") + "}");
    }
}
