package dev.cutover.simulator;

import java.time.Duration;
import java.util.ArrayList;
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
            "lastRunDuration",
            "cleaningDuration",
            "nextRunIn",
            "expiresIn",
            "sourceState",
            "tags",
            "startRun");

    private JobsFile() {}

    record Entry(SimulatedJob job, JobChange change) {}

    record Content(List<Entry> entries) {}

    /** @throws BadFile with all problems at once */
    public static List<SimulatedJob> jobs(String text, String file) throws BadFile {
        return read(text, file).entries().stream().map(Entry::job).toList();
    }

    static Content read(String text, String file) throws BadFile {
        List<String> problems = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (YamlMap row : YamlMap.rows(text, file, "jobs", problems)) {
            row.known(KEYS);
            entries.add(entry(row));
        }
        if (!problems.isEmpty()) {
            throw new BadFile(problems);
        }
        return new Content(entries);
    }

    private static Entry entry(YamlMap row) {
        String id = row.needed("id");
        SimulatedJob usual = SimulatedJob.waiting(id, id);
        Duration run = row.duration("runDuration", usual.runDuration());
        SimulatedJob job = new SimulatedJob(
                id,
                row.text("name", id),
                row.text("sourceId", usual.sourceId()),
                row.text("regionId", usual.regionId()),
                row.text("status", usual.status()),
                row.flag("runOnce"),
                row.text("targetType", usual.targetType()),
                row.duration("frequency", usual.frequency()),
                run,
                row.duration("lastRunDuration", run),
                row.duration("cleaningDuration", usual.cleaningDuration()),
                row.duration("nextRunIn", null),
                row.duration("expiresIn", usual.expiresIn()),
                row.text("sourceState", usual.sourceState()),
                row.map("tags"));
        return new Entry(
                job, new JobChange(id, row.text("sourceState", null), row.text("status", null), row.flag("startRun")));
    }
}
