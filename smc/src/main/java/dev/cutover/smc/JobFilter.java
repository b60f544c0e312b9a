package dev.cutover.smc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which jobs SMC is asked for; filters are ANDed, {@code null} and empty ones do not count.
 *
 * @param name as SMC compares names, which is not documented
 * @param status as SMC spells it, such as {@code Waiting}
 * @param sourceIds of the source servers, at most {@value Smc#MOST_PER_CALL}
 * @param tags at most 20; a value of {@code null} is any
 */
public record JobFilter(String name, String regionId, String status, List<String> sourceIds, Map<String, String> tags) {

    public JobFilter {
        sourceIds = sourceIds == null ? List.of() : List.copyOf(sourceIds);
        tags = tags == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** Whatever the source. */
    public JobFilter(String name, String regionId, String status, Map<String, String> tags) {
        this(name, regionId, status, List.of(), tags);
    }

    public static JobFilter everything() {
        return new JobFilter(null, null, null, Map.of());
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "Name", name);
        put(parameters, "RegionId", regionId);
        put(parameters, "Status", status);
        for (int number = 1; number <= sourceIds.size(); number++) {
            put(parameters, "SourceId." + number, sourceIds.get(number - 1));
        }
        int number = 1;
        for (Map.Entry<String, String> tag : new TreeMap<>(tags).entrySet()) {
            parameters.put("Tag." + number + ".Key", tag.getKey());
            put(parameters, "Tag." + number + ".Value", tag.getValue());
            number++;
        }
        return parameters;
    }

    private static void put(Map<String, String> parameters, String key, String value) {
        if (value != null && !value.isEmpty()) {
            parameters.put(key, value);
        }
    }
}
