package dev.cutover.activities;

import dev.cutover.contract.JobId;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Sighting;
import dev.cutover.smc.JobStatus;
import dev.cutover.smc.ReplicationJob;
import java.time.Instant;

/** What SMC's words about a job mean to a cutover. */
final class Sightings {

    private Sightings() {}

    /** @param ours whether a call of ours may have ended the repetition: then {@code RunOnce} tells nothing */
    static Observation of(JobId job, Looks.Look look, boolean ours) {
        if (look instanceof Looks.Seen seen) {
            return seen(job, seen.job(), ours, seen.at());
        }
        if (look instanceof Looks.Refusal refusal) {
            return new Observation(job, Sighting.REFUSED, null, refusal.code(), null, null, refusal.at(), null);
        }
        return new Observation(job, Sighting.MISSING, null, null, null, null, look.at(), null);
    }

    private static Observation seen(JobId id, ReplicationJob job, boolean ours, Instant at) {
        String status =
                job.businessStatusText() == null ? job.statusText() : job.statusText() + "/" + job.businessStatusText();
        return new Observation(
                id,
                sighting(job.status(), job.runOnce() && !ours),
                status,
                job.errorCode(),
                job.imageId(),
                job.instanceId(),
                at,
                PastRuns.nineInTen(job.runs()));
    }

    private static Sighting sighting(JobStatus status, boolean oneOff) {
        return switch (status) {
            case WAITING -> oneOff ? Sighting.ONE_OFF : Sighting.WAITING;
            case RUNNING -> oneOff ? Sighting.ONE_OFF : Sighting.RUNNING;
            case FINISHED -> Sighting.FINISHED;
            case IN_ERROR -> Sighting.IN_ERROR;
            case STOPPED -> Sighting.STOPPED;
            case READY -> Sighting.NEVER_STARTED;
            case EXPIRED -> Sighting.EXPIRED;
            case DELETING -> Sighting.DELETING;
            case UNRECOGNISED -> Sighting.UNRECOGNISED;
        };
    }
}
