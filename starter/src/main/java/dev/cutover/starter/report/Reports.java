package dev.cutover.starter.report;

import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Selection;
import dev.cutover.contract.WaveProgress;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.wave.Wave;
import dev.cutover.starter.wave.WaveView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Gathers reports: the wave keeps one row a job, the calls stand in the results of its cutovers. */
public final class Reports {

    /** Questions to Temporal at a time. */
    private static final int AT_A_TIME = 16;

    private Reports() {}

    /** @param progress is told after each job how many have been gathered */
    public static Report gather(Wave wave, IntConsumer progress) throws CommandFailed {
        WaveView view = wave.look();
        WaveProgress told = view.progress();
        List<JobLine> lines = view.jobs();
        var actions = view.actions();
        return new Report(
                Report.SCHEMA_VERSION,
                told.wave(),
                told.change(),
                told.account(),
                told.planSha256(),
                told.outcome(),
                told.startedAt(),
                told.endedAt(),
                told.window(),
                told.hold(),
                Report.Preflight.of(told.preflight()),
                // Of these very rows: between two questions a running wave goes on.
                Report.Counts.of(JobCounts.of(lines.stream().map(JobLine::state).toList())),
                groups(told, view.plan()),
                jobs(wave, lines, progress),
                actions.actions(),
                actions.leftOut());
    }

    private static List<Report.Group> groups(WaveProgress told, Plan plan) {
        Map<String, Selection> selections = new HashMap<>();
        plan.groups().forEach(group -> selections.put(group.name(), group.select()));
        return told.groups().stream()
                .map(group -> Report.Group.of(group, selections.get(group.name())))
                .toList();
    }

    private static List<Report.Job> jobs(Wave wave, List<JobLine> lines, IntConsumer progress) throws CommandFailed {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<Report.Job>> asked = lines.stream()
                    .map(line -> threads.submit(
                            () -> Report.Job.of(line, CutoverStory.of(line, wave::result, wave::progress))))
                    .toList();
            List<Report.Job> jobs = new ArrayList<>();
            for (Future<Report.Job> answer : asked) {
                jobs.add(answer.get());
                progress.accept(jobs.size());
            }
            return jobs;
        } catch (ExecutionException failure) {
            throw wave.failed(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.INTERRUPTED, "Interrupted while the report was gathered.");
        } finally {
            threads.shutdownNow();
        }
    }
}
