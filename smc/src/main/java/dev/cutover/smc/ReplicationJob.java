package dev.cutover.smc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A replication job as {@code DescribeReplicationJobs} tells it; what SMC leaves out, or leaves empty, is {@code null}.
 *
 * @param status what {@code statusText} says, as far as this version knows it
 * @param statusText as SMC spells it
 * @param businessStatus what {@code businessStatusText} says, as far as this version knows it
 * @param businessStatusText as SMC spells it
 * @param progress percent
 * @param runOnce {@code true}: incremental migration is off; {@code false} too when SMC does not say
 * @param frequency from the end of a run to the start of the next, whole hours
 * @param validTime when it expires
 * @param targetType {@code Image}, {@code ContainerImage} or {@code TargetInstance}
 * @param jobType 0 server, 1 operating system, 2 cross-zone, 3 agentless VMware
 * @param tags by key, in SMC's order
 * @param runs past runs, in SMC's order
 */
public record ReplicationJob(
        String jobId,
        String name,
        String description,
        String sourceId,
        String regionId,
        JobStatus status,
        String statusText,
        BusinessStatus businessStatus,
        String businessStatusText,
        String statusInfo,
        String errorCode,
        Double progress,
        boolean runOnce,
        Duration frequency,
        Instant validTime,
        Instant scheduledStartTime,
        Instant startTime,
        Instant endTime,
        Instant creationTime,
        String imageId,
        String imageName,
        String instanceId,
        String targetType,
        String transitionInstanceId,
        Integer jobType,
        String workgroupId,
        String resourceGroupId,
        Map<String, String> tags,
        List<Run> runs) {

    /** With what a cutover looks at, and nothing else. */
    public ReplicationJob(
            String jobId,
            String name,
            String sourceId,
            String regionId,
            JobStatus status,
            String statusText,
            String businessStatusText,
            String errorCode,
            boolean runOnce,
            Duration frequency,
            Instant validTime,
            String imageId,
            String instanceId,
            List<Run> runs) {
        this(
                jobId,
                name,
                null,
                sourceId,
                regionId,
                status,
                statusText,
                BusinessStatus.of(businessStatusText),
                businessStatusText,
                null,
                errorCode,
                null,
                runOnce,
                frequency,
                validTime,
                null,
                null,
                null,
                null,
                imageId,
                null,
                instanceId,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                runs);
    }

    /**
     * One past run; what SMC leaves out is {@code null}.
     *
     * @param type {@code Manual} or {@code Schedule}
     */
    public record Run(Instant startTime, Instant endTime, String type, String imageId) {}
}
