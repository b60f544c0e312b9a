package dev.cutover.contract;

import java.util.List;

/**
 * An operator's word to some jobs of a wave.
 *
 * @param target the jobs in the operator's words, for the report; at most {@link #LONGEST_TARGET} characters
 * @param jobs all of them must be in the wave and in a state in which the action makes sense
 * @param restart of a retry: jobs in error are started at SMC first
 * @param override of a mark-done: whatever SMC says
 */
public record JobsAction(
        String actor, String reason, String target, List<JobId> jobs, boolean restart, boolean override) {

    public static final int LONGEST_TARGET = 200;

    public JobsAction {
        jobs = Words.list(jobs);
    }

    /** With neither of the two. */
    public static JobsAction of(String actor, String reason, String target, List<JobId> jobs) {
        return new JobsAction(actor, reason, target, jobs, false, false);
    }
}
