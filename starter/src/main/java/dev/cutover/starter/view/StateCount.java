package dev.cutover.starter.view;

import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Words;
import java.util.List;
import java.util.stream.Stream;

/** How many jobs are in one state. */
record StateCount(JobState state, int count) {

    /** Those that are not done, worst last; states without a job are left out. */
    static List<StateCount> besideDone(JobCounts counts) {
        return Stream.of(
                        new StateCount(JobState.CUTTING_OVER, counts.cuttingOver()),
                        new StateCount(JobState.WATCHING, counts.watching()),
                        new StateCount(JobState.SKIPPED, counts.skipped()),
                        new StateCount(JobState.DEFERRED, counts.deferred()),
                        new StateCount(JobState.BLOCKED, counts.blocked()),
                        new StateCount(JobState.FAILED, counts.failed()),
                        new StateCount(JobState.UNFINISHED, counts.unfinished()))
                .filter(one -> one.count > 0)
                .toList();
    }

    /** {@code 3 cutting over}. */
    @Override
    public String toString() {
        return count + " " + Words.spoken(state);
    }
}
