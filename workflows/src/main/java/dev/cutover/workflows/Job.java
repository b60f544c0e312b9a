package dev.cutover.workflows;

import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobRow;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Phase;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One job of a wave: where it stands, and what may happen to it next. */
final class Job {

    private static final List<Reason> BLOCKED_WHILE_WAITING = Stream.of(
                    FailureKind.SOURCE_OFFLINE,
                    FailureKind.UNKNOWN_CODE,
                    FailureKind.BAD_REQUEST,
                    FailureKind.STATE_REFUSED,
                    FailureKind.IN_ANOTHER_WAVE,
                    FailureKind.GAVE_UP,
                    FailureKind.NO_EFFECT)
            .map(Reason::of)
            .toList();

    private final PlannedJob planned;
    private final PlannedGroup group;
    private JobState state;
    private Reason reason;
    private String code;
    private Sighting known;
    private Instant waitingSeenAt;
    private String run;
    private Phase phase;
    private boolean touched;
    private Instant lastCallAt;
    private Instant notBefore;
    private boolean overdue;
    private int conflicts;

    private Rival rival;

    /** Whether somebody else's cutover of it runs: nothing is started until Temporal has told. */
    private enum Rival {
        NONE,
        /** One ran when that was last known; before a start it is asked again. */
        SUSPECTED,
        /** One was in the way of a start: it is asked whose. */
        MET
    }

    Job(PlannedJob planned, PlannedGroup group, JobRow row) {
        this.planned = planned;
        this.group = group;
        this.state = row.state();
        this.reason = row.reason();
        this.code = row.code();
        this.known = row.known();
        this.waitingSeenAt = row.waitingSeenAt();
        this.run = row.run();
        this.phase = row.phase();
        this.touched = row.touched();
        this.lastCallAt = row.lastCallAt();
        this.notBefore = row.notBefore();
        this.overdue = row.overdue();
        this.conflicts = row.conflicts();
        this.rival = row.rival() ? Rival.SUSPECTED : Rival.NONE;
    }

    /** A look of the watch. A job in cutover is followed by its cutover, an outcome stays. */
    void see(Observation seen) {
        if (!isWatched()) {
            return;
        }
        if (seen.sighting() == Sighting.WAITING && known != Sighting.WAITING) {
            waitingSeenAt = seen.at();
        }
        known = seen.sighting();
        if (known != Sighting.WAITING) {
            conflicts = 0;
        }
        if (state != JobState.WATCHING || phase == Phase.AWAIT) {
            return;
        }
        if (mayHaveBeenCalled() && (known == Sighting.FINISHED || known == Sighting.ONE_OFF)) {
            // A call of ours took effect after all: its cutover tells how.
            phase = Phase.AWAIT;
            return;
        }
        if (known == Sighting.FINISHED) {
            outcome(JobState.DONE, Reason.of(Found.FINISHED_BEFORE));
            return;
        }
        Optional<FailureKind> trouble = known.trouble();
        if (trouble.isPresent()) {
            stop(trouble.get(), seen.errorCode() == null || seen.errorCode().isEmpty() ? null : seen.errorCode());
        }
    }

    /** It takes a slot. */
    void start() {
        state = JobState.CUTTING_OVER;
        reason = null;
        code = null;
        overdue = false;
    }

    void confirm(String cutoverRun) {
        run = cutoverRun;
    }

    /** Its cutover did not start, because another one runs: it is back where it was. */
    void startFailed() {
        state = JobState.WATCHING;
        known = null;
        rival = Rival.MET;
    }

    /** It is known whose the newest cutover is, if there is one. */
    void rivalIsKnown() {
        rival = Rival.NONE;
    }

    void end(CutoverResult result) {
        touched = touched || result.touched();
        lastCallAt = result.lastCallAt() == null ? lastCallAt : result.lastCallAt();
        phase = result.phase();
        overdue = false;
        known = null;
        FailureKind why = result.reason() == null ? FailureKind.UNRECOGNISED : result.reason();
        switch (result.ending()) {
            case DONE -> outcome(JobState.DONE, result.found() == null ? null : Reason.of(result.found()));
            case RELEASED -> release(result);
            case BLOCKED, UNRECOGNISED -> block(why, result.code());
            case FAILED -> fail(why, result.code());
        }
    }

    private void release(CutoverResult result) {
        state = JobState.WATCHING;
        phase = Phase.CALL;
        conflicts = result.reason() == FailureKind.STATE_CONFLICT ? conflicts + 1 : 0;
        if (conflicts >= Policies.CONFLICTS_IN_A_ROW) {
            block(FailureKind.STATE_REFUSED, result.code());
        }
    }

    /** Its cutover ended and told nobody. An attempt of it may be under way until {@code quietFrom}. */
    void endWithoutReport(Instant quietFrom) {
        touched = true;
        phase = Phase.AWAIT;
        notBefore = quietFrom;
        overdue = false;
        known = null;
        block(FailureKind.ENDED_WITHOUT_REPORT, null);
    }

    /** A cutover of an earlier, terminated execution of this wave still runs: it is this wave's now, and tells at its end what it sent. */
    void adopt(String cutoverRun) {
        start();
        run = cutoverRun;
    }

    /**
     * An earlier cutover has ended, and may have sent a call; what is known of this wave's own cutovers stays.
     *
     * @param quietFrom no call may be sent earlier, or {@code null}
     * @param callAt when its last call was sent, or {@code null} when that is not known
     * @param cutoverRun of this wave, for the report; {@code null}: it was another wave's, and this one has not touched the job
     */
    void remember(Instant quietFrom, Instant callAt, String cutoverRun) {
        notBefore = later(notBefore, quietFrom);
        lastCallAt = later(lastCallAt, callAt);
        if (cutoverRun != null) {
            run = cutoverRun;
            touched = true;
        }
    }

    private static Instant later(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    void becomeOverdue() {
        overdue = true;
    }

    void block(FailureKind kind, String smcCode) {
        state = JobState.BLOCKED;
        reason = Reason.of(kind);
        code = shortened(smcCode);
    }

    void retry() {
        rival = Reason.of(FailureKind.IN_ANOTHER_WAVE).equals(reason) ? Rival.SUSPECTED : rival;
        state = JobState.WATCHING;
        reason = null;
        code = null;
        known = null;
        conflicts = 0;
    }

    /** An operator takes it out: the groups behind it may go on, but a touched server is never called merely skipped. */
    void skip() {
        outcome(touched ? JobState.UNFINISHED : JobState.SKIPPED, Reason.SKIPPED);
    }

    /** The wave ends without it: untouched it is for the next plan, touched a person must look. */
    void leave(Reason why) {
        outcome(touched ? JobState.UNFINISHED : JobState.DEFERRED, reason == null ? why : reason);
    }

    private void stop(FailureKind kind, String smcCode) {
        if (kind.consequence() == FailureKind.Consequence.FAIL) {
            fail(kind, smcCode);
        } else {
            block(kind, smcCode);
        }
    }

    private void fail(FailureKind kind, String smcCode) {
        outcome(JobState.FAILED, Reason.of(kind));
        code = shortened(smcCode);
    }

    private void outcome(JobState newState, Reason why) {
        state = newState;
        reason = why;
    }

    private static String shortened(String smcCode) {
        return smcCode == null || smcCode.length() <= JobRow.LONGEST_CODE
                ? smcCode
                : smcCode.substring(0, JobRow.LONGEST_CODE);
    }

    /** Whether SMC is asked about it by the watch. */
    boolean isWatched() {
        return state == JobState.WATCHING || isBlocked();
    }

    /** Whether it can take a slot, its group permitting. */
    boolean isReady() {
        return rival == Rival.NONE && couldStart();
    }

    boolean hasMetRival() {
        return rival == Rival.MET;
    }

    /** Whether Temporal must be asked whose its newest cutover is. */
    boolean hasUnknownRival() {
        return rival == Rival.MET || (rival == Rival.SUSPECTED && couldStart());
    }

    private boolean couldStart() {
        return state == JobState.WATCHING && (phase == Phase.AWAIT || known == Sighting.WAITING);
    }

    boolean isIn(JobState other) {
        return state == other;
    }

    /** Whether a person has to act. What a later version wrote needs one, too. */
    boolean isBlocked() {
        return state == JobState.BLOCKED || state == JobState.UNRECOGNISED;
    }

    /** Whether the groups behind it may go on. */
    boolean isThrough() {
        return state == JobState.DONE || state == JobState.SKIPPED || Reason.SKIPPED.equals(reason);
    }

    /** Whether the groups behind it can never go on. */
    boolean isLost() {
        return state.isOutcome() && !isThrough();
    }

    JobId id() {
        return planned.id();
    }

    PlannedJob planned() {
        return planned;
    }

    PlannedGroup group() {
        return group;
    }

    JobState state() {
        return state;
    }

    Sighting known() {
        return known;
    }

    String run() {
        return run;
    }

    Phase phase() {
        return phase;
    }

    boolean isTouched() {
        return touched;
    }

    Instant lastCallAt() {
        return lastCallAt;
    }

    Instant notBefore() {
        return notBefore;
    }

    /** Whether a call of an earlier cutover may have taken effect. */
    boolean mayHaveBeenCalled() {
        return lastCallAt != null || notBefore != null;
    }

    boolean isOverdue() {
        return overdue;
    }

    /** Whether a retry would get on now. That a job is {@code Waiting} tells nothing when it was so while its call failed. */
    boolean isReadyAgain() {
        return isBlocked()
                && (known == Sighting.FINISHED
                        || (known == Sighting.WAITING && !BLOCKED_WHILE_WAITING.contains(reason)));
    }

    JobRow row() {
        return new JobRow(
                state,
                reason,
                code,
                known,
                waitingSeenAt,
                run,
                phase,
                touched,
                lastCallAt,
                notBefore,
                overdue,
                conflicts,
                rival != Rival.NONE,
                null,
                false,
                false,
                0,
                null,
                null,
                false,
                null,
                null);
    }

    JobLine line() {
        return new JobLine(
                planned.id(),
                planned.name(),
                group.name(),
                state,
                reason,
                code,
                known,
                isReadyAgain(),
                overdue,
                touched,
                waitingSeenAt,
                run,
                false,
                false);
    }
}
