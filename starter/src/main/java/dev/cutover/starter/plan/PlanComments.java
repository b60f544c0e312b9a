package dev.cutover.starter.plan;

import dev.cutover.contract.JobId;
import java.util.List;
import java.util.Map;

/**
 * What stands beside the keys of a written plan, line by line.
 *
 * @param head above everything
 * @param groups by name, above the group
 * @param jobs by id, above the job
 */
public record PlanComments(List<String> head, Map<String, List<String>> groups, Map<JobId, List<String>> jobs) {

    public static PlanComments none() {
        return new PlanComments(List.of(), Map.of(), Map.of());
    }
}
