package dev.cutover.simulator;

import dev.cutover.simulator.SimulatedJob.LastRun;
import dev.cutover.simulator.SimulatedJob.Runs;
import dev.cutover.simulator.SimulatedJob.SourceServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file of jobs: {@code jobs: [{id: j-1, name: web-01, runDuration: 10m}, ...]}. */
public final class JobsFile {

    /** The keys of a job; the schema in {@code docs/} has the same. */
    static final Set<String> KEYS = Set.of(
            "id",
            "name",
            "sourceId",
            "regionId",
            "status",
            "runOnce",
            "targetType",
            "frequency",
            "runDuration",
            "pastRuns",
            "lastRunDuration",
            "cleaningDuration",
            "nextRunIn",
            "expiresIn",
            "sourceState",
            "workgroupId",
            "tags",
            "startRun");

    /** What can be said of a job that is there already. */
    static final Set<String> KEYS_OF_A_CHANGE = Set.of("id", "status", "sourceState", "startRun");

    static final List<String> STATUSES =
            List.of("Ready", "Running", "Stopped", "Waiting", "InError", "Finished", "Expired", "Deleting");
    static final List<String> SOURCE_STATES = List.of("Available", "InUse", "Unavailable", "Deleting");
    static final List<String> TARGET_TYPES = List.of("Image", "ContainerImage", "TargetInstance");

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private JobsFile() {}

    /** One row: a job to be added, or a change to one that is there already. */
    record Entry(SimulatedJob job, JobChange change, YamlMap row) {}

    /**
     * Reads a whole file.
     *
     * @param file its name, for the problems' places
     * @throws BadFile with all problems at once
     */
    public static List<SimulatedJob> jobs(String text, String file) throws BadFile {
        List<String> problems = new ArrayList<>();
        List<Entry> entries = entries(text, file, problems);
        entries.stream()
                .filter(entry -> entry.row().has("startRun"))
                .forEach(entry -> entry.row()
                        .unwanted("startRun", "'startRun' is for a job that is there already; use 'status'"));
        BadFile.check(problems);
        return entries.stream().map(Entry::job).toList();
    }

    static List<Entry> entries(String text, String file, List<String> problems) {
        List<Entry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlMap row : YamlMap.rows(text, file, "jobs", problems)) {
            row.known(KEYS);
            Entry entry = entry(row);
            String id = entry.change().id();
            if (!id.isEmpty() && !ids.add(id)) {
                row.problem("id", "the job '" + id + "' is there twice");
            }
            entries.add(entry);
        }
        return entries;
    }

    private static Entry entry(YamlMap row) {
        String id = row.needed("id");
        SimulatedJob usual = SimulatedJob.waiting(id, id);
        Runs runs = runs(row, usual.runs());
        SimulatedJob job = new SimulatedJob(
                id,
                row.text("name", id),
                row.text("regionId", usual.regionId()),
                row.word("status", usual.status(), STATUSES),
                row.flag("runOnce", false),
                row.word("targetType", usual.targetType(), TARGET_TYPES),
                new SourceServer(
                        row.text("sourceId", usual.source().id()),
                        row.word("sourceState", usual.source().state(), SOURCE_STATES),
                        row.text("workgroupId", "")),
                runs,
                new LastRun(
                        row.duration("lastRunDuration", runs.duration(), Duration.ZERO),
                        row.duration("cleaningDuration", usual.lastRun().cleaning(), Duration.ZERO)),
                row.duration("expiresIn", usual.expiresIn(), SHORTEST),
                row.map("tags"));
        JobChange change = new JobChange(
                id,
                row.has("sourceState") ? job.source().state() : null,
                row.has("status") ? job.status() : null,
                row.flag("startRun", false));
        return new Entry(job, change, row);
    }

    private static Runs runs(YamlMap row, Runs usual) {
        return new Runs(
                row.duration("nextRunIn", usual.first(), Duration.ZERO),
                row.duration("runDuration", usual.duration(), Duration.ZERO),
                row.duration("frequency", usual.frequency(), SHORTEST),
                row.durations("pastRuns"));
    }
}
