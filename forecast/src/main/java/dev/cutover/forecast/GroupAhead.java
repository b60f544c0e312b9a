package dev.cutover.forecast;

import java.time.Instant;
import java.util.List;

/**
 * A group as far as a forecast is concerned.
 *
 * @param after the groups that are through before a job of this one starts
 * @param unit {@code null}: its jobs go one by one
 * @param minReady how many jobs must be ready before it starts
 * @param startBy when it must have started; {@code null}: as long as it fits
 * @param ignoreFit its jobs start although they are not expected to end before the window closes
 * @param goesOn the groups behind it start although a job of it was left
 * @param unapproved nobody agreed to it in time: it is left as a whole
 */
public record GroupAhead(
        String name,
        List<String> after,
        List<JobAhead> jobs,
        UnitAhead unit,
        int minReady,
        Instant startBy,
        boolean ignoreFit,
        boolean goesOn,
        boolean unapproved) {

    public GroupAhead {
        after = after == null ? List.of() : List.copyOf(after);
        jobs = jobs == null ? List.of() : List.copyOf(jobs);
    }

    /** One that waits for nobody's word in vain. */
    public GroupAhead(
            String name,
            List<String> after,
            List<JobAhead> jobs,
            UnitAhead unit,
            int minReady,
            Instant startBy,
            boolean ignoreFit,
            boolean goesOn) {
        this(name, after, jobs, unit, minReady, startBy, ignoreFit, goesOn, false);
    }

    /** A group that waits for no other and has no rules. */
    public static GroupAhead of(String name, List<JobAhead> jobs) {
        return new GroupAhead(name, null, jobs, null, 1, null, false, false);
    }

    public GroupAhead comingAfter(String... groups) {
        return new GroupAhead(name, List.of(groups), jobs, unit, minReady, startBy, ignoreFit, goesOn, unapproved);
    }

    /** Starts when all its jobs are ready. */
    public GroupAhead asUnit(UnitAhead as) {
        return new GroupAhead(name, after, jobs, as, jobs.size(), startBy, ignoreFit, goesOn, unapproved);
    }

    public GroupAhead startingWith(int ready, Instant by) {
        return new GroupAhead(name, after, jobs, unit, ready, by, ignoreFit, goesOn, unapproved);
    }

    public GroupAhead ignoringFit() {
        return new GroupAhead(name, after, jobs, unit, minReady, startBy, true, goesOn, unapproved);
    }

    public GroupAhead goingOn() {
        return new GroupAhead(name, after, jobs, unit, minReady, startBy, ignoreFit, true, unapproved);
    }

    public GroupAhead unapprovedInTime() {
        return new GroupAhead(name, after, jobs, unit, minReady, startBy, ignoreFit, goesOn, true);
    }

    boolean isUnit() {
        return unit != null;
    }
}
