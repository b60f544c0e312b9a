package dev.cutover.workflows;

import dev.cutover.contract.Action;
import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.Actions;
import dev.cutover.contract.CutoverNews;
import dev.cutover.contract.CutoverNews.Milestone;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.ExtendAction;
import dev.cutover.contract.Hold;
import dev.cutover.contract.HoldReason;
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
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Watches all jobs, lets the ready ones take slots, and ends when each has an outcome. */
public final class CutoverWaveImpl implements CutoverWave {

    /** Who acts when the wave does something by itself. */
    private static final String ITSELF = "cutover";

    private final WaveStart start;
    private final Plan plan;
    private final Board board;
    private final Leaving leaving;
    private final Watches watches;
    private final Cutovers cutovers;
    private final Steps steps;
    private final Restarts restarts;
    private final Probe probe;
    private final Teller teller;
    private final Alarm alarm = new Alarm();
    private final Refusals refusals;
    private boolean takenUpSinceOpening;
    private boolean acted;
    private boolean cancelled;

    @WorkflowInit
    public CutoverWaveImpl(WaveStart start) {
        this.start = start;
        this.plan = start.plan();
        WaveMemory memory = start.memory() == null ? WaveMemory.fresh(now()) : start.memory();
        this.board = new Board(plan, memory);
        this.leaving = new Leaving(plan, board);
        this.watches = new Watches(plan, board);
        this.cutovers = new Cutovers(plan, board);
        this.steps = new Steps(plan, board);
        this.restarts = new Restarts(plan, board);
        this.probe = new Probe(plan, board);
        this.teller = new Teller(plan, board, memory.marks(), start.memory() != null);
        // One without a window had opened when it began.
        this.takenUpSinceOpening = start.memory() != null
                && (plan.window() == null || memory.marks().opened());
        this.refusals = new Refusals(board, this::isRepeatedUpdate, CutoverWaveImpl::now);
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
        WaveMemory memory = board.memory(teller.marks());
        if (!over[0]) {
            Workflow.continueAsNew(new WaveStart(plan, memory, start.continueAfterEvents()));
        }
        WaveProgress progress = board.progress(now());
        return new WaveResult(progress.outcome(), progress.endedAt(), progress.counts(), plan, memory, progress);
    }

    /** Whether the wave is over; else it is time to continue as new. */
    private boolean carryOut() {
        if (start.memory() == null) {
            takeUp();
        }
        while (true) {
            settle();
            if (board.isOver()) {
                board.end(now());
                show();
                teller.tellEnd(now());
                Workflow.await(Workflow::isEveryHandlerFinished);
                return true;
            }
            if (historyIsLong()) {
                Workflow.await(() -> cutovers.allConfirmed() && Workflow.isEveryHandlerFinished());
                if (!cancelled) {
                    return false;
                }
            }
            startNext();
            cutovers.tellGate();
            cutovers.followUp();
            askWhatIsOpen();
            watches.refresh(now());
            teller.tell(now());
            show();
            setAlarm();
            Workflow.await(this::hasNews);
            takeNews();
        }
    }

    /** What earlier executions left in flight; and when the wave has waited for its window, what others did meanwhile. */
    private void takeUp() {
        cutovers.takeUp();
        takenUpSinceOpening = board.hours().hasOpened(now());
    }

    /** What follows of itself from what is known now. */
    private void settle() {
        if (!takenUpSinceOpening && board.hours().hasOpened(now())) {
            takeUp();
        }
        Instant now = now();
        steps.advance(now);
        leaving.settle(now);
        steps.advance(now);
        if (board.standing() == Standing.OPEN) {
            board.safeguards().check(now).ifPresent(this::holdByItself);
        }
    }

    private void startNext() {
        Instant now = now();
        Turns.Next next = Turns.of(board, now);
        while (!next.units().isEmpty() || !next.jobs().isEmpty()) {
            next.units().forEach(unit -> steps.begin(unit, now));
            next.jobs().forEach(job -> {
                board.group(job).beginWith(now);
                cutovers.start(job);
            });
            next = Turns.of(board, now);
        }
        steps.advance(now);
    }

    private void askWhatIsOpen() {
        restarts.ask();
        if (board.hold() != null && board.hold().probing()) {
            probe.ask();
        }
    }

    private void setAlarm() {
        Instant now = now();
        Stream<Instant> others = Stream.concat(steps.moments().stream(), teller.moments().stream());
        alarm.set(Moments.next(plan, board, others, now), now);
    }

    private boolean hasNews() {
        return acted
                || watches.hasNews()
                || cutovers.hasChange()
                || restarts.hasNews()
                || probe.hasNews()
                || alarm.hasRung()
                || steps.hasChange(now());
    }

    private void takeNews() {
        acted = false;
        cutovers.takeChange();
        restarts.takeNews();
        cutovers.takeTrouble().ifPresent(this::holdForAccount);
        watches.takeNews().ifPresent(this::holdForAccount);
        probe.take().ifPresent(this::endProbe);
    }

    private void holdForAccount(AccountTrouble trouble) {
        if (board.standing() != Standing.DRAINED && !board.isAccountInTrouble()) {
            holdByItself(new Hold(HoldReason.ACCOUNT, shortened(trouble.detail(), Hold.LONGEST_DETAIL), now(), false));
        }
    }

    private void endProbe(Probe.Answer answer) {
        if (!board.isAccountInTrouble()) {
            return;
        }
        if (answer.trouble() == null) {
            board.goOn();
            note("resume", ITSELF, "all jobs", "SMC takes the account again");
        } else {
            holdByItself(new Hold(
                    HoldReason.ACCOUNT, shortened(answer.trouble().detail(), Hold.LONGEST_DETAIL), now(), false));
        }
    }

    private void holdByItself(Hold hold) {
        board.holdBecause(hold);
        note("hold", ITSELF, "all jobs", shortened(hold.why(), WaveAction.LONGEST_REASON));
    }

    private static String shortened(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
    }

    /** In the Web UI; costs no event. */
    private void show() {
        Workflow.setCurrentDetails(Details.of(board.progress(now()), board.lines()));
    }

    private boolean historyIsLong() {
        if (cancelled) {
            // It could not continue: the engine would close it instead, with jobs in flight.
            return false;
        }
        WorkflowInfo info = Workflow.getInfo();
        int limit = start.continueAfterEvents() > 0 ? start.continueAfterEvents() : Policies.CONTINUE_AFTER_EVENTS;
        boolean isLong = info.isContinueAsNewSuggested() || info.getHistoryLength() >= limit;
        // A hook under way would be asked for twice, and a message lost: both are waited for, but not for ever.
        boolean isIdle = steps.isIdle() && teller.isIdle();
        return isLong && (isIdle || info.getHistoryLength() >= (long) limit * Policies.PATIENCE_TO_CONTINUE);
    }

    @Override
    public void cutoverNews(CutoverNews news) {
        boolean fromOurs = Workflow.getInfo().getFirstExecutionRunId().equals(news.waveRun());
        // A cutover that this wave has adopted still names the execution that started it.
        if (!fromOurs && !cutovers.isInFlight(news.job(), news.run())) {
            return;
        }
        if (news.result() == null) {
            cutovers.reached(news.job(), news.milestone() == null ? Milestone.OVERDUE : news.milestone());
        } else {
            cutovers.ended(news.job(), news.run(), news.result());
        }
    }

    @Override
    public ActionAccepted hold(WaveAction action) {
        return carriedOut(
                "hold",
                action.actor(),
                "all jobs",
                action.reason(),
                () -> board.holdBecause(
                        new Hold(HoldReason.BY_HAND, action.actor() + ": " + action.reason(), now(), false)));
    }

    @Override
    public void validateHold(WaveAction action) {
        refusals.hold(action);
    }

    @Override
    public ActionAccepted resume(WaveAction action) {
        return carriedOut("resume", action.actor(), "all jobs", action.reason(), () -> {
            if (board.isAccountInTrouble()) {
                board.probe();
            } else {
                board.safeguards().forgive();
                board.goOn();
            }
        });
    }

    @Override
    public void validateResume(WaveAction action) {
        refusals.resume(action);
    }

    @Override
    public ActionAccepted drain(WaveAction action) {
        return carriedOut("drain", action.actor(), "all jobs", action.reason(), board::drain);
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
        return action.restart() ? onJobs("retry --restart", action, Job::restart) : onJobs("retry", action, Job::retry);
    }

    @Override
    public void validateRetry(JobsAction action) {
        refusals.retry(action);
    }

    @Override
    public ActionAccepted markDone(JobsAction action) {
        return onJobs(action.override() ? "mark-done --override" : "mark-done", action, Job::markDone);
    }

    @Override
    public void validateMarkDone(JobsAction action) {
        refusals.markDone(action);
    }

    @Override
    public ActionAccepted approve(StepAction action) {
        return carriedOut("approve", action.actor(), target(action), action.reason(), () -> {
            if (action.group() == null) {
                board.approve();
            } else {
                board.group(action.group()).ifPresent(Group::approve);
            }
        });
    }

    @Override
    public void validateApprove(StepAction action) {
        refusals.approve(action);
    }

    @Override
    public ActionAccepted confirm(StepAction action) {
        return carriedOut("confirm", action.actor(), target(action), action.reason(), () -> {
            if (action.job() != null) {
                cutovers.confirm(action.job());
            } else {
                board.group(action.group()).ifPresent(group -> steps.confirm(group, now()));
            }
        });
    }

    @Override
    public void validateConfirm(StepAction action) {
        refusals.confirm(action);
    }

    private String target(StepAction action) {
        if (action.job() != null) {
            return board.job(action.job())
                    .map(job -> job.planned().name())
                    .orElse(action.job().value());
        }
        return action.group() == null ? "the wave" : "group " + action.group();
    }

    @Override
    public ActionAccepted extend(ExtendAction action) {
        String target = (action.lastStart() == null ? "" : "last start " + action.lastStart() + " ")
                + (action.closes() == null ? "" : "closes " + action.closes());
        return carriedOut(
                "extend",
                action.actor(),
                target.strip(),
                action.reason(),
                () -> board.hours().extend(action.lastStart(), action.closes()));
    }

    @Override
    public void validateExtend(ExtendAction action) {
        refusals.extend(action);
    }

    @Override
    public ActionAccepted set(SetAction action) {
        return carriedOut(
                "set",
                action.actor(),
                "maxConcurrent " + action.maxConcurrent(),
                action.reason(),
                () -> board.slots().set(action.maxConcurrent()));
    }

    @Override
    public void validateSet(SetAction action) {
        refusals.set(action);
    }

    private ActionAccepted onJobs(String name, JobsAction action, Consumer<Job> deed) {
        return carriedOut(
                name,
                action.actor(),
                action.target(),
                action.reason(),
                () -> action.jobs().forEach(id -> board.job(id).ifPresent(deed)));
    }

    private ActionAccepted carriedOut(String name, String actor, String target, String reason, Runnable deed) {
        if (isNewUpdate()) {
            deed.run();
            note(name, actor, target, reason);
        }
        return new ActionAccepted(cutovers.refs());
    }

    private boolean isNewUpdate() {
        if (isRepeatedUpdate()) {
            return false;
        }
        Workflow.getCurrentUpdateInfo().map(UpdateInfo::getUpdateId).ifPresent(board.log()::rememberUpdate);
        return true;
    }

    /** An update that comes again after a continue-as-new was carried out by the run before. */
    private boolean isRepeatedUpdate() {
        return Workflow.getCurrentUpdateInfo()
                .map(UpdateInfo::getUpdateId)
                .filter(board.log()::knowsUpdate)
                .isPresent();
    }

    private void drainOnCancel(String why) {
        cancelled = true;
        if (board.standing() != Standing.DRAINED) {
            board.drain();
            note("drain", "Temporal", "all jobs", said(why));
        }
    }

    private static String said(String why) {
        return why == null || why.isBlank() ? "cancel requested" : shortened(why, WaveAction.LONGEST_REASON);
    }

    private void note(String name, String actor, String target, String reason) {
        board.note(new Action(now(), actor, name, target, reason));
        acted = true;
    }

    @Override
    public WaveProgress progress() {
        return board.progress(now());
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
