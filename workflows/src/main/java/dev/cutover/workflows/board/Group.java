package dev.cutover.workflows.board;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.GroupRow;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobState;
import dev.cutover.contract.OnFailure;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.Reason;
import dev.cutover.contract.StepTold;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.workflows.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One group of a wave: how far it is as a whole. One with hooks is one unit: prepared, cut over, and let pass or undone as a whole. */
public final class Group {

    private final PlannedGroup planned;
    private final List<Job> jobs;
    private final List<StepTold> steps;
    private final Standstill standstill;
    private final Doubt doubt;
    private final Quorum quorum;
    private GroupPhase phase;
    private int round;
    private boolean approved;
    private boolean goesOn;
    private WaitingStep waiting;
    private boolean told;

    Group(PlannedGroup planned, List<Job> jobs, GroupRow row) {
        this.planned = planned;
        this.jobs = jobs;
        this.steps = new ArrayList<>(row.steps());
        this.phase = row.phase();
        this.round = row.round();
        this.approved = row.approved();
        this.goesOn = row.goesOn();
        this.waiting = row.waiting();
        this.told = row.told();
        this.standstill = new Standstill(row.frozenSince(), row.frozen());
        this.doubt = new Doubt(row);
        this.quorum = new Quorum(planned, jobs, row.leftOut());
    }

    // What it comes to next, for a group that is one unit.

    /** What a unit does next by itself. */
    public enum Move {
        NONE,
        AFTER,
        UNDO,
        /** It is through without any step. */
        PASS,
        /** What is left of it is not undone: nobody knows what became of it. */
        GIVE_UP
    }

    /**
     * What follows from where its jobs stand.
     *
     * @param ended no job of it can be called any more: the wave is drained, or it is too late
     * @param closed nobody is waited for any more
     */
    public Move move(Instant now, boolean ended, boolean closed) {
        if (!planned.isUnit() || phase != GroupPhase.CUTTING_OVER || any(Job::isInFlight)) {
            return Move.NONE;
        }
        boolean cut = any(Job::isCutOver);
        if (jobs.stream().allMatch(job -> job.awaitsGroup() || job.isThrough() || quorum.isLeftOut(job))) {
            return any(Job::awaitsGroup) ? Move.AFTER : cut ? withoutAfter() : Move.UNDO;
        }
        boolean unclear = any(Job::isUnclear);
        if (!ended && any(job -> job.isWatched() && job.known() == null)) {
            // It is looked at first: what it shows may change everything.
            return Move.NONE;
        }
        if (any(job -> job.mayStillTakeEffect(now))) {
            return Move.NONE;
        }
        if (!cut && !unclear) {
            boolean stuck = any(job -> job.isLost() && !quorum.isLeftOut(job))
                    || any(job -> job.isWatched() && !job.isReady(now));
            return stuck || ended ? Move.UNDO : Move.NONE;
        }
        boolean waits = !ended || (!closed && any(job -> job.isBlocked() || job.isNotVerified()));
        if (waits && any(Job::isWatched)) {
            return Move.NONE;
        }
        return unclear || any(Job::isNotVerified) ? Move.GIVE_UP : Move.UNDO;
    }

    /** Its after-hook has been asked, or nobody waits for it. What a person left without its yes still stands as it was prepared. */
    private Move withoutAfter() {
        return any(job -> job.isCutOver() && !job.isIn(JobState.DONE)) ? Move.GIVE_UP : Move.PASS;
    }

    public Quorum quorum() {
        return quorum;
    }

    /** Whether enough of its jobs are ready for it to start. */
    boolean canStart(Instant now) {
        return phase != GroupPhase.THROUGH && quorum.isMet(now);
    }

    /** Whether it has lost so many of its jobs that it can never begin. */
    boolean isTooFew() {
        return phase == GroupPhase.WAITING && quorum.isLost();
    }

    /** Whether it has not begun, and can no more. */
    boolean hasMissedItsStart(Instant now) {
        return phase == GroupPhase.WAITING
                && jobs.stream().noneMatch(job -> job.isIn(JobState.WATCHING) && job.known() == null)
                && rules().startBy() != null
                && !now.isBefore(rules().startBy())
                && !canStart(now);
    }

    /** Whether it stands prepared, or is about to: what happens to its jobs is the whole group's. */
    public boolean isBound() {
        return planned.isUnit()
                && switch (phase) {
                    case BEFORE, CUTTING_OVER, AFTER, UNDO, UNRECOGNISED -> true;
                    case WAITING -> doubt.isOpen();
                    case THROUGH -> false;
                };
    }

    /** Whether what is cut over of it now goes on with it as a whole. */
    boolean isOnItsWay() {
        return isBound() && phase != GroupPhase.UNDO;
    }

    /** An earlier execution of the wave may have prepared it, then or later. Nothing of it is called before that is clear. */
    public void suspect(Instant since) {
        if (planned.isUnit() && phase == GroupPhase.WAITING) {
            doubt.begin(since);
            standstill.suspect(since);
        }
    }

    public Doubt doubt() {
        return doubt;
    }

    /** An earlier execution of the wave had prepared it, or may have: it goes on from there. */
    public void takeUp(Instant now, boolean hasBefore, boolean wasCalled) {
        doubt.settle(hasBefore && wasCalled);
        if (planned.isUnit() && phase == GroupPhase.WAITING) {
            phase = GroupPhase.CUTTING_OVER;
            round = Math.max(1, round);
            standstill.takeUp(now, hasBefore, wasCalled);
        }
    }

    /** Its before-hook is asked once more, as in a new round. */
    public void askAgain() {
        phase = GroupPhase.BEFORE;
        round++;
    }

    /** It starts; those of its jobs that are not ready when it must start are left out. */
    public void begin(Instant now, boolean hasBefore) {
        phase = planned.isUnit() && hasBefore ? GroupPhase.BEFORE : GroupPhase.CUTTING_OVER;
        if (!planned.isUnit()) {
            return;
        }
        round++;
        quorum.leaveOthers(now);
        standstill.begin(now, hasBefore);
    }

    /** The first of its jobs starts; of a unit that is no news. */
    public void beginWith(Instant now) {
        if (phase == GroupPhase.WAITING && !planned.isUnit()) {
            begin(now, false);
        }
    }

    public void isPrepared() {
        phase = GroupPhase.CUTTING_OVER;
    }

    public void beginStep(HookStep step) {
        phase = step == HookStep.AFTER ? GroupPhase.AFTER : GroupPhase.UNDO;
    }

    /** Its after-hook has let it pass, or there is none. */
    public void pass(Instant now) {
        jobs.stream().filter(Job::awaitsGroup).forEach(Job::passWithGroup);
        standstill.end(now);
        phase = GroupPhase.THROUGH;
    }

    /** Its after-hook has not let it pass. */
    public void refusePass() {
        jobs.stream().filter(Job::awaitsGroup).forEach(Job::failVerification);
        phase = GroupPhase.CUTTING_OVER;
    }

    /** It is not prepared after all. What others have cut over meanwhile is as if they had done so before it was its turn. */
    public void endStart() {
        phase = GroupPhase.CUTTING_OVER;
        jobs.stream()
                .filter(job -> job.awaitsGroup() && !job.trail().isCalled())
                .forEach(Job::passWithGroup);
    }

    /** A person has to look. */
    public void refuseStart() {
        blockAll(FailureKind.HOOK_REFUSED);
    }

    /** What was prepared is undone, as far as anything undoes it. One that was cut over in part stays split; another may be prepared again. */
    public void isUndone(Instant now, boolean thaws) {
        if (thaws) {
            standstill.end(now);
        }
        if (any(Job::awaitsGroup)) {
            jobs.stream().filter(Job::awaitsGroup).forEach(Job::splitOff);
            jobs.stream().filter(Job::isWatched).forEach(job -> job.leave(Reason.GROUP_SPLIT));
            phase = GroupPhase.THROUGH;
            return;
        }
        phase = GroupPhase.WAITING;
        if (round % Policies.ROUNDS_OF_A_GROUP == 0 && any(job -> job.isIn(JobState.WATCHING))) {
            blockAll(FailureKind.PREPARED_IN_VAIN);
        }
    }

    /** Nobody knows what became of it, or it was cut over and not let pass: it is not undone, and a person must look. */
    public void giveUp() {
        jobs.stream().filter(job -> !job.isOver()).forEach(Job::splitOff);
        phase = GroupPhase.THROUGH;
    }

    private void blockAll(FailureKind kind) {
        jobs.stream().filter(job -> job.isIn(JobState.WATCHING)).forEach(job -> job.block(kind, null));
    }

    public void note(StepTold step) {
        steps.add(step);
        if (steps.size() > GroupProgress.MOST_STEPS) {
            steps.remove(0);
        }
    }

    /** @param step a person has to look at it; {@code null}: none */
    public void waitFor(WaitingStep step) {
        waiting = step;
    }

    // What others decide about it.

    public void approve() {
        approved = true;
    }

    void goOn() {
        goesOn = true;
    }

    public boolean isApproved() {
        return approved || planned.rules().approval() == null;
    }

    /** Whether the groups behind it may go on. */
    boolean isThrough() {
        if (jobs.stream().allMatch(Job::isThrough)) {
            return !isBound();
        }
        return isOver() && (goesOn || planned.rules().onFailure() == OnFailure.CONTINUE);
    }

    /** Whether the groups behind it can never go on, as long as no person says otherwise. */
    boolean isHopeless() {
        return any(Job::isLost) && onFailure() == OnFailure.DEFER;
    }

    /** Whether a person has to decide about the groups behind it. */
    boolean asksForDecision() {
        return any(Job::isLost) && onFailure() == OnFailure.HOLD && !goesOn;
    }

    private OnFailure onFailure() {
        return planned.rules().onFailure() == null
                ? OnFailure.DEFER
                : planned.rules().onFailure();
    }

    /** Whether nothing of it is left to do. */
    boolean isOver() {
        return jobs.stream().allMatch(Job::isOver) && !isBound();
    }

    /** Whether some of its servers are cut over, and others that belong to them cannot follow now. */
    boolean isSplit(Instant now) {
        return planned.isUnit() && any(Job::isCutOver) && any(job -> isLeftBehind(job, now));
    }

    private boolean isLeftBehind(Job job, Instant now) {
        boolean follows = job.isCutOver() || job.isInFlight() || job.isReady(now);
        return !follows && !job.isThrough() && !quorum.isLeftOut(job);
    }

    /** What the hook said that last refused in this round, or {@code null}. */
    public String lastRefusal() {
        return steps.stream()
                .filter(step -> step.round() == round && !step.done())
                .reduce((one, later) -> later)
                .map(StepTold::output)
                .orElse(null);
    }

    /** Whether it is told now that it is done, once. */
    public boolean takeDone() {
        boolean done = !told && jobs.stream().allMatch(Job::isThrough) && !isBound();
        told = told || done;
        return done;
    }

    public boolean any(Predicate<Job> rule) {
        return jobs.stream().anyMatch(rule);
    }

    public String name() {
        return planned.name();
    }

    public PlannedGroup planned() {
        return planned;
    }

    public GroupRules rules() {
        return planned.rules();
    }

    public List<Job> jobs() {
        return jobs;
    }

    public GroupPhase phase() {
        return phase;
    }

    public int round() {
        return round;
    }

    /** Since when it stands as its before-hook left it although nothing goes on with it, or {@code null}. */
    public Instant leftFrozenSince() {
        return isBound() ? null : standstill.since();
    }

    public WaitingStep waiting() {
        return waiting;
    }

    GroupRow row() {
        Instant since = standstill.since();
        Duration before = standstill.before();
        boolean open = doubt.isIn(phase);
        return new GroupRow(
                phase, round, approved, goesOn, since, before, waiting, steps, told, open, quorum.leftOut());
    }

    /** @param itsTurn whether all groups that it comes after are through */
    GroupProgress progress(Instant now, boolean itsTurn) {
        return new GroupProgress(
                planned.name(),
                planned.after(),
                itsTurn,
                JobCounts.of(jobs.stream().map(Job::state).toList()),
                isOver() ? GroupPhase.THROUGH : phase,
                quorum.ready(now),
                isSplit(now),
                standstill.since(),
                standstill.before(),
                itsTurn && !isApproved() && any(Job::isWatched),
                waiting,
                steps);
    }
}
