package dev.cutover.contract;

import java.util.List;

/**
 * Jobs that belong together.
 *
 * @param name unique within the plan
 * @param after the groups whose every job is done or skipped before a job of this one starts
 * @param jobs in the order of the plan
 */
public record PlannedGroup(String name, List<String> after, List<PlannedJob> jobs) {

    public PlannedGroup {
        after = Words.list(after);
        jobs = Words.list(jobs);
    }
}
