package dev.cutover.workflows.wave;

import dev.cutover.contract.JobState;
import dev.cutover.contract.Marks;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.SearchValues;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveMemory;
import dev.cutover.contract.WavePhase;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.AccountTrouble;
import dev.cutover.workflows.Listing;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Leaving;
import dev.cutover.workflows.board.Moment;
import dev.cutover.workflows.board.Moments;
import dev.cutover.workflows.board.Turns;
import dev.cutover.workflows.telling.Details;
import dev.cutover.workflows.telling.Teller;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Watches all jobs, lets the ready ones take slots, and ends when each has an outcome. */
final class Course {

    private final WaveStart start;
    private final Plan plan;
    private final Board board;
    private final Cutovers cutovers;
    private final Steps steps;
    private final Operator operator;
    private final Leaving leaving;
    private final Watches watches;
    private final Restarts restarts;
    private final Probe probe;
    private final LookAhead lookAhead;
    private final Teller teller;
    private final Listing listing;
    private final Alarm alarm = new Alarm();
    private boolean takenUpSinceOpening;
    private boolean cancelled;

    /** @param memory what an earlier run of the wave has left, or a fresh one */
    Course(WaveStart start, WaveMemory memory, Board board, Cutovers cutovers, Steps steps, Operator operator) {
        this.start = start;
        this.plan = start.plan();
        this.board = board;
        this.cutovers = cutovers;
        this.steps = steps;
        this.operator = operator;
        this.leaving = new Leaving(plan, board);
        this.watches = new Watches(plan, board);
        this.restarts = new Restarts(plan, board);
        this.probe = new Probe(plan, board);
        this.lookAhead = new LookAhead(plan, board, start.preflight());
        this.teller = new Teller(plan, board, memory.marks(), start.memory() != null);
        this.listing = new Listing(start.searchable());
        // One without a window had opened when it began.
        this.takenUpSinceOpening = start.memory() != null
                && (plan.window() == null || memory.marks().opened());
    }

    /** Cancel means drain: nothing in flight is cancelled with it. Temporal closes the run as cancelled, whatever it returns. */
    void drainOnCancel(String reason) {
        cancelled = true;
        operator.drainOnCancel(reason);
    }

    /** What is to be remembered of what people were told. */
    Marks marks() {
        return teller.marks();
    }

    /** Whether the wave is over; else it is time to continue as new. */
    boolean carryOut() {
        if (start.memory() == null) {
            // First: whoever looks at it while it asks, or takes it up after it, must not miss them.
            start.perhapsPrepared()
                    .forEach(left -> board.group(left.group()).ifPresent(group -> group.suspect(left.since())));
            takeUp();
        }
        while (true) {
            settle();
            if (board.isOver()) {
                watches.end();
                lookAhead.end();
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
                if (!cancelled && !cutovers.hasTrouble() && !teller.hasUntold()) {
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
        if (board.standing() == Standing.DRAINED) {
            board.note(trouble.hold(now()));
        } else if (!board.isAccountInTrouble()) {
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

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
