package dev.cutover.workflows.wave;

import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.Actions;
import dev.cutover.contract.CutoverNews;
import dev.cutover.contract.CutoverNews.Milestone;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.ExtendAction;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.JobState;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.SearchValues;
import dev.cutover.contract.SetAction;
import dev.cutover.contract.Standing;
import dev.cutover.contract.StepAction;
import dev.cutover.contract.WaveAction;
import dev.cutover.contract.WaveMemory;
import dev.cutover.contract.WavePhase;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.AccountTrouble;
import dev.cutover.workflows.Listing;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.board.Ahead;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Leaving;
import dev.cutover.workflows.board.Moment;
import dev.cutover.workflows.board.Moments;
import dev.cutover.workflows.board.Turns;
import dev.cutover.workflows.telling.Details;
import dev.cutover.workflows.telling.Teller;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Watches all jobs, lets the ready ones take slots, and ends when each has an outcome. */
public final class CutoverWaveImpl implements CutoverWave {

    private final WaveStart start;
    private final Plan plan;
    private final Board board;
    private final Leaving leaving;
    private final Watches watches;
    private final Cutovers cutovers;
    private final Steps steps;
    private final Restarts restarts;
    private final Probe probe;
    private final LookAhead lookAhead;
    private final Teller teller;
    private final Listing listing;
    private final Alarm alarm = new Alarm();
    private final Operator operator;
    private final Refusals refusals;
    private boolean takenUpSinceOpening;
    private boolean cancelled;

    @WorkflowInit
    public CutoverWaveImpl(WaveStart start) {
        this.start = start;
        this.plan = start.plan();
        WaveMemory memory = start.memory() == null ? WaveMemory.fresh(now()) : start.memory();
        this.board = new Board(plan, memory);
        this.leaving = new Leaving(plan, board);
        this.watches = new Watches(plan, board);
        this.cutovers = new Cutovers(plan, board, start.searchable());
        this.steps = new Steps(plan, board);
        this.restarts = new Restarts(plan, board);
        this.probe = new Probe(plan, board);
        this.lookAhead = new LookAhead(plan, board, start.preflight());
        this.teller = new Teller(plan, board, memory.marks(), start.memory() != null);
        this.listing = new Listing(start.searchable());
        // One without a window had opened when it began.
        this.takenUpSinceOpening = start.memory() != null
                && (plan.window() == null || memory.marks().opened());
        this.operator = new Operator(board, cutovers, steps);
        this.refusals = new Refusals(board, operator::isRepeated, CutoverWaveImpl::now);
    }

    @Override
    public WaveResult run(WaveStart ignored) {
        // Cancel means drain: nothing in flight is cancelled with it. Temporal closes the run as cancelled, whatever it
        // returns.
        CancellationScope.current().getCancellationRequest().thenApply(reason -> {
            cancelled = true;
            operator.drainOnCancel(reason);
            return reason;
        });
        boolean[] over = new boolean[1];
        Workflow.newDetachedCancellationScope(() -> over[0] = carryOut()).run();
        WaveMemory memory = board.memory(teller.marks());
        if (!over[0]) {
            Workflow.continueAsNew(new WaveStart(
                    plan, memory, start.continueAfterEvents(), null, start.searchable(), start.preflight()));
        }
        WaveProgress progress = board.progress(now());
        return new WaveResult(progress.outcome(), progress.endedAt(), progress.counts(), plan, memory, progress);
    }

    /** Whether the wave is over; else it is time to continue as new. */
    private boolean carryOut() {
        if (start.memory() == null) {
            takeUp();
            start.perhapsPrepared().forEach(name -> board.group(name).ifPresent(group -> steps.suspect(group, now())));
        }
        while (true) {
            settle();
            if (board.isOver()) {
                watches.end();
                board.end(now());
                show();
                listing.end(searchValues());
                teller.tellEnd(now());
                Workflow.await(Workflow::isEveryHandlerFinished);
                return true;
            }
            // Before a new run begins: it does not know what is untold.
            teller.tell(now());
            if (historyIsLong()) {
                Workflow.await(() -> cutovers.allConfirmed() && Workflow.isEveryHandlerFinished());
                if (!cancelled && !cutovers.hasTrouble()) {
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
            listing.show(searchValues());
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
        board.safeguards().look();
        if (board.standing() == Standing.OPEN) {
            board.safeguards().check(now).ifPresent(operator::holdByItself);
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
        lookAhead.ask(now());
        restarts.ask();
        if (board.hold() != null && board.hold().probing()) {
            probe.ask();
        }
    }

    private void setAlarm() {
        Instant now = now();
        Stream<Moment> others = Stream.of(
                        steps.moments().stream(), teller.moments().stream(), Stream.of(lookAhead.moment()))
                .flatMap(moments -> moments);
        alarm.set(Moments.next(plan, board, others, now), now);
    }

    private boolean hasNews() {
        return operator.hasActed()
                || watches.hasNews()
                || cutovers.hasChange()
                || restarts.hasNews()
                || probe.hasNews()
                || lookAhead.hasNews()
                || alarm.hasRung()
                || steps.hasChange(now());
    }

    private void takeNews() {
        operator.takeActed();
        lookAhead.takeNews();
        cutovers.takeChange();
        restarts.takeNews().ifPresent(this::holdForAccount);
        cutovers.takeTrouble().ifPresent(this::holdForAccount);
        watches.takeNews().ifPresent(this::holdForAccount);
        probe.take().ifPresent(this::endProbe);
    }

    private void holdForAccount(AccountTrouble trouble) {
        if (board.standing() != Standing.DRAINED && !board.isAccountInTrouble()) {
            operator.holdByItself(trouble.hold(now()));
        }
    }

    private void endProbe(Probe.Answer answer) {
        if (!board.isAccountInTrouble()) {
            return;
        }
        if (answer.trouble() == null) {
            operator.goOnByItself("SMC takes the account again");
        } else {
            operator.holdByItself(answer.trouble().hold(now()));
        }
    }

    /** In the Web UI; costs no event. */
    private void show() {
        Workflow.setCurrentDetails(Details.of(board.progress(now()), board.lines()));
    }

    private SearchValues searchValues() {
        Instant now = now();
        List<Reason> blocked = board.in(JobState.BLOCKED).stream()
                .map(job -> job.standing().reason())
                .toList();
        return SearchValues.of(plan, WavePhase.of(board.progress(now), now), blocked);
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
