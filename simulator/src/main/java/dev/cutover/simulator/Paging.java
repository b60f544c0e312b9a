package dev.cutover.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One page of rows, as the looks answer it. */
record Paging(int page, int size) {

    private static final int MOST = 50;

    static Paging of(Call call) throws Refusal {
        return new Paging(call.number("PageNumber", 1, Integer.MAX_VALUE), call.number("PageSize", 10, MOST));
    }

    Map<String, Object> answer(List<Map<String, Object>> rows, String list, String element) {
        int from = (int) Math.min(rows.size(), (long) (page - 1) * size);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("TotalCount", rows.size());
        answer.put("PageNumber", page);
        answer.put("PageSize", size);
        answer.put(list, Map.of(element, rows.subList(from, Math.min(rows.size(), from + size))));
        return answer;
    }
}
