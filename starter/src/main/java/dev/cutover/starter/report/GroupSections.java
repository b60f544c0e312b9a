package dev.cutover.starter.report;

import static dev.cutover.starter.report.ReportText.cell;
import static dev.cutover.starter.report.ReportText.instant;

import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.JobState;
import dev.cutover.contract.StepTold;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.contract.Words;
import java.util.ArrayList;
import java.util.List;
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
                                .map(group -> named(group) + "split: " + done(report, group) + frozen(group, "; ")),
                        report.groups().stream()
                                .filter(group -> !group.split() && isLeftFrozen(report, group))
                                .map(group -> named(group) + frozen(group, "")),
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

    private static String frozen(Report.Group group, String before) {
        if (group.frozenSince() != null) {
            return before + "frozen since " + instant(group.frozenSince())
                    + (group.frozenMinutes() == 0 ? "" : ", and for " + group.frozenMinutes() + " min before that");
        }
        return group.frozenMinutes() == 0 ? "" : before + "was frozen for " + group.frozenMinutes() + " min";
    }

    private static String waiting(WaitingStep step) {
        return (step.manual() ? "to do by hand (" : "does not succeed (")
                + step.step().word() + (step.since() == null ? "" : ", since " + instant(step.since())) + "): "
                + cell(step.text());
    }

    /** Groups that have had something of their own, then every step of a hook. */
    static List<String> of(Report report) {
        List<String> lines = new ArrayList<>();
        List<String> groups = report.groups().stream()
                .filter(group -> isWorthARow(report, group))
                .map(group -> row(
                        cell(group.name()),
                        Words.spoken(group.phase()) + (group.split() ? ", split" : ""),
                        frozen(group, ""),
                        approvals(report, group)))
                .toList();
        section(lines, "Groups", "| group | phase | frozen | approved by |", "|---|---|---|---|", groups);
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

    private static boolean isWorthARow(Report report, Report.Group group) {
        boolean hasBegun = group.phase() != GroupPhase.WAITING && group.phase() != GroupPhase.THROUGH;
        return hasBegun
                || group.split()
                || !frozen(group, "").isEmpty()
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
