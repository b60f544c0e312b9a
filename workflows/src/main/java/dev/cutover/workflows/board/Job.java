package dev.cutover.workflows.board;

import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobRow;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Phase;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import java.time.Duration;
import java.time.Instant;

/** One job of a wave: where it stands, and what may happen to it next. */
public final class Job {

    private final PlannedJob planned;
    private final PlannedGroup group;
    private final Trail trail;
    private final JobStanding standing;
    private final Patience patience;
    private Sighting known;
    private Instant waitingSeenAt;
    private Duration pastRuns;
    private boolean restarting;
    private Rival rival;

    Job(PlannedJob planned, PlannedGroup group, JobRow row) {
        this.planned = planned;
        this.group = group;
        this.trail = new Trail(row);
        this.standing = new JobStanding(row);
        this.patience = new Patience(row);
        this.known = row.known();
        this.waitingSeenAt = row.waitingSeenAt();
        this.pastRuns = row.pastRuns();
        this.restarting = row.restarting();
        this.rival = row.rival() ? Rival.SUSPECTED : Rival.NONE;
    }

    // What SMC shows.

    /**
     * A look of the watch. A job in cutover is followed by its cutover, an outcome stays.
     *
     * @param bound its group stands prepared: then it is done when its group is
     */
    void see(Observation seen, boolean bound) {
        if (!isWatched()) {
            return;
        }
        if (seen.sighting() == Sighting.WAITING && known != Sighting.WAITING) {
            waitingSeenAt = seen.at();
        }
        Sighting before = known;
        known = seen.sighting();
        pastRuns = seen.pastRuns() == null ? pastRuns : seen.pastRuns();
        if (known != Sighting.WAITING) {
            patience.endConflicts();
        }
        if (!isIn(JobState.WATCHING) || restarting || !trail.needsCall()) {
            return;
        }
        if (trail.isFollowedFirst(before, seen, group.isUnit())) {
            return;
        }
        if (known == Sighting.FINISHED) {
            finish(Reason.of(Found.FINISHED_BEFORE), bound);
            return;
        }
        String errorCode = seen.errorCode() == null || seen.errorCode().isEmpty() ? null : seen.errorCode();
        known.trouble().ifPresent(kind -> standing.stop(kind, errorCode));
    }

    // Its cutover.

    /** It takes a slot. */
    public void start() {
        trail.begin();
        standing.cutOver();
    }

    /** Its cutover did not start, because another one runs: it is back where it was. */
    public void startFailed() {
        standing.watch();
        known = null;
        rival = Rival.MET;
    }

    /** It is known whose the newest cutover is, if there is one. */
    public void rivalIsKnown() {
        rival = Rival.NONE;
    }

    /** A cutover of an earlier, terminated execution of this wave still runs: it is this wave's now, and tells at its end what it sent. */
    public void adopt(String cutoverRun) {
        start();
        trail.confirm(cutoverRun);
    }

    public void end(CutoverResult result, Instant now) {
        trail.take(result);
        known = null;
        FailureKind why = result.reason() == null ? FailureKind.UNRECOGNISED : result.reason();
        if (why != FailureKind.SOURCE_OFFLINE) {
            patience.endGrace();
        }
        switch (result.ending()) {
            case DONE ->
                finish(Reason.of(result.found() == null ? Found.UNRECOGNISED : result.found()), group.isUnit());
            case RELEASED -> release(result, now);
            case FAILED -> standing.stop(why, result.code());
            case BLOCKED, UNRECOGNISED -> {
                if (why == FailureKind.SOURCE_OFFLINE
                        && !trail.isUnclear()
                        && patience.isWithinGrace(now, group.isUnit())) {
                    watchAnew();
                } else {
                    standing.block(why, result.code());
                }
            }
        }
    }

    private void release(CutoverResult result, Instant now) {
        watchAnew();
        if (patience.isSpentBy(result.reason() == FailureKind.STATE_CONFLICT)) {
            standing.block(FailureKind.STATE_REFUSED, result.code());
        } else if (result.reason() == FailureKind.QUOTA) {
            patience.restForQuota(now);
        }
    }

    private void watchAnew() {
        standing.watch();
        trail.beginAnew();
    }

    /** Its cutover ended and told nobody. An attempt of it may be under way until {@code quietFrom}. */
    public void endWithoutReport(Instant quietFrom, boolean hasHooks) {
        trail.lose(quietFrom, hasHooks);
        known = null;
        standing.block(FailureKind.ENDED_WITHOUT_REPORT, null);
    }

    // Its group.

    /** Its group has let it pass. */
    void passWithGroup() {
        end(JobState.DONE, standing.reason());
    }

    /** Its group's after-hook has not let it pass. */
    void failVerification() {
        standing.block(FailureKind.NOT_VERIFIED, null);
    }

    /** Its group was cut over in part, and is not carried on: a person must look. A blocked one keeps its reason. */
    void splitOff() {
        end(JobState.UNFINISHED, isBlocked() ? standing.reason() : Reason.GROUP_SPLIT);
    }

    // What operators do.

    public void retry() {
        standing.vouch();
        rival = Reason.of(FailureKind.IN_ANOTHER_WAVE).equals(standing.reason()) ? Rival.SUSPECTED : rival;
        known = null;
        patience.begin();
        if (group.isUnit() && trail.isVerified()) {
            standing.awaitGroup(Reason.of(Found.ACCEPTED));
        } else {
            standing.watch();
        }
    }

    /** The same, once SMC has started it. */
    public void restart() {
        retry();
        restarting = true;
    }

    public void restarted() {
        restarting = false;
        known = null;
    }

    public void failToRestart(String code) {
        restarting = false;
        standing.block(FailureKind.RESTART_REFUSED, code);
    }

    /** @param bound its group stands prepared: then it is done when its group is; unless that has asked its after-hook already */
    public void markDone(boolean bound) {
        finish(Reason.MARKED_DONE, bound && !isNotVerified());
    }

    private void finish(Reason how, boolean bound) {
        if (bound) {
            trail.finish();
            standing.awaitGroup(how);
        } else {
            end(JobState.DONE, how);
        }
    }

    /** An operator takes it out: the groups behind it may go on, but a touched server is never called merely skipped. */
    public void skip() {
        end(trail.isTouched() ? JobState.UNFINISHED : JobState.SKIPPED, Reason.SKIPPED);
    }

    /**
     * The wave ends without it: untouched it is for the next plan, touched a person must look. Whether that is so now: what was prepared for it is
     * undone first.
     */
    boolean leave(Reason why) {
        boolean isClear = trail.needsCall() && (!trail.mayHaveBeenCalled() || known == Sighting.WAITING);
        if (trail.isPrepared() && isClear) {
            standing.watch();
            trail.undoFirst();
        }
        if (trail.phase() == Phase.UNDO) {
            return false;
        }
        end(
                trail.isTouched() ? JobState.UNFINISHED : JobState.DEFERRED,
                standing.reason() == null ? why : standing.reason());
        return true;
    }

    /** A preflight found that it is not the server that the plan means. What has begun is followed to its end. */
    void refuseServer() {
        if (isIn(JobState.WATCHING) && !trail.isTouched()) {
            standing.refuseServer();
        }
    }

    public void block(FailureKind kind, String code) {
        standing.block(kind, code);
    }

    private void end(JobState outcome, Reason why) {
        standing.end(outcome, why);
        restarting = false;
    }

    // How it stands.

    /** Whether SMC is asked about it by the watch. */
    public boolean isWatched() {
        return isIn(JobState.WATCHING) || isBlocked();
    }

    /** Whether it can take a slot, its group permitting. */
    public boolean isReady(Instant now) {
        return rival == Rival.NONE && couldStart() && !patience.rests(now);
    }

    private boolean couldStart() {
        return isIn(JobState.WATCHING) && !restarting && (!trail.needsCall() || known == Sighting.WAITING);
    }

    public boolean hasMetRival() {
        return rival == Rival.MET;
    }

    /** Whether Temporal must be asked whose its newest cutover is. */
    public boolean hasUnknownRival() {
        return rival == Rival.MET || (rival == Rival.SUSPECTED && couldStart());
    }

    public boolean isIn(JobState other) {
        return standing.state() == other;
    }

    /** Whether a person has to act. */
    public boolean isBlocked() {
        return standing.isBlocked();
    }

    /** Whether a cutover of it runs. */
    public boolean isInFlight() {
        return isIn(JobState.CUTTING_OVER) && !awaitsGroup();
    }

    /** Whether SMC is at it because of a call of ours, as far as anybody knows; also when nobody follows it any more. */
    boolean holdsSlot(Instant now) {
        if (isIn(JobState.CUTTING_OVER)) {
            return !standing.isSlotFree();
        }
        boolean perhapsCalled = trail.isUnclear() || trail.isQuietUntilAfter(now);
        return isWatched() && perhapsCalled && (known == null || known == Sighting.RUNNING);
    }

    /** Whether what was prepared for it is undone before anything else, whatever the wave does. */
    boolean isToBeUndone(Instant now) {
        return trail.phase() == Phase.UNDO && isReady(now);
    }

    /** Whether it is cut over, and its group is not yet. */
    public boolean awaitsGroup() {
        return standing.awaitsGroup();
    }

    /** Whether SMC has cut it over, as far as is known; whatever the user's own hooks say of it. */
    public boolean isCutOver() {
        return isIn(JobState.DONE) || trail.phase() == Phase.VERIFY;
    }

    /** Whether it is cut over, and it is open whether it is well: a person has to look, or it is about to be asked again. */
    boolean isNotVerified() {
        return (isBlocked() && Reason.of(FailureKind.NOT_VERIFIED).equals(standing.reason()))
                || (isIn(JobState.WATCHING) && trail.isFinished());
    }

    /** Whether the groups behind it may go on. */
    boolean isThrough() {
        return standing.isThrough();
    }

    /** Whether the groups behind it can never go on. */
    public boolean isLost() {
        return isOver() && !isThrough();
    }

    public boolean isOver() {
        return standing.state().isOutcome();
    }

    /** Whether a call of a cutover that nobody followed to its end may still take effect: nothing of its group is undone before that is clear. */
    public boolean mayStillTakeEffect(Instant now) {
        return isIn(JobState.WATCHING) && trail.mayStillTakeEffect(known, now);
    }

    /** Whether nobody knows if a call of it took effect, and no person has said to go on without it. */
    public boolean isUnclear() {
        return trail.isUnclear() && !isThrough() && !awaitsGroup();
    }

    public JobId id() {
        return planned.id();
    }

    public PlannedJob planned() {
        return planned;
    }

    public PlannedGroup group() {
        return group;
    }

    public Trail trail() {
        return trail;
    }

    public JobStanding standing() {
        return standing;
    }

    Patience patience() {
        return patience;
    }

    public JobState state() {
        return standing.state();
    }

    public Sighting known() {
        return known;
    }

    Instant waitingSeenAt() {
        return waitingSeenAt;
    }

    /** Whether somebody else's cutover of it runs, or may. */
    boolean hasRival() {
        return rival != Rival.NONE;
    }

    Duration pastRuns() {
        return pastRuns;
    }

    public boolean isRestarting() {
        return restarting;
    }

    /** Whether a retry would get on now. That a job is {@code Waiting} tells nothing when it was so while its call failed. */
    boolean isReadyAgain() {
        return isBlocked()
                && (known == Sighting.FINISHED || (known == Sighting.WAITING && !standing.wasBlockedWhileWaiting()));
    }
}
