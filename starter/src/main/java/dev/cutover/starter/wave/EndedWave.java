package dev.cutover.starter.wave;

import dev.cutover.contract.Actions;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobRow;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Reason;
import dev.cutover.contract.WaveMemory;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveResult;
import java.util.ArrayList;
import java.util.List;

/** A wave that has ended by itself: its result tells all, without a worker. */
final class EndedWave implements WaveView {

    private final WaveResult result;
    private final List<JobLine> jobs = new ArrayList<>();

    EndedWave(WaveResult result) {
        this.result = result;
        List<JobRow> rows = result.memory().rows();
        for (PlannedGroup group : result.plan().groups()) {
            for (PlannedJob job : group.jobs()) {
                int index = jobs.size();
                jobs.add(line(job, group, index < rows.size() ? rows.get(index) : JobRow.fresh()));
            }
        }
    }

    private static JobLine line(PlannedJob job, PlannedGroup group, JobRow row) {
        return new JobLine(
                job.id(),
                job.name(),
                group.name(),
                row.state(),
                row.reason(),
                row.code(),
                row.known(),
                false,
                false,
                row.touched() || row.prepared(),
                row.waitingSeenAt(),
                row.run(),
                row.verifying(),
                row.prepared());
    }

    @Override
    public WaveProgress progress() {
        return result.progress() == null ? ofRows() : result.progress();
    }

    /** A result that was written before waves told it themselves. */
    private WaveProgress ofRows() {
        Plan plan = result.plan();
        WaveMemory memory = result.memory();
        return new WaveProgress(
                plan.wave(),
                plan.change(),
                plan.account(),
                plan.sha256(),
                result.outcome(),
                memory.standing(),
                true,
                memory.startedAt(),
                result.endedAt(),
                result.counts(),
                0,
                0,
                plan.groups().stream().map(this::progress).toList(),
                memory.hold(),
                memory.window() == null ? plan.window() : memory.window(),
                false,
                plan.limits().maxConcurrent(),
                plan.limits().maxConcurrent());
    }

    private GroupProgress progress(PlannedGroup group) {
        boolean open =
                group.after().stream().flatMap(before -> jobs(before).stream()).allMatch(EndedWave::isThrough);
        List<JobState> states = jobs(group.name()).stream().map(JobLine::state).toList();
        return new GroupProgress(
                group.name(),
                group.after(),
                open,
                JobCounts.of(states),
                GroupPhase.THROUGH,
                0,
                false,
                null,
                null,
                false,
                null,
                List.of());
    }

    private List<JobLine> jobs(String group) {
        return jobs.stream().filter(job -> job.group().equals(group)).toList();
    }

    /** As the wave has it: one that was skipped after a call is unfinished, and holds back nobody. */
    private static boolean isThrough(JobLine job) {
        return job.state() == JobState.DONE || job.state() == JobState.SKIPPED || Reason.SKIPPED.equals(job.reason());
    }

    @Override
    public List<JobLine> jobs() {
        return jobs;
    }

    @Override
    public Actions actions() {
        return new Actions(result.memory().actions(), result.memory().actionsLeftOut());
    }

    @Override
    public Plan plan() {
        return result.plan();
    }

    @Override
    public boolean isOver() {
        return true;
    }
}
