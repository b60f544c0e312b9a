package dev.cutover.starter.command;

import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which jobs of a wave: by id or name, by group, by state, or all. */
final class JobSelection {

    @Option(names = "--group", paramLabel = "G", description = "those of a group for which it makes sense")
    private String group;

    @Option(
            names = "--state",
            paramLabel = "S",
            converter = States.class,
            description = "those in a state: watching, blocked")
    private JobState state;

    @Option(names = "--all", description = "all for which it makes sense")
    private boolean all;

    /** The states of jobs to which something can be done. */
    static final class States implements ITypeConverter<JobState> {
        @Override
        public JobState convert(String word) {
            return switch (word) {
                case "watching" -> JobState.WATCHING;
                case "blocked" -> JobState.BLOCKED;
                default ->
                    throw new TypeConversionException("'" + word + "' is no such state: give watching or blocked");
            };
        }
    }

    /**
     * @param named given one by one; else chosen by a rule, which leaves out those for which the action makes no sense
     * @param words for the report
     */
    record Selected(List<JobLine> jobs, boolean named, String words) {}

    /** Fails unless jobs are given in one way. */
    void check(List<String> jobs) throws CommandFailed {
        int ways = (jobs.isEmpty() ? 0 : 1) + (group == null ? 0 : 1) + (state == null ? 0 : 1) + (all ? 1 : 0);
        if (ways != 1) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "Say which jobs in one way: JOB..., --group G, --state S, or --all. Nothing was done.");
        }
    }

    /**
     * @param jobs the ids and names that were given
     * @param makesSense for a job that a rule chooses; one that is named is left to the wave to refuse
     */
    Selected of(String wave, List<String> jobs, List<JobLine> lines, Predicate<JobLine> makesSense)
            throws CommandFailed {
        if (!jobs.isEmpty()) {
            return named(wave, jobs, lines);
        }
        if (group != null) {
            return ruled(
                    lines,
                    makesSense,
                    "group " + known(group, groupsOf(lines)),
                    line -> line.group().equals(group));
        }
        if (state != null) {
            return ruled(lines, makesSense, "state " + state.word(), line -> line.state() == state);
        }
        return ruled(lines, makesSense, "all jobs", line -> true);
    }

    /** Those with these ids or names; a name may be that of several. Fails when one is not in the wave. */
    static Selected named(String wave, List<String> jobs, List<JobLine> lines) throws CommandFailed {
        Set<JobLine> found = new LinkedHashSet<>();
        List<String> strangers = new ArrayList<>();
        for (String wanted : jobs) {
            List<JobLine> matching = lines.stream()
                    .filter(line ->
                            line.job().value().equals(wanted) || line.name().equals(wanted))
                    .toList();
            found.addAll(matching);
            if (matching.isEmpty()) {
                strangers.add(wanted);
            }
        }
        if (!strangers.isEmpty()) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "Not in this wave: " + String.join(", ", strangers) + ". `cutover status " + wave
                            + " --jobs` shows its jobs; nothing was done.");
        }
        List<JobLine> chosen = new ArrayList<>(found);
        return new Selected(chosen, true, chosen.stream().map(JobLine::name).collect(Collectors.joining(", ")));
    }

    private static Selected ruled(
            List<JobLine> lines, Predicate<JobLine> makesSense, String words, Predicate<JobLine> rule)
            throws CommandFailed {
        List<JobLine> chosen = lines.stream().filter(rule).filter(makesSense).toList();
        if (chosen.isEmpty()) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "Of " + words + ", none is in a state in which this makes sense; nothing was done.");
        }
        return new Selected(chosen, false, words);
    }

    private static List<String> groupsOf(List<JobLine> lines) {
        return lines.stream().map(JobLine::group).distinct().toList();
    }

    private static String known(String group, List<String> all) throws CommandFailed {
        if (!all.contains(group)) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "There is no group '" + group + "': there is " + String.join(", ", all) + ". Nothing was done.");
        }
        return group;
    }
}
