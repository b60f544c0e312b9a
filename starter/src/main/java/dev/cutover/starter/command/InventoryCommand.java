package dev.cutover.starter.command;

import dev.cutover.contract.FoundJob;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.JobQuery.Tag;
import dev.cutover.contract.Words;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Waves;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the jobs of an account, as its worker finds them at SMC. Changes nothing. */
@Command(
        name = "jobs",
        description = "Lists the replication jobs of an account: its worker asks SMC, and changes nothing.",
        mixinStandardHelpOptions = true)
public final class InventoryCommand implements Callable<Integer> {

    private static final List<String> TITLES =
            List.of("NAME", "ID", "STATUS", "SOURCE", "REGION", "VALID UNTIL", "TAGS");

    private final Terminal terminal;

    @Mixin
    private JobFilters filters;

    @Mixin
    private Output output;

    public InventoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** One JSON document. */
    record Document(String account, JobQuery query, int total, List<Job> jobs) {}

    /** @param obstacle why it can never be cut over, or {@code null} */
    record Job(
            String id,
            String name,
            String source,
            String region,
            String workgroup,
            String status,
            boolean incremental,
            Instant validUntil,
            List<Tag> tags,
            String obstacle) {

        static Job of(FoundJob job) {
            return new Job(
                    job.id().value(),
                    job.name(),
                    job.source(),
                    job.region(),
                    job.workgroup(),
                    job.status(),
                    job.incremental(),
                    job.validUntil(),
                    job.tags(),
                    job.obstacle());
        }
    }

    @Override
    public Integer call() throws CommandFailed {
        JobQuery query = filters.query();
        try (Waves waves = Waves.connect(terminal)) {
            List<FoundJob> found =
                    waves.find(filters.account(), query, words -> terminal.err().println("listing: " + words));
            if (output.isJson()) {
                List<Job> jobs = found.stream().map(Job::of).toList();
                terminal.out().println(Json.document(new Document(filters.account(), query, jobs.size(), jobs)));
            } else {
                table(found).forEach(terminal.out()::println);
                terminal.err().println(counts(found, query));
            }
            return ExitCode.DONE.number();
        }
    }

    static List<String> table(List<FoundJob> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(TITLES);
        found.stream().map(InventoryCommand::row).forEach(rows::add);
        int[] widths = new int[TITLES.size()];
        rows.forEach(row -> Arrays.setAll(
                widths, column -> Math.max(widths[column], row.get(column).length())));
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(row.get(column))
                    .append(" ".repeat(widths[column] - row.get(column).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static List<String> row(FoundJob job) {
        return List.of(
                shown(job.name()),
                shown(job.id().value()),
                shown(job.status()) + (job.incremental() ? "" : ", one-off"),
                shown(job.source()),
                shown(job.region()),
                job.validUntil() == null ? "-" : job.validUntil().toString(),
                job.tags().stream().map(tag -> shown(tag.words())).collect(Collectors.joining(" ")));
    }

    private static String shown(String text) {
        return text == null || text.isBlank() ? "-" : Words.visible(text);
    }

    /** {@code 300 jobs: 290 Waiting, 10 Running}. */
    private static String counts(List<FoundJob> found, JobQuery query) {
        if (found.isEmpty()) {
            return "The account has no job that matches: " + query.words() + "."
                    + (query.status() == null ? "" : " A status is spelt as SMC spells it, such as Waiting.");
        }
        Map<String, Long> counts = found.stream()
                .collect(Collectors.groupingBy(job -> shown(job.plainStatus()), TreeMap::new, Collectors.counting()));
        return (found.size() == 1 ? "1 job" : found.size() + " jobs") + ": "
                + counts.entrySet().stream()
                        .map(status -> status.getValue() + " " + status.getKey())
                        .collect(Collectors.joining(", "));
    }
}
