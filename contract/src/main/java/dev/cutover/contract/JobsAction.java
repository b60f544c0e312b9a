package dev.cutover.contract;

import java.util.List;

/**
 * An operator's word to some jobs of a wave.
 *
 * @param target the jobs in the operator's words, for the report; at most {@link #LONGEST_TARGET} characters
 * @param jobs all of them must be in the wave and in a state in which the action makes sense
 */
public record JobsAction(String actor, String reason, String target, List<JobId> jobs) {

    public static final int LONGEST_TARGET = 200;

    public JobsAction {
        jobs = Words.list(jobs);
    }
}
