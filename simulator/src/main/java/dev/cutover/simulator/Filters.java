package dev.cutover.simulator;

import java.util.List;
import java.util.Map;

/** What a look asks for. A filter that is not there lets all through. */
final class Filters {

    private static final int MOST_VALUES = 50;
    private static final int MOST_TAGS = 20;

    private final Call call;
    private final Map<String, List<String>> lists;
    private final Map<String, String> tags;

    Filters(Call call) throws Refusal {
        this.call = call;
        this.lists = Map.of(
                "JobId", call.list("JobId"),
                "SourceId", call.list("SourceId"),
                "InstanceId", call.list("InstanceId"));
        this.tags = call.tags();
        for (Map.Entry<String, List<String>> list : lists.entrySet()) {
            if (list.getValue().size() > MOST_VALUES) {
                throw Refusal.invalid(list.getKey(), "At most " + MOST_VALUES + " values are allowed.");
            }
        }
        if (tags.size() > MOST_TAGS) {
            throw Refusal.invalid("Tag", "At most " + MOST_TAGS + " tags are allowed.");
        }
    }

    /** Whether the list of this name, {@code name.1} and so on, holds the value. */
    boolean among(String name, String value) {
        List<String> wanted = lists.get(name);
        return wanted.isEmpty() || wanted.contains(value);
    }

    boolean is(String name, String value) {
        String wanted = call.parameter(name);
        return wanted.isEmpty() || wanted.equals(value);
    }

    boolean hasTags(Map<String, String> those) {
        return tags.entrySet().stream().allMatch(wanted -> {
            String value = those.get(wanted.getKey());
            return value != null
                    && (wanted.getValue().isEmpty() || wanted.getValue().equals(value));
        });
    }
}
