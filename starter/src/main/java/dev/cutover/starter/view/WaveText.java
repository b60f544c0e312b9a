package dev.cutover.starter.view;

import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.Words;
import dev.cutover.contract.ZoneTime;
import dev.cutover.starter.terminal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A wave in lines for a person. */
public final class WaveText {

    private static final int BAR = 30;
    private static final int SMALL_BAR = 12;
    private static final int LONGEST_NAME = 28;

    private final Style style;
    private final Window window;
    private final JobText jobs;

    /** @param window what may be wrapped is; all else is as long as it is */
    public WaveText(Style style, Window window) {
        this.style = style;
        this.window = window;
        this.jobs = new JobText(style, window);
    }

    /** Name, standing and age; a bar; the counts, if any are beside those that are done. */
    public List<String> head(WaveProgress wave, Instant now) {
        List<String> lines = new ArrayList<>();
        String title = style.bold(wave.wave())
                + (wave.change() == null ? "" : "  " + wave.change())
                + (wave.account() == null ? "" : "  account " + wave.account());
        lines.addAll(window.wrapped("", title + "  " + standing(wave, now) + "  " + age(wave, now)));
        JobCounts counts = wave.counts();
        lines.add(bar(counts, BAR) + "  " + counts.done() + " of " + counts.total() + " done");
        String others = counts(counts, wave);
        if (!others.isEmpty()) {
            lines.addAll(window.wrapped("", others));
        }
        if (wave.outlook() != null && wave.outlook().jobs() > 0) {
            ZoneTime zone =
                    ZoneTime.of(wave.window() == null ? null : wave.window().timeZone());
            // Held it does not go on by itself.
            String when = wave.standing() == Standing.HELD ? "if resumed now, through " : "through ";
            lines.addAll(window.wrapped("", when + new OutlookText(wave.outlook(), zone).brief(now)));
        }
        return lines;
    }

    private String standing(WaveProgress wave, Instant now) {
        if (wave.outcome() != WaveOutcome.RUNNING) {
            String word = Words.spoken(wave.outcome());
            return wave.outcome() == WaveOutcome.DONE ? style.good(word) : style.bad(word);
        }
        if (wave.standing() == Standing.OPEN && isToOpen(wave, now)) {
            return "waits for its window";
        }
        if (wave.standing() == Standing.OPEN) {
            return wave.settled() ? style.warning("waits for a person") : "running";
        }
        return style.warning(wave.standing().word());
    }

    private static boolean isToOpen(WaveProgress wave, Instant now) {
        return wave.window() != null
                && wave.window().opens() != null
                && now.isBefore(wave.window().opens());
    }

    private static String age(WaveProgress wave, Instant now) {
        Duration age = Duration.between(wave.startedAt(), wave.endedAt() == null ? now : wave.endedAt());
        return Notice.clock(age);
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
        return "  " + JobText.padded(group.name(), width) + "  " + bar(counts, SMALL_BAR) + " "
                + "%4d of %d".formatted(counts.done(), counts.total())
                + (waits ? style.faint("  waits for " + String.join(", ", group.after())) : "");
    }

    /** Groups that are split: before anything else. */
    public List<String> split(WaveProgress wave, Instant now) {
        return new Notices(wave, now)
                .split().stream().flatMap(notice -> lines(notice).stream()).toList();
    }

    /**
     * What else a person should know of the wave as a whole, with what to type; nothing that does not matter now.
     *
     * @param most how many lines at most, as far as the first of it takes no more; what finds no room is counted
     * @param rest the command that shows that
     */
    public List<String> notices(WaveProgress wave, Instant now, int most, String rest) {
        List<Notice> notices = new Notices(wave, now).others();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < notices.size(); i++) {
            List<String> next = lines(notices.get(i));
            boolean isLast = i + 1 == notices.size();
            if (i > 0 && lines.size() + next.size() > (isLast ? most : most - 1)) {
                lines.add("  ... and " + (notices.size() - i) + " more: `" + rest + "`");
                return lines;
            }
            lines.addAll(next);
        }
        return lines;
    }

    private List<String> lines(Notice notice) {
        List<String> words = window.wrapped("    ", weighted(notice) + "  " + notice.momentary());
        List<String> lines = new ArrayList<>(words);
        lines.set(0, words.get(0).substring("  ".length()));
        if (notice.command() != null) {
            lines.addAll(window.wrapped("    ", notice.command()));
        }
        return lines;
    }

    private String weighted(Notice notice) {
        return switch (notice.weight()) {
            case BAD -> style.bad(notice.label());
            case WARNING -> style.warning(notice.label());
            case PLAIN -> notice.label();
        };
    }

    /**
     * Jobs that are unfinished, with what to do.
     *
     * @param most how many lines at most; one that is left over counts the jobs that have none
     * @param rest the command that shows those
     */
    public List<String> unfinished(List<JobLine> all, int most, String rest) {
        return jobs.troubles(all, state -> state == JobState.UNFINISHED, most, rest);
    }

    /** Other jobs that need a person, with what to do, then what is under way and worth knowing by name. As {@link #unfinished} counts lines. */
    public List<String> notable(List<JobLine> all, int most, String rest) {
        return notable(all, most, rest, Asides.NONE);
    }

    /** As above, with what hooks said of jobs and what to type about those that are blocked. */
    public List<String> notable(List<JobLine> all, int most, String rest, Asides asides) {
        List<String> underWay = jobs.underWay(all);
        List<String> lines = new ArrayList<>(
                jobs.troubles(all, state -> state != JobState.UNFINISHED, most - underWay.size(), rest, asides));
        lines.addAll(underWay);
        return lines;
    }

    /** One job that needs a person, with what to do, in one line however long. */
    public String trouble(JobLine job) {
        return jobs.trouble(job);
    }

    /** All jobs, one a line. */
    public List<String> table(List<JobLine> all) {
        return jobs.table(all);
    }
}
