package dev.cutover.starter.report;

import static dev.cutover.starter.report.ReportText.cell;
import static dev.cutover.starter.report.ReportText.instant;
import static java.util.stream.Collectors.counting;

import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.JobState;
import dev.cutover.contract.StepTold;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.contract.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a report in Markdown says of groups as a whole, and of hooks; nothing where there is nothing to say. */
final class GroupSections {

    private GroupSections() {}

    /** What needs a person: split groups before all others. */
    static Stream<String> troubles(Report report) {
        return Stream.of(
                        report.groups().stream()
                                .filter(Report.Group::split)
                                .map(group ->
                                        named(group) + "split: " + done(report, group) + frozen(report, group, "; ")),
                        report.groups().stream()
                                .filter(group -> !group.split() && isLeftFrozen(report, group))
                                .map(group -> named(group) + frozen(report, group, "")),
                        report.groups().stream()
                                .filter(group -> group.waiting() != null)
                                .map(group -> named(group) + waiting(group.waiting())),
                        report.groups().stream()
                                .filter(Report.Group::waitsForApproval)
                                .map(group -> named(group) + "nobody has agreed to it yet"))
                .flatMap(lines -> lines);
    }

    private static String named(Report.Group group) {
        return "**" + cell(group.name()) + "** (group): ";
    }

    private static String done(Report report, Report.Group group) {
        List<Report.Job> jobs = report.jobs().stream()
                .filter(job -> job.group().equals(group.name()))
                .toList();
        long done = jobs.stream().filter(job -> job.state() == JobState.DONE).count();
        return done + " of " + jobs.size() + " servers are done, and the others are not";
    }

    /** While a wave runs, a group stands frozen for its cutover; when it is over, nobody will thaw it. */
    private static boolean isLeftFrozen(Report report, Report.Group group) {
        return group.frozenSince() != null && report.outcome() != WaveOutcome.RUNNING;
    }

    private static String frozen(Report report, Report.Group group, String before) {
        if (group.frozenSince() != null) {
            return before + "frozen since " + instant(group.frozenSince()) + untilItsEnd(report, group.frozenSince())
                    + (group.frozenMinutes() == 0 ? "" : ", and for " + group.frozenMinutes() + " min before that");
        }
        return group.frozenMinutes() == 0 ? "" : before + "was frozen for " + group.frozenMinutes() + " min";
    }

    /** Of a wave that is over: nobody thaws it any more, and how long it stood until then is known. */
    private static String untilItsEnd(Report report, Instant since) {
        Instant end = report.endedAt();
        return end == null || end.isBefore(since)
                ? ""
                : ", and still so when the wave ended, "
                        + Duration.between(since, end).toMinutes() + " min later";
    }

    private static String waiting(WaitingStep step) {
        return (step.manual() ? "to do by hand (" : "does not succeed (")
                + step.step().word() + (step.since() == null ? "" : ", since " + instant(step.since())) + "): "
                + cell(step.text());
    }

    /** All groups, unless there is one only that has had nothing of its own; then every step of a hook. */
    static List<String> of(Report report) {
        List<String> lines = new ArrayList<>();
        boolean isWorthATable = report.groups().size() > 1
                || report.groups().stream().anyMatch(group -> hasSomethingOfItsOwn(report, group));
        List<String> groups = report.groups().stream()
                .filter(group -> isWorthATable)
                .map(group -> row(
                        cell(group.name()),
                        jobs(report, group),
                        Words.spoken(group.phase()) + (group.split() ? ", split" : ""),
                        frozen(report, group, ""),
                        approvals(report, group)))
                .toList();
        section(lines, "Groups", "| group | jobs | phase | frozen | approved by |", "|---|---|---|---|---|", groups);
        List<String> selected = report.groups().stream()
                .filter(group -> group.selectedBy() != null)
                .map(group -> row(cell(group.name()), cell(group.selectedBy())))
                .toList();
        section(lines, "Selected when the wave was started", "| group | by |", "|---|---|", selected);
        List<String> steps = Stream.concat(
                        report.groups().stream().flatMap(group -> steps("group " + group.name(), group.steps())),
                        report.jobs().stream().flatMap(job -> steps(job.name(), job.steps())))
                .toList();
        section(
                lines,
                "Steps",
                "| of | step | round | began | ended | outcome | output |",
                "|---|---|---|---|---|---|---|",
                steps);
        return lines;
    }

    private static void section(List<String> lines, String title, String head, String rule, List<String> rows) {
        if (!rows.isEmpty()) {
            lines.addAll(List.of("", "## " + title, "", head, rule));
            lines.addAll(rows);
        }
    }

    /** {@code 2 done, 1 deferred}: in the order of the states. */
    private static String jobs(Report report, Report.Group group) {
        Map<JobState, Long> counts = report.jobs().stream()
                .filter(job -> job.group().equals(group.name()))
                .collect(Collectors.groupingBy(Report.Job::state, () -> new EnumMap<>(JobState.class), counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + Words.spoken(count.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static boolean hasSomethingOfItsOwn(Report report, Report.Group group) {
        boolean hasBegun = group.phase() != GroupPhase.WAITING && group.phase() != GroupPhase.THROUGH;
        return hasBegun
                || group.split()
                || !frozen(report, group, "").isEmpty()
                || !group.steps().isEmpty()
                || !approvals(report, group).isEmpty();
    }

    private static String approvals(Report report, Report.Group group) {
        return report.actions().stream()
                .filter(action -> action.action().equals("approve"))
                .filter(action -> ("group " + group.name()).equals(action.target()))
                .map(action -> cell(action.actor()) + " at " + instant(action.at()))
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> steps(String whose, List<StepTold> steps) {
        return steps.stream()
                .map(step -> row(
                        cell(whose),
                        step.step().word(),
                        String.valueOf(step.round()),
                        instant(step.beganAt()),
                        instant(step.endedAt()),
                        outcome(step),
                        cell(step.output())));
    }

    private static String outcome(StepTold step) {
        if (step.endedAt() == null) {
            return "goes on";
        }
        return step.done() ? "done" : "failed";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
