package dev.cutover.starter.plan;

import dev.cutover.contract.Plan;
import java.util.List;

/**
 * A plan that can be carried out.
 *
 * @param warnings what in it is probably not meant, sorted by place
 * @param tooLate why it cannot be started any more: its window has passed; sorted by place
 */
public record CheckedPlan(Plan plan, List<Problem> warnings, List<Problem> tooLate) {
    public CheckedPlan {
        warnings = List.copyOf(warnings);
        tooLate = List.copyOf(tooLate);
    }
}
