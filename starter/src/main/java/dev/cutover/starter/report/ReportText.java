package dev.cutover.starter.report;

import dev.cutover.contract.Action;
import dev.cutover.contract.FindingKind.Severity;
import dev.cutover.contract.Hold;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Window;
import dev.cutover.contract.Words;
import dev.cutover.contract.ZoneTime;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.ReasonWord;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as Markdown, for a change board: what needs a person comes first. */
public final class ReportText {

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private ReportText(Report report) {
        this.report = report;
    }

    public static String of(Report report) {
        return new ReportText(report).write();
    }

    private String write() {
        line("# Wave " + report.wave() + ": " + Words.spoken(report.outcome()));
        line("");
        row("change", report.change());
        row("account", report.account());
        row("started", instant(report.startedAt()));
        row("ended", report.endedAt() == null ? "it has not ended" : instant(report.endedAt()));
        window();
        row("held", hold());
        row("forecast", forecast());
        row("preflight", preflight());
        row("jobs", counts());
        row("plan (SHA-256)", report.planSha256());
        needsAPerson();
        GroupSections.of(report).forEach(this::line);
        jobs();
        actions();
        return text.toString();
    }

    private void window() {
        Window window = report.window();
        if (window != null) {
            ZoneTime zone = ZoneTime.of(window.timeZone());
            row("window opens", local(zone, window.opens()));
            row("last start", local(zone, window.lastStart()));
            row("window closes", local(zone, window.closes()));
        }
    }

    private static String local(ZoneTime zone, Instant at) {
        return at == null ? null : zone.full(at) + " (" + instant(at) + ")";
    }

    private String hold() {
        Hold hold = report.hold();
        return hold == null ? null : "since " + instant(hold.since()) + ": " + cell(hold.why());
    }

    private String forecast() {
        Report.Preflight preflight = report.preflight();
        return preflight == null || preflight.forecast() == null
                ? null
                : "of " + instant(preflight.at()) + ": " + cell(preflight.forecast());
    }

    private String preflight() {
        if (report.preflight() == null) {
            return null;
        }
        String found = report.preflight().findings().stream()
                .filter(finding -> !finding.severity().equals(Severity.NOTE.word()))
                .map(finding -> finding.finding() + (finding.jobs() == 0 ? "" : " (" + finding.jobs() + ")"))
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "nothing stood in the way" : found;
    }

    private String counts() {
        Report.Counts counts = report.counts();
        return counts.total() + " in all: "
                + List.of(
                                part(counts.done(), "done"),
                                part(counts.failed(), "failed"),
                                part(counts.unfinished(), "unfinished"),
                                part(counts.deferred(), "deferred"),
                                part(counts.skipped(), "skipped"),
                                part(counts.blocked(), "blocked"),
                                part(counts.cuttingOver(), "cutting over"),
                                part(counts.watching(), "watching"))
                        .stream()
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "));
    }

    private static String part(Integer count, String word) {
        return count == null || count == 0 ? "" : count + " " + word;
    }

    private void needsAPerson() {
        List<String> lines = Stream.of(
                        GroupSections.troubles(report),
                        report.jobs().stream()
                                .filter(job -> job.state() == JobState.UNFINISHED)
                                .map(ReportText::trouble),
                        report.jobs().stream()
                                .filter(job -> job.state() != JobState.UNFINISHED && needsAPerson(job.state()))
                                .map(ReportText::trouble))
                .flatMap(some -> some)
                .toList();
        if (!lines.isEmpty()) {
            line("");
            line("## Needs a person");
            line("");
            lines.forEach(one -> line("- " + one));
        }
    }

    private static String trouble(Report.Job job) {
        return "**" + cell(job.name()) + "** (" + job.id() + ", " + cell(job.group()) + "): " + state(job)
                + reason(job);
    }

    /** With what is left to do around the cutover itself. */
    private static String state(Report.Job job) {
        String state = Words.spoken(job.state());
        if (job.verifying()) {
            return state + " (verifying)";
        }
        return job.prepared() && job.state() != JobState.CUTTING_OVER ? state + " (stands frozen)" : state;
    }

    /** What a later version wrote needs one, too. */
    private static boolean needsAPerson(JobState state) {
        return switch (state) {
            case UNFINISHED, FAILED, BLOCKED, UNRECOGNISED -> true;
            case WATCHING, CUTTING_OVER, DONE, DEFERRED, SKIPPED -> false;
        };
    }

    private static String reason(Report.Job job) {
        String code = job.code() == null ? "" : " (" + cell(job.code()) + ")";
        return job.reason() == null ? code : ", " + ReasonWord.of(job.reason()) + code;
    }

    private void jobs() {
        line("");
        line("## Jobs");
        line("");
        line("| job | id | group | state | reason | cut over | finished | calls | image or instance |");
        line("|---|---|---|---|---|---|---|---|---|");
        for (Report.Job job : report.jobs()) {
            line("| "
                    + String.join(
                            " | ",
                            cell(job.name()),
                            job.id(),
                            cell(job.group()),
                            state(job),
                            job.reason() == null ? "" : ReasonWord.of(job.reason()),
                            instant(job.cutOverAt()),
                            instant(job.finishedAt()),
                            calls(job),
                            cell(job.imageId() == null ? job.instanceId() : job.imageId()))
                    + " |");
        }
    }

    private static String calls(Report.Job job) {
        int known = job.attempts().size() + job.attemptsLeftOut();
        return job.attemptsUnknown() ? known + " or more" : String.valueOf(known);
    }

    private void actions() {
        if (report.actions().isEmpty()) {
            return;
        }
        line("");
        line("## Actions");
        line("");
        if (report.actionsLeftOut() > 0) {
            line(report.actionsLeftOut() + " older ones stand in the history of the wave only.");
            line("");
        }
        line("| at | who | what | on | why |");
        line("|---|---|---|---|---|");
        for (Action action : report.actions()) {
            line("| "
                    + String.join(
                            " | ",
                            instant(action.at()),
                            cell(action.actor()),
                            action.action(),
                            cell(action.target()),
                            cell(action.reason()))
                    + " |");
        }
    }

    private void row(String key, String value) {
        if (value != null) {
            line("- " + key + ": " + value);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    static String instant(Instant at) {
        return at == null ? "" : Json.instant(at);
    }

    /** Whatever stands in a name or a reason, a row stays a row, and a terminal stays as it is. */
    static String cell(String words) {
        return words == null ? "" : words.replaceAll("[\\s\\p{Cc}]+", " ").replaceAll("[\\\\|<]", "\\\\$0");
    }
}
