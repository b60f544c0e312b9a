package dev.cutover.workflows.board;

import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobRow;

/** How a job is written down. */
final class JobRecords {

    private JobRecords() {}

    /** For the next run of the wave. */
    static JobRow row(Job job) {
        JobStanding standing = job.standing();
        Trail trail = job.trail();
        Patience patience = job.patience();
        boolean unit = job.group().isUnit();
        return new JobRow(
                standing.state(),
                standing.reason(),
                standing.code(),
                job.known(),
                job.waitingSeenAt(),
                trail.run(),
                trail.phase(),
                trail.isCalled(),
                trail.lastCallAt(),
                trail.notBefore(),
                standing.isOverdue(),
                patience.conflicts(),
                job.hasRival(),
                job.pastRuns(),
                standing.isSlotFree(),
                trail.isPrepared(),
                trail.round(),
                patience.restUntil(),
                patience.offlineSince(),
                job.isRestarting(),
                standing.isUndoFailing(),
                unit ? trail.imageId() : null,
                unit ? trail.instanceId() : null,
                standing.since(),
                standing.isVouchedFor(),
                trail.isSincePrepared());
    }

    /** For operators. */
    static JobLine line(Job job) {
        JobStanding standing = job.standing();
        Trail trail = job.trail();
        return new JobLine(
                job.id(),
                job.planned().name(),
                job.group().name(),
                standing.state(),
                standing.reason(),
                standing.code(),
                job.known(),
                job.isReadyAgain(),
                standing.isOverdue(),
                trail.isTouched(),
                job.waitingSeenAt(),
                trail.run(),
                standing.isSlotFree(),
                trail.isPrepared());
    }
}
