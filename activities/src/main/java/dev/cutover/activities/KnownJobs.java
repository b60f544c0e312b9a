package dev.cutover.activities;

import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedJob;
import dev.cutover.forecast.Away;
import dev.cutover.forecast.PlanAhead;
import dev.cutover.forecast.PlanAhead.Known;
import dev.cutover.forecast.Spread;
import dev.cutover.forecast.Stage;
import dev.cutover.smc.JobStatus;
import dev.cutover.smc.ReplicationJob;
import java.time.Duration;
import java.util.List;

/** What a preflight has seen of the jobs, as a forecast takes it. */
final class KnownJobs implements PlanAhead.Knowledge {

    private final Facts facts;
    private final Findings findings;
    private final RunsAhead runs;

    /** @param findings all that concern single jobs */
    KnownJobs(Plan plan, Facts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
        this.runs = new RunsAhead(plan, facts.at());
    }

    /** One that needs a person is counted on no more than the wave itself would; one that is finished is through. */
    @Override
    public Known of(PlannedJob job) {
        if (!(facts.looks().get(job.id()) instanceof Looks.Seen seen)) {
            return new Known(Stage.BLOCKED, null, null, null);
        }
        ReplicationJob told = seen.job();
        List<Duration> past = PastRuns.withoutFirst(told.runs());
        List<Away> away = runs.coming(job, told).stream()
                .map(run -> new Away(run.starts(), run.ends()))
                .toList();
        return new Known(
                stage(job.id(), told), runs.ready(told), null, past.isEmpty() ? null : Spread.ofRuns(past), away);
    }

    private Stage stage(JobId id, ReplicationJob told) {
        if (isBlocked(id)) {
            return Stage.BLOCKED;
        }
        return told.status() == JobStatus.FINISHED ? Stage.THROUGH : Stage.AHEAD;
    }

    /** Whether a person has to act before it can be cut over. */
    boolean isBlocked(JobId id) {
        return findings.isBlocked(id)
                || Sightings.of(id, facts.looks().getOrDefault(id, new Looks.Missing(facts.at())), false)
                        .sighting()
                        .trouble()
                        .isPresent();
    }
}
