package dev.cutover.workflows.board;

import dev.cutover.contract.JobId;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether enough jobs of a group are ready for it to begin; and those that it has begun without. */
public final class Quorum {

    private final PlannedGroup planned;
    private final List<Job> jobs;
    private final List<JobId> leftOut;

    Quorum(PlannedGroup planned, List<Job> jobs, List<JobId> leftOut) {
        this.planned = planned;
        this.jobs = jobs;
        this.leftOut = new ArrayList<>(leftOut);
    }

    /** How many could start now. */
    int ready(Instant now) {
        return (int) jobs.stream().filter(job -> job.isReady(now)).count();
    }

    /** How many have not come to an outcome. */
    public int candidates() {
        return (int) jobs.stream().filter(job -> !job.isOver()).count();
    }

    /** A unit misses what it has lost: the others are not cut over as if it had never been there. */
    private int needed() {
        long left = jobs.stream().filter(job -> !job.isThrough()).count();
        return Math.min(planned.minReady(), planned.isUnit() ? (int) left : candidates());
    }

    /** Whether enough are ready. Of a unit that may start without some, those are waited for as long as it is said. */
    boolean isMet(Instant now) {
        int ready = ready(now);
        boolean rests =
                planned.isUnit() && jobs.stream().anyMatch(job -> job.patience().rests(now));
        if (ready == 0 || rests || ready < needed()) {
            return false;
        }
        Instant startBy = planned.rules().startBy();
        boolean waits = planned.isUnit() && ready < candidates() && startBy != null;
        return !waits || !now.isBefore(startBy);
    }

    /** Whether it is a unit that has lost so many that it can never begin. */
    boolean isLost() {
        return planned.isUnit() && candidates() < needed();
    }

    /** A unit begins without those that are not ready now. */
    void leaveOthers(Instant now) {
        List<Job> others = jobs.stream().filter(job -> !job.isReady(now)).toList();
        others.stream().filter(Job::isWatched).forEach(job -> job.leave(Reason.GROUP_NOT_READY));
        leftOut.clear();
        others.forEach(job -> leftOut.add(job.id()));
    }

    /** One that was not ready when its group had to start was never a part of what was prepared, whatever kept it. */
    public boolean isLeftOut(Job job) {
        boolean whole = Reason.GROUP_NOT_READY.equals(job.standing().reason());
        return job.isLost() && (whole || leftOut.contains(job.id()));
    }

    List<JobId> leftOut() {
        return leftOut;
    }
}
