package dev.cutover.workflows;

import dev.cutover.contract.Action;
import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.Actions;
import dev.cutover.contract.CutoverNews;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.ExtendAction;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.Plan;
import dev.cutover.contract.SetAction;
import dev.cutover.contract.Standing;
import dev.cutover.contract.StepAction;
import dev.cutover.contract.WaveAction;
import dev.cutover.contract.WaveMemory;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.UpdateInfo;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Watches all jobs, lets the ready ones take slots, and ends when each has an outcome. */
public final class CutoverWaveImpl implements CutoverWave {

    private final WaveStart start;
    private final Board board;
    private final Watches watches;
    private final Cutovers cutovers;
    private final Refusals refusals;
    private boolean acted;
    private boolean cancelled;

    @WorkflowInit
    public CutoverWaveImpl(WaveStart start) {
        this.start = start;
        WaveMemory memory = start.memory() == null
                ? new WaveMemory(
                        now(),
                        Standing.OPEN,
                        List.of(),
                        List.of(),
                        0,
                        List.of(),
                        null,
                        null,
                        null,
                        false,
                        List.of(),
                        null)
                : start.memory();
        this.board = new Board(start.plan(), memory);
        this.watches = new Watches(start.plan(), board);
        this.cutovers = new Cutovers(start.plan(), board);
        this.refusals = new Refusals(board, this::isRepeatedUpdate);
    }

    @Override
    public WaveResult run(WaveStart ignored) {
        // Cancel means drain: nothing in flight is cancelled with it. Temporal closes the run as cancelled, whatever it
        // returns.
        CancellationScope.current().getCancellationRequest().thenApply(reason -> {
            drainOnCancel(reason);
            return reason;
        });
        boolean[] over = new boolean[1];
        Workflow.newDetachedCancellationScope(() -> over[0] = carryOut()).run();
        if (!over[0]) {
            Workflow.continueAsNew(new WaveStart(start.plan(), board.memory(), start.continueAfterEvents()));
        }
        return board.result();
    }

    /** Whether the wave is over; else it is time to continue as new. */
    private boolean carryOut() {
        if (start.memory() == null) {
            cutovers.takeUp();
        }
        while (true) {
            board.settle();
            if (board.isOver()) {
                board.end(now());
                show();
                Workflow.await(Workflow::isEveryHandlerFinished);
                return true;
            }
            if (historyIsLong()) {
                Workflow.await(() -> cutovers.allConfirmed() && Workflow.isEveryHandlerFinished());
                if (!cancelled) {
                    return false;
                }
            }
            cutovers.startNext();
            cutovers.tellGate();
            cutovers.followUp();
            watches.refresh();
            show();
            Workflow.await(() -> acted || watches.hasNews() || cutovers.hasChange());
            acted = false;
            cutovers.takeChange();
            watches.takeNews();
        }
    }

    /** In the Web UI; costs no event. */
    private void show() {
        Workflow.setCurrentDetails(Details.of(board.progress(), board.lines()));
    }

    private boolean historyIsLong() {
        if (cancelled) {
            // It could not continue: the engine would close it instead, with jobs in flight.
            return false;
        }
        WorkflowInfo info = Workflow.getInfo();
        int limit = start.continueAfterEvents() > 0 ? start.continueAfterEvents() : Policies.CONTINUE_AFTER_EVENTS;
        return info.isContinueAsNewSuggested() || info.getHistoryLength() >= limit;
    }

    @Override
    public void cutoverNews(CutoverNews news) {
        boolean fromOurs = Workflow.getInfo().getFirstExecutionRunId().equals(news.waveRun());
        // A cutover that this wave has adopted still names the execution that started it.
        if (!fromOurs && !cutovers.isInFlight(news.job(), news.run())) {
            return;
        }
        if (news.result() == null) {
            cutovers.overdue(news.job());
        } else {
            cutovers.ended(news.job(), news.run(), news.result());
        }
    }

    @Override
    public ActionAccepted hold(WaveAction action) {
        return standAs(Standing.HELD, "hold", action);
    }

    @Override
    public void validateHold(WaveAction action) {
        refusals.hold(action);
    }

    @Override
    public ActionAccepted resume(WaveAction action) {
        return standAs(Standing.OPEN, "resume", action);
    }

    @Override
    public void validateResume(WaveAction action) {
        refusals.resume(action);
    }

    @Override
    public ActionAccepted drain(WaveAction action) {
        return standAs(Standing.DRAINED, "drain", action);
    }

    @Override
    public void validateDrain(WaveAction action) {
        refusals.drain(action);
    }

    @Override
    public ActionAccepted skip(JobsAction action) {
        return onJobs("skip", action, Job::skip);
    }

    @Override
    public void validateSkip(JobsAction action) {
        refusals.skip(action);
    }

    @Override
    public ActionAccepted retry(JobsAction action) {
        return onJobs("retry", action, Job::retry);
    }

    @Override
    public void validateRetry(JobsAction action) {
        refusals.retry(action);
    }

    private ActionAccepted standAs(Standing standing, String name, WaveAction action) {
        if (isNewUpdate()) {
            board.stand(standing);
            note(name, action.actor(), "all jobs", action.reason());
        }
        return new ActionAccepted(cutovers.refs());
    }

    private ActionAccepted onJobs(String name, JobsAction action, Consumer<Job> deed) {
        if (isNewUpdate()) {
            action.jobs().forEach(id -> board.job(id).ifPresent(deed));
            note(name, action.actor(), action.target(), action.reason());
        }
        return new ActionAccepted(cutovers.refs());
    }

    private boolean isNewUpdate() {
        if (isRepeatedUpdate()) {
            return false;
        }
        Workflow.getCurrentUpdateInfo().map(UpdateInfo::getUpdateId).ifPresent(board::rememberUpdate);
        return true;
    }

    /** An update that comes again after a continue-as-new was carried out by the run before. */
    private boolean isRepeatedUpdate() {
        return Workflow.getCurrentUpdateInfo()
                .map(UpdateInfo::getUpdateId)
                .filter(board::knowsUpdate)
                .isPresent();
    }

    private void drainOnCancel(String why) {
        cancelled = true;
        if (board.standing() != Standing.DRAINED) {
            board.stand(Standing.DRAINED);
            note("drain", "Temporal", "all jobs", said(why));
        }
    }

    private static String said(String why) {
        if (why == null || why.isBlank()) {
            return "cancel requested";
        }
        return why.substring(0, Math.min(why.length(), WaveAction.LONGEST_REASON));
    }

    private void note(String name, String actor, String target, String reason) {
        board.note(new Action(now(), actor, name, target, reason));
        acted = true;
    }

    @Override
    public WaveProgress progress() {
        return board.progress();
    }

    @Override
    public JobPage jobs(int page) {
        return board.page(page);
    }

    @Override
    public Plan plan() {
        return start.plan();
    }

    @Override
    public ActionAccepted markDone(JobsAction action) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void validateMarkDone(JobsAction action) {}

    @Override
    public ActionAccepted approve(StepAction action) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void validateApprove(StepAction action) {}

    @Override
    public ActionAccepted confirm(StepAction action) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void validateConfirm(StepAction action) {}

    @Override
    public ActionAccepted extend(ExtendAction action) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void validateExtend(ExtendAction action) {}

    @Override
    public ActionAccepted set(SetAction action) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void validateSet(SetAction action) {}

    @Override
    public Actions actions() {
        return new Actions(board.actions(), board.actionsLeftOut());
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
