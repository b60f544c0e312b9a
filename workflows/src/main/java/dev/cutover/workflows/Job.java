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
import java.util.Optional;

/** One job of a wave: where it stands, and what may happen to it next. */
final class Job {

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
        if (state != JobState.WATCHING) {
            return;
        }
        if (known == Sighting.FINISHED) {
            finishedWithoutCutover();
            return;
        }
        Optional<FailureKind> trouble = known.trouble();
        if (trouble.isPresent()) {
            stop(trouble.get(), seen.errorCode() == null || seen.errorCode().isEmpty() ? null : seen.errorCode());
        }
    }

    private void finishedWithoutCutover() {
        if (touched) {
            // A call of ours took effect after all: its cutover tells how.
            phase = Phase.AWAIT;
            return;
        }
        outcome(JobState.DONE, Reason.of(Found.FINISHED_BEFORE));
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

    /** Its cutover did not start: it is back where it was. */
    void startFailed() {
        state = JobState.WATCHING;
        known = null;
    }

    void end(CutoverResult result) {
        touched = touched || result.touched();
        lastCallAt = result.lastCallAt() == null ? lastCallAt : result.lastCallAt();
        phase = result.phase();
        notBefore = null;
        overdue = false;
        known = null;
        FailureKind why = result.reason() == null ? FailureKind.UNRECOGNISED : result.reason();
        switch (result.ending()) {
            case DONE -> outcome(JobState.DONE, result.found() == null ? null : Reason.of(result.found()));
            case RELEASED -> {
                state = JobState.WATCHING;
                phase = Phase.CALL;
            }
            case BLOCKED, UNRECOGNISED -> block(why, result.code());
            case FAILED -> fail(why, result.code());
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

    /** A cutover of an earlier, terminated execution of this wave still runs: it is this wave's now. */
    void adopt(String cutoverRun) {
        start();
        run = cutoverRun;
        touched = true;
    }

    /** A cutover of an earlier execution was terminated a moment ago: it may have sent a call. */
    void keepQuietUntil(Instant quietFrom, String cutoverRun) {
        notBefore = quietFrom;
        run = cutoverRun;
        touched = true;
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
        state = JobState.WATCHING;
        reason = null;
        code = null;
        known = null;
    }

    void skip() {
        outcome(JobState.SKIPPED, Reason.SKIPPED);
    }

    /** The wave ends without it: untouched it is for the next plan, touched a person must look. */
    void leave(Reason why) {
        if (touched) {
            outcome(JobState.UNFINISHED, reason == null ? why : reason);
        } else {
            outcome(JobState.DEFERRED, why);
        }
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
        return state == JobState.WATCHING || state == JobState.BLOCKED || state == JobState.UNRECOGNISED;
    }

    /** Whether it can take a slot, its group permitting. */
    boolean isReady() {
        return state == JobState.WATCHING && (phase == Phase.AWAIT || known == Sighting.WAITING);
    }

    boolean isIn(JobState other) {
        return state == other;
    }

    /** Whether the groups behind it may go on. */
    boolean isThrough() {
        return state == JobState.DONE || state == JobState.SKIPPED;
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

    boolean isOverdue() {
        return overdue;
    }

    boolean isReadyAgain() {
        return state == JobState.BLOCKED && known == Sighting.WAITING;
    }

    JobRow row() {
        return new JobRow(
                state, reason, code, known, waitingSeenAt, run, phase, touched, lastCallAt, notBefore, overdue);
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
                run);
    }
}
