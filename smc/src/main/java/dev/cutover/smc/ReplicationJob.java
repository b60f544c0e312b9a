package dev.cutover.smc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A replication job as {@code DescribeReplicationJobs} tells it; a text that SMC leaves out is {@code null}.
 *
 * @param status what {@code statusText} says, as far as this version knows it
 * @param statusText as SMC spells it
 * @param runOnce {@code true}: incremental migration is off
 * @param frequency from the end of a run to the start of the next, or {@code null}
 * @param validTime when it expires, or {@code null}
 * @param runs past runs, in SMC's order
 */
public record ReplicationJob(
        String jobId,
        String name,
        String sourceId,
        String regionId,
        JobStatus status,
        String statusText,
        String businessStatus,
        String errorCode,
        boolean runOnce,
        Duration frequency,
        Instant validTime,
        String imageId,
        String instanceId,
        List<Run> runs) {

    /** One past run; an instant that SMC leaves out is {@code null}. */
    public record Run(Instant startTime, Instant endTime, String type, String imageId) {}
}
