package dev.cutover.starter.plan;

import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a plan: YAML, JSON, or a sheet of jobs whose name ends in {@code .csv}. */
public final class PlanFile {

    private static final String CSV = ".csv";
    private static final String OPTION = "--wave";

    private PlanFile() {}

    /**
     * Reads and checks a plan.
     *
     * @param wave what {@code --wave} says, which comes before the file's own; {@code null}: the plan's key {@code wave}, and for CSV the
     *     file's name without its ending
     * @throws PlanRefused with everything that is wrong with it, whatever is in the file
     */
    public static Plan read(Path file, String wave) throws PlanRefused {
        Problems problems = new Problems(file.toString());
        return read(SourceText.bytes(file, problems), file, wave, problems);
    }

    /**
     * The same of bytes that are known.
     *
     * @param file for messages; its ending tells how to read it
     */
    public static Plan read(byte[] bytes, Path file, String wave) throws PlanRefused {
        return read(bytes, file, wave, new Problems(file.toString()));
    }

    private static Plan read(byte[] bytes, Path file, String wave, Problems problems) throws PlanRefused {
        SourceText source = SourceText.of(bytes, problems);
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        boolean csv = name.toLowerCase(Locale.ROOT).endsWith(CSV);
        Node tree = csv ? CsvTree.read(source.text(), problems) : YamlTree.read(source.text(), problems);
        if (wave != null) {
            tree = named(tree, wave, OPTION);
        } else if (csv) {
            tree = named(tree, name.substring(0, name.length() - CSV.length()), "the file's name");
        }
        Section plan = new SectionKind(PlanKeys.PLAN).read(tree, "plan", problems);
        if (plan != null) {
            check(plan, problems);
        }
        problems.refuse();
        return plan(plan, source.sha256());
    }

    /** The same plan with the wave's name from elsewhere; what it says itself no longer counts. */
    private static Node named(Node tree, String wave, String from) {
        if (!(tree instanceof Node.Mapping mapping)) {
            return tree;
        }
        List<Node.Entry> entries = new ArrayList<>(mapping.entries());
        entries.removeIf(entry -> entry.key().equals(PlanKeys.WAVE.name()));
        Node name = new Node.Text(wave, Node.Writing.FIELD, Place.NOWHERE);
        entries.add(new Node.Entry(PlanKeys.WAVE.name(), from, name.place(), name));
        return new Node.Mapping(entries, mapping.place());
    }

    private static void check(Section plan, Problems problems) {
        List<Placed<Section>> groups = plan.get(PlanKeys.GROUPS);
        List<Placed<Section>> jobs = groups.stream()
                .flatMap(group -> group.value().get(PlanKeys.JOBS).stream())
                .toList();
        JobRoll.check(jobs, problems);
        GroupOrder.check(groups, problems);
    }

    private static Plan plan(Section plan, String sha256) {
        Section limits = plan.get(PlanKeys.LIMITS_SECTION);
        Section polling = plan.get(PlanKeys.POLLING_SECTION);
        Section defaults = plan.get(PlanKeys.DEFAULTS_SECTION);
        return new Plan(
                plan.get(PlanKeys.WAVE),
                plan.get(PlanKeys.CHANGE),
                plan.get(PlanKeys.ACCOUNT),
                sha256,
                Limits.slots(limits.get(PlanKeys.MAX_CONCURRENT)),
                new Polling(polling.get(PlanKeys.INTERVAL), polling.get(PlanKeys.SETTLE)),
                new JobDefaults(
                        defaults.get(PlanKeys.USUAL_SYNC_DATA),
                        defaults.get(PlanKeys.USUAL_DURATION),
                        JobDefaults.USUAL_WITHOUT_SYNC,
                        defaults.get(PlanKeys.USUAL_COMPLETION),
                        null),
                plan.get(PlanKeys.GROUPS).stream()
                        .map(group -> group(group.value()))
                        .toList(),
                null,
                null,
                null);
    }

    private static PlannedGroup group(Section group) {
        return new PlannedGroup(
                group.get(PlanKeys.GROUP_NAME),
                group.get(PlanKeys.AFTER).stream().map(Placed::value).toList(),
                group.get(PlanKeys.JOBS).stream().map(job -> job(job.value())).toList(),
                null);
    }

    private static PlannedJob job(Section job) {
        String id = job.get(PlanKeys.ID);
        return new PlannedJob(
                new JobId(id),
                job.has(PlanKeys.NAME) ? job.get(PlanKeys.NAME) : id,
                job.get(PlanKeys.SYNC_DATA),
                job.get(PlanKeys.EXPECTED_DURATION),
                job.get(PlanKeys.COMPLETE_WITHIN),
                null);
    }
}
