package dev.cutover.starter.view;

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
import dev.cutover.starter.terminal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A wave in lines for a person. */
public final class WaveText {

    private static final int BAR = 30;
    private static final int SMALL_BAR = 12;
    private static final int LONGEST_NAME = 28;

    /** Those that a later version wrote, too. */
    private static final List<JobState> NEED_A_PERSON =
            List.of(JobState.UNFINISHED, JobState.FAILED, JobState.BLOCKED, JobState.UNRECOGNISED);

    private final Style style;
    private final Window window;

    /** @param window what may be wrapped is; all else is as long as it is */
    public WaveText(Style style, Window window) {
        this.style = style;
        this.window = window;
    }

    /** Name, standing and age; a bar; the counts, if any are beside those that are done. */
    public List<String> head(WaveProgress wave, Instant now) {
        List<String> lines = new ArrayList<>();
        String title = style.bold(wave.wave())
                + (wave.change() == null ? "" : "  " + wave.change())
                + (wave.account() == null ? "" : "  account " + wave.account());
        lines.addAll(window.wrapped("", title + "  " + standing(wave) + "  " + age(wave, now)));
        JobCounts counts = wave.counts();
        lines.add(bar(counts, BAR) + "  " + counts.done() + " of " + counts.total() + " done");
        String others = counts(counts, wave);
        if (!others.isEmpty()) {
            lines.addAll(window.wrapped("", others));
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

    /** Jobs that need a person for one reason. */
    private record Trouble(JobState state, Reason reason, String code) {
        static Trouble of(JobLine job) {
            return new Trouble(job.state(), job.reason(), job.code());
        }
    }

    /**
     * What needs a person first, then what is under way. What to do stands under those for whom it is to be done, on lines of its own.
     *
     * @param most how many lines at most; one that is left over counts the jobs that have none
     * @param rest the command that shows those
     */
    public List<String> notable(List<JobLine> jobs, int most, String rest) {
        Map<Trouble, List<JobLine>> troubles = new LinkedHashMap<>();
        for (JobState state : NEED_A_PERSON) {
            jobs.stream()
                    .filter(job -> job.state() == state)
                    .forEach(job -> troubles.computeIfAbsent(Trouble.of(job), trouble -> new ArrayList<>())
                            .add(job));
        }
        List<String> overdue = overdue(jobs);
        List<String> lines = new ArrayList<>();
        int left = told(troubles, Integer.MAX_VALUE, lines);
        if (lines.size() + overdue.size() > most) {
            lines.clear();
            left = told(troubles, most - overdue.size() - 1, lines);
            lines.add("  ... and " + left + " more: `" + rest + "`");
        }
        lines.addAll(overdue);
        return lines;
    }

    /** How many jobs found no room. */
    private int told(Map<Trouble, List<JobLine>> troubles, int room, List<String> lines) {
        int left = 0;
        for (List<JobLine> jobs : troubles.values()) {
            List<String> advice = advice(jobs.get(0));
            int shown = Math.max(0, Math.min(jobs.size(), room - lines.size() - advice.size()));
            jobs.subList(0, shown).forEach(job -> lines.add("  " + name(job)));
            if (shown > 0) {
                lines.addAll(advice);
            }
            left += jobs.size() - shown;
        }
        return left;
    }

    private List<String> advice(JobLine job) {
        return job.reason() == null ? List.of() : window.wrapped("    ", job.why());
    }

    private List<String> overdue(List<JobLine> jobs) {
        String names = jobs.stream().filter(JobLine::overdue).map(JobLine::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? List.of() : List.of("  " + style.bad("overdue at SMC: ") + names);
    }

    /** One job that needs a person, with what to do, in one line however long. */
    public String trouble(JobLine job) {
        return name(job) + (job.reason() == null ? "" : ": " + job.why());
    }

    private String name(JobLine job) {
        return style.of(job.state(), Words.spoken(job.state())) + "  " + job.name() + " (" + job.job() + ")"
                + (job.readyAgain() ? style.warning("  ready again") : "");
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
