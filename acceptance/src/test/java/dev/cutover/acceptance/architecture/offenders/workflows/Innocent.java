package dev.cutover.acceptance.architecture.offenders.workflows;

import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** Does the same things the way that a replay allows. */
public final class Innocent {
    private static final Logger LOG = Workflow.getLogger(Innocent.class);

    private final Set<String> ordered = new LinkedHashSet<>();
    private final Map<TimeUnit, String> byUnit = new EnumMap<>(TimeUnit.class);

    Map<String, List<String>> grouped() {
        LOG.info("{} {}", ordered, byUnit);
        return Stream.of("a").collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.toList()));
    }

    Map<String, String> mapped() {
        return Stream.of("a")
                .collect(Collectors.toMap(Function.identity(), Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }

    UUID id() {
        return Workflow.randomUUID();
    }
}
