package dev.cutover.activities;

import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedJob;
import dev.cutover.smc.JobStatus;
import dev.cutover.smc.ReplicationJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The scheduled runs that keep the jobs of a plan from their cutovers, as far as anybody can foresee them. */
final class RunsAhead {

    private final Plan plan;
    private final Instant now;

    RunsAhead(Plan plan, Instant now) {
        this.plan = plan;
        this.now = now;
    }

    /** When the window opens, at the earliest now. */
    Instant from() {
        Instant opens = plan.window() == null ? null : plan.window().opens();
        return opens == null ? now : opens;
    }

    /** When the window closes; without one when the job has to be through. */
    Instant to(PlannedJob job) {
        return plan.window() == null
                ? now.plus(plan.defaults().completeWithin(job))
                : plan.window().closes();
    }

    /** How long a run of it takes. */
    Duration usual(ReplicationJob seen) {
        Duration ofPastRuns = PastRuns.nineInTen(seen.runs());
        return ofPastRuns == null ? plan.defaults().expectedDuration() : ofPastRuns;
    }

    /** Those that take it away from {@code Waiting} within the window. */
    List<ComingRun> coming(PlannedJob job, ReplicationJob seen) {
        return ComingRun.within(seen, usual(seen), now, from(), to(job));
    }

    /** When it will be {@code Waiting}; {@code null}: it is, as far as that run is concerned. */
    Instant ready(ReplicationJob seen) {
        return seen.status() == JobStatus.RUNNING ? ComingRun.presentEnd(seen, usual(seen), now) : null;
    }
}
