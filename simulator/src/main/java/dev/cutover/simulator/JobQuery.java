package dev.cutover.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code DescribeReplicationJobs}: filters are ANDed. What every job here is, or has not, is filtered by too. */
final class JobQuery {

    private static final int SERVER_MIGRATION = 0;

    private final Filters filters;
    private final Paging paging;

    JobQuery(Call call) throws Refusal {
        this.filters = new Filters(call);
        this.paging = Paging.of(call);
    }

    Map<String, Object> answer(Collection<LiveJob> jobs, Instant now) {
        List<Map<String, Object>> rows = jobs.stream()
                .filter(job -> matches(job.asked(), job.view(now)))
                .map(job -> row(job, job.view(now)))
                .toList();
        return paging.answer(rows, "ReplicationJobs", "ReplicationJob");
    }

    private boolean matches(SimulatedJob asked, LiveJob.View view) {
        return filters.among("JobId", asked.id())
                && filters.among("SourceId", asked.source().id())
                && filters.among("InstanceId", view.instanceId())
                && filters.is("Name", asked.name())
                && filters.is("RegionId", asked.regionId())
                && filters.is("Status", view.status())
                && filters.is("BusinessStatus", view.business())
                && filters.is("JobType", String.valueOf(SERVER_MIGRATION))
                && filters.is("ResourceGroupId", "")
                && filters.hasTags(asked.tags());
    }

    private static Map<String, Object> row(LiveJob job, LiveJob.View view) {
        SimulatedJob asked = job.asked();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("JobId", asked.id());
        row.put("Name", asked.name());
        row.put("Description", "");
        row.put("SourceId", asked.source().id());
        row.put("RegionId", asked.regionId());
        row.put("Status", view.status());
        row.put("BusinessStatus", view.business());
        row.put("StatusInfo", "");
        row.put("ErrorCode", view.errorCode());
        row.put("Progress", view.progress());
        row.put("RunOnce", asked.runOnce());
        row.put("Frequency", Math.max(1, asked.runs().frequency().toHours()));
        row.put("ValidTime", Times.seconds(job.expiresAt()));
        row.put("ScheduledStartTime", "");
        row.put("StartTime", Times.seconds(view.startedAt()));
        row.put("EndTime", Times.seconds(view.endedAt()));
        row.put("CreationTime", Times.seconds(job.createdAt()));
        row.put("TargetType", asked.targetType());
        row.put("ImageId", view.imageId());
        row.put("ImageName", "");
        row.put("InstanceId", view.instanceId());
        row.put("TransitionInstanceId", "");
        row.put("JobType", SERVER_MIGRATION);
        row.put("WorkgroupId", asked.source().workgroup());
        row.put("ResourceGroupId", "");
        row.put(
                "Tags",
                Map.of(
                        "Tag",
                        asked.tags().entrySet().stream()
                                .map(tag -> Map.of("Key", tag.getKey(), "Value", tag.getValue()))
                                .toList()));
        row.put(
                "ReplicationJobRuns",
                Map.of(
                        "ReplicationJobRun",
                        view.runs().stream().map(JobQuery::run).toList()));
        return row;
    }

    private static Map<String, Object> run(LiveJob.PastRun run) {
        return Map.of(
                "StartTime", Times.seconds(run.start()),
                "EndTime", Times.seconds(run.end()),
                "Type", run.type(),
                "ImageId", run.imageId());
    }
}
