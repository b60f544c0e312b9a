package dev.cutover.contract;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** What is read of an account at SMC. Nothing is changed. Every failure is an {@code ApplicationFailure} whose type is the name of a {@link FailureKind}. */
@ActivityInterface(namePrefix = "Account.")
public interface Account {

    /** All jobs that a query finds, in the order of their names. Its heartbeat details say how many pages have been read, and of how many. */
    @ActivityMethod
    FoundJobs find(JobQuery query);

    /** The plan with the jobs that its groups select; what cannot be is told in {@link ResolvedPlan#refusals}. */
    @ActivityMethod
    ResolvedPlan resolve(Plan plan);

    record FoundJobs(List<FoundJob> jobs) {
        public FoundJobs {
            jobs = Words.list(jobs);
        }
    }

    /** How far a listing is; {@code pages} is zero while nobody knows. */
    record Listed(int page, int pages) {}

    /**
     * @param plan each group with its jobs
     * @param leftOut jobs that a selection matched and that cannot be cut over: finished, expired, one-off
     * @param refusals why the plan cannot be started, each a sentence that says what to write instead; empty: it can
     */
    record ResolvedPlan(Plan plan, List<LeftOut> leftOut, List<String> refusals) {
        public ResolvedPlan {
            leftOut = Words.list(leftOut);
            refusals = Words.list(refusals);
        }
    }

    /**
     * A job that a group's selection matched, and that the group does not have all the same.
     *
     * @param why as {@link FoundJob#obstacle} spells it
     */
    record LeftOut(String group, FoundJob job, String why) {}
}
