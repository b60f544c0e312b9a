package dev.cutover.simulator;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code DescribeSourceServers}: filters are ANDed. */
final class SourceQuery {

    private final Filters filters;
    private final Paging paging;

    SourceQuery(Call call) throws Refusal {
        this.filters = new Filters(call);
        this.paging = Paging.of(call);
    }

    Map<String, Object> answer(Collection<Source> sources) {
        List<Map<String, Object>> rows =
                sources.stream().filter(this::matches).map(SourceQuery::row).toList();
        return paging.answer(rows, "SourceServers", "SourceServer");
    }

    private boolean matches(Source source) {
        return filters.among("SourceId", source.id())
                && filters.is("JobId", source.jobId())
                && filters.is("State", source.state())
                && filters.is("Name", source.name())
                && filters.is("WorkgroupId", "")
                && filters.hasTags(source.tags());
    }

    private static Map<String, Object> row(Source source) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("SourceId", source.id());
        row.put("Name", source.name());
        row.put("State", source.state());
        row.put("ErrorCode", source.state().equals(Source.OFFLINE) ? "SourceServer.Offline" : "");
        row.put("StatusInfo", "");
        row.put("HeartbeatRate", 30);
        row.put("AgentVersion", "simulated");
        row.put("JobId", source.jobId());
        return row;
    }
}
