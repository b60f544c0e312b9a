package dev.cutover.workflows.wave;

import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.Actions;
import dev.cutover.contract.CutoverNews;
import dev.cutover.contract.CutoverNews.Milestone;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.ExtendAction;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.Plan;
import dev.cutover.contract.SetAction;
import dev.cutover.contract.StepAction;
import dev.cutover.contract.WaveAction;
import dev.cutover.contract.WaveMemory;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.board.Ahead;
import dev.cutover.workflows.board.Board;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;

/** One run of a wave: has it carried out, and hears what operators say and ask meanwhile. */
public final class CutoverWaveImpl implements CutoverWave {

    private final WaveStart start;
    private final Plan plan;
    private final Board board;
    private final Cutovers cutovers;
    private final Operator operator;
    private final Refusals refusals;
    private final Course course;

    @WorkflowInit
    public CutoverWaveImpl(WaveStart start) {
        this.start = start;
        this.plan = start.plan();
        WaveMemory memory = start.memory() == null ? WaveMemory.fresh(now()) : start.memory();
        this.board = new Board(plan, memory);
        this.cutovers = new Cutovers(plan, board, start.searchable());
        Steps steps = new Steps(plan, board);
        this.operator = new Operator(board, cutovers, steps);
        this.refusals = new Refusals(board, operator::isRepeated, CutoverWaveImpl::now);
        this.course = new Course(start, memory, board, cutovers, steps, operator);
    }

    @Override
    public WaveResult run(WaveStart ignored) {
        CancellationScope.current().getCancellationRequest().thenApply(reason -> {
            course.drainOnCancel(reason);
            return reason;
        });
        boolean[] over = new boolean[1];
        Workflow.newDetachedCancellationScope(() -> over[0] = course.carryOut()).run();
        WaveMemory memory = board.memory(course.marks());
        if (!over[0]) {
            Workflow.continueAsNew(new WaveStart(
                    plan, memory, start.continueAfterEvents(), null, start.searchable(), start.preflight()));
        }
        WaveProgress progress = board.progress(now());
        return new WaveResult(progress.outcome(), progress.endedAt(), progress.counts(), plan, memory, progress);
    }

    @Override
    public void cutoverNews(CutoverNews news) {
        boolean fromOurs = Workflow.getInfo().getFirstExecutionRunId().equals(news.waveRun());
        // A cutover that this wave has adopted still names the execution that started it.
        if (!fromOurs && !cutovers.isInFlight(news.job(), news.run())) {
            return;
        }
        if (news.result() == null) {
            Milestone milestone = news.milestone() == null ? Milestone.OVERDUE : news.milestone();
            cutovers.reached(news.job(), milestone, news.detail());
        } else {
            cutovers.ended(news.job(), news.run(), news.result());
        }
    }

    @Override
    public ActionAccepted hold(WaveAction action) {
        return operator.hold(action);
    }

    @Override
    public void validateHold(WaveAction action) {
        refusals.hold(action);
    }

    @Override
    public ActionAccepted resume(WaveAction action) {
        return operator.resume(action);
    }

    @Override
    public void validateResume(WaveAction action) {
        refusals.resume(action);
    }

    @Override
    public ActionAccepted drain(WaveAction action) {
        return operator.drain(action);
    }

    @Override
    public void validateDrain(WaveAction action) {
        refusals.drain(action);
    }

    @Override
    public ActionAccepted skip(JobsAction action) {
        return operator.skip(action);
    }

    @Override
    public void validateSkip(JobsAction action) {
        refusals.skip(action);
    }

    @Override
    public ActionAccepted retry(JobsAction action) {
        return operator.retry(action);
    }

    @Override
    public void validateRetry(JobsAction action) {
        refusals.retry(action);
    }

    @Override
    public ActionAccepted markDone(JobsAction action) {
        return operator.markDone(action);
    }

    @Override
    public void validateMarkDone(JobsAction action) {
        refusals.markDone(action);
    }

    @Override
    public ActionAccepted approve(StepAction action) {
        return operator.approve(action);
    }

    @Override
    public void validateApprove(StepAction action) {
        refusals.approve(action);
    }

    @Override
    public ActionAccepted confirm(StepAction action) {
        return operator.confirm(action);
    }

    @Override
    public void validateConfirm(StepAction action) {
        refusals.confirm(action);
    }

    @Override
    public ActionAccepted extend(ExtendAction action) {
        return operator.extend(action);
    }

    @Override
    public void validateExtend(ExtendAction action) {
        refusals.extend(action);
    }

    @Override
    public ActionAccepted set(SetAction action) {
        return operator.set(action);
    }

    @Override
    public void validateSet(SetAction action) {
        refusals.set(action);
    }

    @Override
    public WaveProgress progress() {
        WaveProgress progress = board.progress(now());
        return board.isOver() ? progress : progress.withOutlook(Ahead.of(plan, board, now()));
    }

    @Override
    public JobPage jobs(int page) {
        return board.page(page);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public Actions actions() {
        return new Actions(board.log().actions(), board.log().leftOut());
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
