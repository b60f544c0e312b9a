package dev.cutover.smc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which jobs to find; filters are ANDed, {@code null} and empty ones do not count.
 *
 * @param status as SMC spells it, such as {@code Waiting}
 * @param tags at most 20
 */
public record JobFilter(String name, String regionId, String status, Map<String, String> tags) {

    public JobFilter {
        tags = tags == null ? Map.of() : Map.copyOf(tags);
    }

    public static JobFilter everything() {
        return new JobFilter(null, null, null, Map.of());
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "Name", name);
        put(parameters, "RegionId", regionId);
        put(parameters, "Status", status);
        int number = 1;
        for (Map.Entry<String, String> tag : new TreeMap<>(tags).entrySet()) {
            parameters.put("Tag." + number + ".Key", tag.getKey());
            parameters.put("Tag." + number + ".Value", tag.getValue());
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
