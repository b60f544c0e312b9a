package dev.cutover.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A file of faults: {@code faults: [{kind: answerLost, jobs: [j-1], times: 1}, {kind: throttle, rate: 0.1}]}. */
public final class FaultsFile {

    /** The keys of a fault; the schema in {@code docs/} has the same. */
    static final Set<String> KEYS =
            Set.of("kind", "operation", "jobs", "times", "rate", "delay", "after", "code", "status", "callsPerSecond");

    private FaultsFile() {}

    /** @throws BadFile with all problems at once */
    public static List<Fault> read(String text, String file) throws BadFile {
        List<String> problems = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (YamlMap row : YamlMap.rows(text, file, "faults", problems)) {
            row.known(KEYS);
            faults.add(fault(row));
        }
        if (!problems.isEmpty()) {
            throw new BadFile(problems);
        }
        return faults;
    }

    private static Fault fault(YamlMap row) {
        FaultKind kind = FaultKind.of(row.needed("kind")).orElse(null);
        if (kind == null) {
            row.problem(
                    "kind",
                    "unknown kind; known are "
                            + Arrays.stream(FaultKind.values())
                                    .map(FaultKind::word)
                                    .collect(Collectors.joining(", ")));
        }
        if (kind == FaultKind.REFUSE && !row.has("code")) {
            row.problem("kind", "'refuse' needs a 'code'");
        }
        if (kind == FaultKind.THROTTLE_ABOVE && !row.has("callsPerSecond")) {
            row.problem("kind", "'throttleAbove' needs 'callsPerSecond'");
        }
        return new Fault(
                kind,
                row.text("operation", null),
                row.texts("jobs"),
                (int) row.number("times", 0, 0, 1_000_000),
                row.number("rate", 1, 0, 1),
                row.duration("delay", Duration.ofSeconds(2)),
                row.duration("after", Duration.ZERO),
                row.text("code", null),
                (int) row.number("status", 400, 400, 599),
                (int) row.number("callsPerSecond", 0, 1, 1_000_000));
    }
}
