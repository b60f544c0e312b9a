package dev.cutover.workflows.telling;

import dev.cutover.contract.FindingKind.Severity;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.Words;
import dev.cutover.contract.ZoneTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Temporal's Web UI shows of a wave as its current details, in Markdown: how it stands, and what needs a person. */
public final class Details {

    /** A page is read, not searched: the rest is counted. */
    private static final int MOST_SHOWN = 20;

    private Details() {}

    public static String of(WaveProgress wave, List<JobLine> jobs) {
        ZoneTime zone = ZoneTime.of(wave.window() == null ? null : wave.window().timeZone());
        List<String> lines = new ArrayList<>();
        lines.add("**" + standing(wave) + "**: " + counts(wave));
        if (wave.hold() != null) {
            boolean drained = wave.standing() == Standing.DRAINED;
            lines.add(drained ? wave.hold().refusal() : "held: " + wave.hold().why());
        }
        if (wave.preflight() != null) {
            preflight(wave.preflight()).ifPresent(lines::add);
        }
        if (wave.waitsForApproval()) {
            lines.add("waits for its approval: `cutover approve " + wave.wave() + "`");
        }
        wave.groups().stream()
                .map(group -> group(group, zone))
                .filter(line -> !line.isEmpty())
                .forEach(lines::add);
        List<JobLine> troubled = jobs.stream().filter(Details::needsAPerson).toList();
        troubled.stream().limit(MOST_SHOWN).map(Details::trouble).forEach(lines::add);
        if (troubled.size() > MOST_SHOWN) {
            lines.add(
                    "... and " + (troubled.size() - MOST_SHOWN) + " more: `cutover status " + wave.wave() + " --jobs`");
        }
        return String.join("\n\n", lines);
    }

    private static Optional<String> preflight(PreflightReport preflight) {
        int blockers = preflight.of(Severity.BLOCKER).size();
        int warnings = preflight.of(Severity.WARNING).size();
        return blockers + warnings == 0
                ? Optional.empty()
                : Optional.of("preflight: " + blockers + " kinds of blockers, " + warnings + " kinds of warnings: "
                        + Stream.concat(
                                        preflight.of(Severity.BLOCKER).stream(),
                                        preflight.of(Severity.WARNING).stream())
                                .map(finding -> "`" + finding.kind().word() + "`"
                                        + (finding.size() == 0 ? "" : " (" + finding.size() + ")"))
                                .collect(Collectors.joining(", ")));
    }

    /** What a person has to know of a group as a whole; empty when there is nothing. */
    private static String group(GroupProgress group, ZoneTime zone) {
        List<String> words = new ArrayList<>();
        if (group.split()) {
            words.add("**split**: some of its servers are cut over, others are not");
        }
        if (group.frozenSince() != null) {
            words.add("stands still since " + zone.full(group.frozenSince()));
        }
        if (group.waitsForApproval()) {
            words.add("waits for its approval");
        }
        if (group.waiting() != null) {
            words.add((group.waiting().manual() ? "waits for a person: " : "its undo does not succeed: ")
                    + group.waiting().text());
        }
        return words.isEmpty() ? "" : "- group `" + group.name() + "`: " + String.join("; ", words);
    }

    private static String standing(WaveProgress wave) {
        if (wave.outcome() != WaveOutcome.RUNNING) {
            return Words.spoken(wave.outcome());
        }
        return switch (wave.standing()) {
            case OPEN -> wave.settled() ? "waits for a person" : "running";
            case HELD, DRAINED -> wave.standing().word();
        };
    }

    private static String counts(WaveProgress wave) {
        return String.join(
                ", ",
                Stream.of(
                                wave.counts().done() + " of " + wave.counts().total() + " done",
                                part(wave.counts().cuttingOver(), "cutting over"),
                                part(wave.overdue(), "overdue"),
                                part(wave.counts().watching(), "watching"),
                                part(wave.counts().blocked(), "blocked"),
                                part(wave.counts().failed(), "failed"),
                                part(wave.counts().unfinished(), "unfinished"),
                                part(wave.counts().deferred(), "deferred"),
                                part(wave.counts().skipped(), "skipped"))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private static String part(int count, String word) {
        return count == 0 ? "" : count + " " + word;
    }

    private static boolean needsAPerson(JobLine job) {
        return switch (job.state()) {
            case BLOCKED, FAILED, UNFINISHED, UNRECOGNISED -> true;
            case WATCHING, CUTTING_OVER -> job.overdue();
            case DONE, DEFERRED, SKIPPED -> false;
        };
    }

    private static String trouble(JobLine job) {
        String state = job.overdue() && job.state() == JobState.CUTTING_OVER ? "overdue" : Words.spoken(job.state());
        return "- " + state + " `" + job.name() + "` (" + job.job() + ")"
                + (job.reason() == null ? "" : ": " + job.why());
    }
}
