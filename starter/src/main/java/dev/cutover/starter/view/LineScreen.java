package dev.cutover.starter.view;

import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.Words;
import dev.cutover.starter.terminal.Json;
import dev.cutover.starter.terminal.Window;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For pipes and logs: a line a change, never drawn over. */
public final class LineScreen implements Screen {

    private final PrintStream out;
    private final InstantSource clock;
    private final WaveText text = new WaveText(Style.PLAIN, Window.ENDLESS);
    private final Map<JobId, JobState> shown = new HashMap<>();
    private List<String> lastNotices = List.of();
    private String lastSummary = "";
    private String lastTrouble = "";

    public LineScreen(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void show(Frame frame) {
        lastTrouble = "";
        boolean first = shown.isEmpty();
        tellNews(new Notices(frame.progress(), clock.instant()).all());
        for (JobLine job : frame.jobs()) {
            JobState before = shown.put(job.job(), job.state());
            if (isWorthALine(job, before, first)) {
                line(job.state() == JobState.DONE ? "done  " + job.name() + " (" + job.job() + ")" : text.trouble(job));
            }
        }
        String summary = summary(frame.progress());
        if (!summary.equals(lastSummary)) {
            lastSummary = summary;
            line(summary);
        }
    }

    /** What was not so at the look before. */
    private void tellNews(List<Notice> notices) {
        List<String> now = notices.stream().map(Notice::line).toList();
        now.stream().filter(notice -> !lastNotices.contains(notice)).forEach(this::line);
        lastNotices = now;
    }

    /** What was so when the watch began is told only when it needs a person. */
    private static boolean isWorthALine(JobLine job, JobState before, boolean first) {
        if (job.state() == before) {
            return false;
        }
        return switch (job.state()) {
            case BLOCKED, FAILED, UNFINISHED, UNRECOGNISED -> true;
            case DONE, DEFERRED, SKIPPED -> !first;
            case WATCHING, CUTTING_OVER -> false;
        };
    }

    private static String summary(WaveProgress wave) {
        JobCounts counts = wave.counts();
        List<String> parts = new ArrayList<>();
        parts.add(counts.done() + " of " + counts.total() + " done");
        StateCount.besideDone(counts).forEach(one -> parts.add(one.toString()));
        if (wave.overdue() > 0) {
            parts.add(wave.overdue() + " overdue");
        }
        return wave.wave() + " " + Words.spoken(wave.outcome()) + ": " + String.join(", ", parts);
    }

    @Override
    public void note(String line) {
        line(line);
    }

    @Override
    public void trouble(String sentence) {
        if (!sentence.equals(lastTrouble)) {
            lastTrouble = sentence;
            line(sentence + " Trying again.");
        }
    }

    @Override
    public boolean isRead() {
        return !out.checkError();
    }

    @Override
    public void end(Frame frame) {
        show(frame);
    }

    private void line(String line) {
        out.println(Json.instant(clock.instant()) + "  " + line);
        out.flush();
    }
}
