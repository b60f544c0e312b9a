package dev.cutover.contract;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import java.util.stream.Stream;

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
     * @param refusals why the plan cannot be started, each a sentence that says what to write instead; empty: it can, but for {@code finished}
     * @param finished groups all of whose jobs have finished already; they have none here
     */
    record ResolvedPlan(Plan plan, List<LeftOut> leftOut, List<String> refusals, List<Finished> finished) {
        public ResolvedPlan {
            leftOut = Words.list(leftOut);
            refusals = Words.list(refusals);
            finished = Words.list(finished);
        }

        /** Why a person cannot start it, who would not type a plan in which nothing is left to do: all of it, each a sentence. */
        public List<String> obstacles() {
            return Stream.concat(refusals.stream(), finished.stream().map(Finished::sentence))
                    .toList();
        }

        /** What is left to do of a plan that is started night by night; {@code null}: nothing. */
        public Plan due() {
            List<String> through = finished.stream().map(Finished::group).toList();
            List<PlannedGroup> left = plan.groups().stream()
                    .filter(group -> !through.contains(group.name()))
                    .map(group -> group.without(through))
                    .toList();
            return left.isEmpty() ? null : plan.withGroups(left);
        }
    }

    /**
     * A group in which nothing is left to do.
     *
     * @param sentence what it selects, and what to write instead
     */
    record Finished(String group, String sentence) {}

    /**
     * A job that a group's selection matched, and that the group does not have all the same.
     *
     * @param why as {@link FoundJob#obstacle} spells it
     */
    record LeftOut(String group, FoundJob job, String why) {}
}
