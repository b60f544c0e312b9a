package dev.cutover.starter.plan;

import dev.cutover.contract.Plan;
import java.nio.file.Path;
import java.time.Instant;
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
        return check(file, wave, null).plan();
    }

    /**
     * The same, and what is probably not meant.
     *
     * @param now for what is too late; {@code null}: nothing is
     */
    public static CheckedPlan check(Path file, String wave, Instant now) throws PlanRefused {
        Problems problems = new Problems(file.toString());
        return check(SourceText.bytes(file, problems), file, wave, now, problems);
    }

    /**
     * The same of bytes that are known.
     *
     * @param file for messages; its ending tells how to read it
     */
    public static Plan read(byte[] bytes, Path file, String wave) throws PlanRefused {
        return check(bytes, file, wave, null, new Problems(file.toString())).plan();
    }

    private static CheckedPlan check(byte[] bytes, Path file, String wave, Instant now, Problems problems)
            throws PlanRefused {
        SourceText source = SourceText.of(bytes, problems);
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        boolean csv = name.toLowerCase(Locale.ROOT).endsWith(CSV);
        Node tree = csv ? CsvTree.read(source.text(), problems) : YamlTree.read(source.text(), problems);
        if (wave != null) {
            tree = named(tree, wave, OPTION);
        } else if (csv) {
            tree = named(tree, name.substring(0, name.length() - CSV.length()), "the file's name");
        }
        Section section = new SectionKind(PlanKeys.PLAN).read(tree, "plan", problems);
        if (section == null) {
            problems.refuse();
        }
        PlanDraft draft = new PlanDraft(section, problems);
        Plan plan = draft.plan(source.sha256());
        problems.refuse();
        PlanWarnings.tell(plan, section, problems);
        Problems tooLate = new Problems(file.toString());
        if (now != null) {
            PassedTimes.tell(plan, section, now, problems);
            draft.times().warnIfPassed(plan.window(), now, tooLate);
        }
        return new CheckedPlan(plan, problems.warnings(), tooLate.warnings());
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
}
