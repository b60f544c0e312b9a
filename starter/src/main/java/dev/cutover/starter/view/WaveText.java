package dev.cutover.starter.view;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.Words;
import dev.cutover.starter.terminal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A wave in lines for a person. */
public final class WaveText {

    private static final int BAR = 30;
    private static final int SMALL_BAR = 12;
    private static final int LONGEST_NAME = 28;

    private final Style style;

    public WaveText(Style style) {
        this.style = style;
    }

    /** Name, standing and age; a bar; the counts, if any are beside those that are done. */
    public List<String> head(WaveProgress wave, Instant now) {
        List<String> lines = new ArrayList<>();
        String title = style.bold(wave.wave())
                + (wave.change() == null ? "" : "  " + wave.change())
                + (wave.account() == null ? "" : "  account " + wave.account());
        lines.add(title + "  " + standing(wave) + "  " + age(wave, now));
        JobCounts counts = wave.counts();
        lines.add(bar(counts, BAR) + "  " + counts.done() + " of " + counts.total() + " done");
        String others = counts(counts, wave);
        if (!others.isEmpty()) {
            lines.add(others);
        }
        return lines;
    }

    private String standing(WaveProgress wave) {
        if (wave.outcome() != WaveOutcome.RUNNING) {
            String word = Words.spoken(wave.outcome());
            return wave.outcome() == WaveOutcome.DONE ? style.good(word) : style.bad(word);
        }
        if (wave.standing() == Standing.OPEN) {
            return wave.settled() ? style.warning("waits for a person") : "running";
        }
        return style.warning(wave.standing().word());
    }

    private static String age(WaveProgress wave, Instant now) {
        Duration age = Duration.between(wave.startedAt(), wave.endedAt() == null ? now : wave.endedAt());
        return age.isNegative()
                ? "0:00:00"
                : "%d:%02d:%02d".formatted(age.toHours(), age.toMinutesPart(), age.toSecondsPart());
    }

    private String bar(JobCounts counts, int width) {
        int total = Math.max(1, counts.total());
        int done = counts.done() * width / total;
        int bad = share(counts.failed() + counts.unfinished(), total, width);
        int left = share(counts.deferred() + counts.skipped(), total, width);
        int moving = share(counts.cuttingOver(), total, width);
        int blocked = share(counts.blocked(), total, width);
        int used = Math.min(width, done + bad + left + moving + blocked);
        return "[" + style.good("#".repeat(done))
                + style.of(JobState.CUTTING_OVER, ">".repeat(Math.min(moving, width - done)))
                + style.warning("!".repeat(Math.max(0, Math.min(blocked, width - done - moving))))
                + style.bad("x".repeat(Math.max(0, Math.min(bad, width - done - moving - blocked))))
                + style.warning("-".repeat(Math.max(0, Math.min(left, width - done - moving - blocked - bad))))
                + style.faint(".".repeat(width - used)) + "]";
    }

    /** What is there is seen, however little it is. */
    private static int share(int count, int total, int width) {
        return count == 0 ? 0 : Math.max(1, count * width / total);
    }

    private String counts(JobCounts counts, WaveProgress wave) {
        List<String> parts = new ArrayList<>();
        StateCount.besideDone(counts).forEach(one -> parts.add(style.of(one.state(), one.toString())));
        if (wave.overdue() > 0) {
            parts.add(style.bad(wave.overdue() + " overdue"));
        }
        if (wave.readyAgain() > 0) {
            parts.add(style.warning(wave.readyAgain() + " ready again"));
        }
        return String.join(", ", parts);
    }

    /** One line a group; nothing for a wave of one group. */
    public List<String> groups(WaveProgress wave) {
        if (wave.groups().size() < 2) {
            return List.of();
        }
        int widest = wave.groups().stream()
                .mapToInt(group -> Math.min(LONGEST_NAME, group.name().length()))
                .max()
                .orElse(0);
        return wave.groups().stream().map(group -> group(group, widest)).toList();
    }

    private String group(GroupProgress group, int width) {
        JobCounts counts = group.counts();
        boolean waits = !group.open() && counts.watching() > 0;
        return "  " + padded(group.name(), width) + "  " + bar(counts, SMALL_BAR) + " "
                + "%4d of %d".formatted(counts.done(), counts.total())
                + (waits ? style.faint("  waits for " + String.join(", ", group.after())) : "");
    }

    /** What needs a person first, then what is under way; at most {@code most} lines, the last of which counts the rest. */
    public List<String> notable(List<JobLine> jobs, int most) {
        List<String> lines = new ArrayList<>();
        for (JobState state : List.of(JobState.UNFINISHED, JobState.FAILED, JobState.BLOCKED)) {
            jobs.stream().filter(job -> job.state() == state).forEach(job -> lines.add("  " + trouble(job)));
        }
        String overdue =
                jobs.stream().filter(JobLine::overdue).map(JobLine::name).collect(Collectors.joining(", "));
        if (!overdue.isEmpty()) {
            lines.add("  " + style.bad("overdue at SMC: ") + overdue);
        }
        if (lines.size() <= most) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, most - 1));
        shown.add("  ... and " + (lines.size() - shown.size()) + " more: `cutover status WAVE --jobs`");
        return shown;
    }

    /** One job that needs a person, with what to do. */
    public String trouble(JobLine job) {
        return style.of(job.state(), Words.spoken(job.state())) + "  " + job.name() + " (" + job.job() + ")"
                + (job.readyAgain() ? style.warning("  ready again") : "") + reason(job);
    }

    private String reason(JobLine job) {
        if (job.reason() == null) {
            return "";
        }
        String code = job.code() == null ? "" : " (" + job.code() + ")";
        return ": " + advice(job.reason()).orElse(job.reason().word()) + code;
    }

    private static Optional<String> advice(Reason reason) {
        return Arrays.stream(FailureKind.values())
                .filter(kind -> kind.word().equals(reason.word()))
                .map(FailureKind::advice)
                .findFirst();
    }

    /** All jobs, one a line. */
    public List<String> table(List<JobLine> jobs) {
        int names = widest(jobs.stream().map(JobLine::name).toList());
        int groups = widest(jobs.stream().map(JobLine::group).toList());
        int ids = widest(jobs.stream().map(job -> job.job().value()).toList());
        return jobs.stream()
                .map(job -> padded(job.name(), names) + "  " + padded(job.job().value(), ids) + "  "
                        + padded(job.group(), groups) + "  "
                        + style.of(job.state(), "%-12s".formatted(Words.spoken(job.state()))) + note(job))
                .map(String::stripTrailing)
                .toList();
    }

    private static String note(JobLine job) {
        List<String> notes = new ArrayList<>();
        if (job.reason() != null) {
            notes.add(job.reason().word());
        }
        if (job.code() != null) {
            notes.add(job.code());
        }
        if (job.readyAgain()) {
            notes.add("ready again");
        }
        if (job.overdue()) {
            notes.add("overdue");
        }
        if (job.state() == JobState.WATCHING && job.waitingSeenAt() != null) {
            notes.add("Waiting since " + Json.instant(job.waitingSeenAt()));
        }
        return "  " + String.join(", ", notes);
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
