package dev.cutover.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code DescribeSourceServers}: filters are ANDed. */
record SourceQuery(Call call) {

    Map<String, Object> answer(Collection<LiveJob> jobs, Instant now) throws Refusal {
        List<String> ids = call.list("SourceId");
        Cloud.checkCount(ids, "SourceId");
        List<Map<String, Object>> rows = jobs.stream()
                .filter(job -> ids.isEmpty() || ids.contains(job.asked().sourceId()))
                .filter(job -> call.filter("JobId").isEmpty()
                        || call.filter("JobId").equals(job.asked().id()))
                .filter(job ->
                        call.filter("State").isEmpty() || call.filter("State").equals(job.sourceState()))
                .filter(job -> call.filter("Name").isEmpty()
                        || call.filter("Name").equals(job.asked().name()))
                .map(SourceQuery::row)
                .toList();
        return Paging.of(call).answer(rows, "SourceServers", "SourceServer");
    }

    private static Map<String, Object> row(LiveJob job) {
        boolean online = !job.sourceState().equals("Unavailable");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("SourceId", job.asked().sourceId());
        row.put("Name", job.asked().name());
        row.put("State", job.sourceState());
        row.put("ErrorCode", online ? "" : "SourceServer.Offline");
        row.put("HeartbeatRate", 30);
        row.put("JobId", job.asked().id());
        return row;
    }
}
