package dev.cutover.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code DescribeReplicationJobs}: filters are ANDed. */
record JobQuery(Call call) {

    Map<String, Object> answer(Collection<LiveJob> jobs, Instant now) throws Refusal {
        Cloud.checkCount(call.list("JobId"), "JobId");
        Cloud.checkCount(call.list("SourceId"), "SourceId");
        List<Map<String, Object>> rows = jobs.stream()
                .filter(job -> matches(job, now))
                .map(job -> row(job, now))
                .toList();
        return Paging.of(call).answer(rows, "ReplicationJobs", "ReplicationJob");
    }

    private boolean matches(LiveJob job, Instant now) {
        LiveJob.View view = job.view(now);
        SimulatedJob asked = job.asked();
        return isAmong(call.jobIds(), asked.id())
                && isAmong(call.list("SourceId"), asked.sourceId())
                && is("Name", asked.name())
                && is("RegionId", asked.regionId())
                && is("Status", view.status())
                && is("BusinessStatus", view.business())
                && hasTags(asked);
    }

    private static boolean isAmong(List<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private boolean is(String filter, String value) {
        return call.filter(filter).isEmpty() || call.filter(filter).equals(value);
    }

    private boolean hasTags(SimulatedJob job) {
        for (int i = 1; call.parameters().containsKey("Tag." + i + ".Key"); i++) {
            String value = job.tags().get(call.parameters().get("Tag." + i + ".Key"));
            String wanted = call.filter("Tag." + i + ".Value");
            if (value == null || (!wanted.isEmpty() && !wanted.equals(value))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Object> row(LiveJob job, Instant now) {
        LiveJob.View view = job.view(now);
        SimulatedJob asked = job.asked();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("JobId", asked.id());
        row.put("Name", asked.name());
        row.put("SourceId", asked.sourceId());
        row.put("RegionId", asked.regionId());
        row.put("Status", view.status());
        row.put("BusinessStatus", view.business());
        row.put("ErrorCode", view.errorCode());
        row.put("RunOnce", view.runOnce());
        row.put("Frequency", Math.max(1, asked.frequency().toHours()));
        row.put("ValidTime", Times.seconds(job.expiresAt()));
        row.put("CreationTime", Times.seconds(job.createdAt()));
        row.put("TargetType", asked.targetType());
        row.put("ImageId", view.imageId());
        row.put("InstanceId", view.instanceId());
        row.put("JobType", 0);
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
                        job.runs().stream()
                                .map(run -> Map.of(
                                        "StartTime", Times.seconds(run.start()),
                                        "EndTime", Times.seconds(run.end()),
                                        "Type", run.type()))
                                .toList()));
        return row;
    }
}
