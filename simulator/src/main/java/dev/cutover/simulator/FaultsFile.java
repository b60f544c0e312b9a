package dev.cutover.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A file of faults: {@code faults: [{kind: answerLost, jobs: [j-1], times: 1}, {kind: throttle, rate: 0.1}]}. */
public final class FaultsFile {

    /** The keys of a fault; the schema in {@code docs/} has the same. */
    static final Set<String> KEYS =
            Set.of("kind", "operation", "jobs", "times", "rate", "delay", "after", "code", "status", "callsPerSecond");

    private static final int MOST = 1_000_000;

    private FaultsFile() {}

    /**
     * Reads a whole file. A fault may be for a job that is not there yet.
     *
     * @param file its name, for the problems' places
     * @throws BadFile with all problems at once
     */
    public static List<Fault> read(String text, String file) throws BadFile {
        return read(text, file, job -> Optional.empty());
    }

    /**
     * Reads a whole file that goes with these jobs. One that it names and that is not among them is a problem too: a fault for a slip in an
     * id would never strike, and nobody would notice.
     *
     * @param file its name, for the problems' places
     * @throws BadFile with all problems at once
     */
    public static List<Fault> read(String text, String file, List<SimulatedJob> jobs) throws BadFile {
        Set<String> known = jobs.stream().map(SimulatedJob::id).collect(Collectors.toSet());
        return read(
                text,
                file,
                job -> known.contains(job)
                        ? Optional.empty()
                        : Optional.of("no job '" + job
                                + "' at the start; for one that is added later, POST the fault to /admin/faults"));
    }

    private static List<Fault> read(String text, String file, Function<String, Optional<String>> wrongJob)
            throws BadFile {
        List<String> problems = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (YamlMap row : YamlMap.rows(text, file, "faults", problems)) {
            row.known(KEYS);
            faults.add(fault(row, wrongJob));
        }
        BadFile.check(problems);
        return faults;
    }

    private static Fault fault(YamlMap row, Function<String, Optional<String>> wrongJob) {
        Optional<FaultKind> kind = kind(row);
        String operation = operation(row, kind);
        if (kind.isPresent()) {
            row.keys().stream()
                    .filter(key -> KEYS.contains(key) && !kind.get().takes(key))
                    .forEach(key -> row.unwanted(
                            key, "'" + key + "' means nothing to '" + kind.get().word() + "'"));
        }
        if (kind.equals(Optional.of(FaultKind.REFUSE))) {
            row.needed("code");
        }
        if (kind.equals(Optional.of(FaultKind.THROTTLE_ABOVE))) {
            row.needed("callsPerSecond");
        }
        return new Fault(
                kind.orElse(null),
                operation,
                row.texts("jobs", wrongJob),
                row.whole("times", 0, 0, MOST),
                row.share("rate", 1),
                row.duration("delay", null, Duration.ZERO),
                row.duration("after", null, Duration.ZERO),
                row.text("code", null),
                row.whole("status", 400, 400, 599),
                row.whole("callsPerSecond", 0, 1, MOST));
    }

    private static Optional<FaultKind> kind(YamlMap row) {
        String word = row.needed("kind");
        Optional<FaultKind> kind = FaultKind.of(word);
        if (kind.isEmpty() && !word.isEmpty()) {
            row.problem("kind", "unknown kind '" + word + "'; known are " + words(FaultKind.values(), FaultKind::word));
        }
        return kind;
    }

    private static String operation(YamlMap row, Optional<FaultKind> kind) {
        if (!row.has("operation")) {
            return null;
        }
        String word = row.text("operation", "");
        Optional<Operation> operation = Operation.of(word);
        if (operation.isEmpty()) {
            row.problem(
                    "operation",
                    "unknown operation '" + word + "'; known are " + words(Operation.values(), Operation::word));
        } else if (kind.isPresent()
                && kind.get().takes("operation")
                && !kind.get().scope().allows(operation.get())) {
            row.problem("operation", "'" + kind.get().word() + "' strikes calls on a job, which " + word + " is not");
        }
        return word;
    }

    private static <T> String words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).collect(Collectors.joining(", "));
    }
}
