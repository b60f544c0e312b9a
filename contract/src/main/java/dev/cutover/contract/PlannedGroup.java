package dev.cutover.contract;

import java.time.LocalDate;
import java.util.List;

/**
 * Jobs that belong together.
 *
 * @param name unique within the plan
 * @param after the groups that are through before a job of this one starts
 * @param jobs in the order of the plan
 * @param rules of the group as a whole
 * @param select where its jobs came from, or come from when it has none yet; {@code null}: they are listed in the plan
 */
public record PlannedGroup(String name, List<String> after, List<PlannedJob> jobs, GroupRules rules, Selection select) {

    public PlannedGroup {
        after = Words.list(after);
        jobs = Words.list(jobs);
        rules = rules == null ? GroupRules.none() : rules;
    }

    /** One whose jobs are listed. */
    public PlannedGroup(String name, List<String> after, List<PlannedJob> jobs, GroupRules rules) {
        this(name, after, jobs, rules, null);
    }

    /** The same with a date. */
    PlannedGroup on(Night night, LocalDate date) {
        return new PlannedGroup(name, after, jobs, rules.on(night, date), select);
    }

    /** The same once somebody has agreed to it. */
    PlannedGroup agreed() {
        return new PlannedGroup(name, after, jobs, rules.agreed(), select);
    }

    /** The same with other jobs. */
    public PlannedGroup withJobs(List<PlannedJob> others) {
        return new PlannedGroup(name, after, others, rules, select);
    }

    /** The same, waiting for none of those groups. */
    PlannedGroup without(List<String> others) {
        return new PlannedGroup(
                name, after.stream().filter(group -> !others.contains(group)).toList(), jobs, rules, select);
    }

    /** Whether it starts, and ends, as one. */
    public boolean isUnit() {
        return rules.hooks() != null;
    }

    /** How many jobs must be ready before it starts. */
    public int minReady() {
        if (rules.minReady() != null) {
            return Math.min(rules.minReady(), jobs.size());
        }
        return isUnit() ? jobs.size() : 1;
    }
}
