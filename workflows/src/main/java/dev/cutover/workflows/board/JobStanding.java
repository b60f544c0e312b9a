package dev.cutover.workflows.board;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobRow;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Where one job stands, and why; and whether that is to be told to people. */
public final class JobStanding {

    private static final List<Reason> BLOCKED_WHILE_WAITING = Stream.of(
                    FailureKind.SOURCE_OFFLINE,
                    FailureKind.UNKNOWN_CODE,
                    FailureKind.BAD_REQUEST,
                    FailureKind.STATE_REFUSED,
                    FailureKind.IN_ANOTHER_WAVE,
                    FailureKind.GAVE_UP,
                    FailureKind.NO_EFFECT,
                    FailureKind.HOOK_REFUSED,
                    FailureKind.PREPARED_IN_VAIN)
            .map(Reason::of)
            .toList();

    private JobState state;
    private Reason reason;
    private String code;
    private boolean overdue;
    private boolean slotFree;
    private boolean undoFails;
    private boolean untold;
    private Instant since;
    private boolean vouchedFor;

    JobStanding(JobRow row) {
        this.state = row.state();
        this.reason = row.reason();
        this.code = row.code();
        this.overdue = row.overdue();
        this.slotFree = row.verifying();
        this.undoFails = row.undoFails();
        this.since = row.since();
        this.vouchedFor = row.vouchedFor();
    }

    void watch() {
        stand(JobState.WATCHING, null);
    }

    void cutOver() {
        stand(JobState.CUTTING_OVER, null);
    }

    /** It took its slot then. */
    public void began(Instant at) {
        since = at;
    }

    /** It is cut over, and waits for its group: that is all that a reason says of a job in cutover. */
    void awaitGroup(Reason how) {
        stand(JobState.CUTTING_OVER, how);
        slotFree = true;
    }

    void block(FailureKind kind, String newCode) {
        stand(JobState.BLOCKED, Reason.of(kind));
        code = shortened(newCode);
        untold = true;
    }

    /** It is not the server that the plan means, unless a person has said that it is. */
    void refuseServer() {
        if (!vouchedFor) {
            block(FailureKind.WRONG_SERVER, null);
        }
    }

    /** A person goes on with it in spite of what it is blocked for. */
    void vouch() {
        vouchedFor |= Reason.of(FailureKind.WRONG_SERVER).equals(reason);
    }

    boolean isVouchedFor() {
        return vouchedFor;
    }

    /** As the kind has it: blocked, or failed for good. */
    void stop(FailureKind kind, String newCode) {
        block(kind, newCode);
        state = kind.consequence() == FailureKind.Consequence.FAIL ? JobState.FAILED : state;
    }

    /** What it is when all is over. Its code stays, for the reason may be the one that it was blocked for. */
    void end(JobState outcome, Reason why) {
        String kept = code;
        stand(outcome, why);
        code = kept;
    }

    private void stand(JobState newState, Reason why) {
        state = newState;
        reason = why;
        code = null;
        overdue = false;
        slotFree = false;
        undoFails = false;
        since = null;
    }

    /** In flight past its deadline, or past the end of the window. */
    public void becomeOverdue() {
        untold = untold || !overdue;
        overdue = true;
    }

    /** SMC is through with it; what is left of its cutover is the user's own. */
    public void freeSlot() {
        slotFree = true;
    }

    public void failToUndo() {
        untold = untold || !undoFails;
        undoFails = true;
    }

    private static String shortened(String text) {
        return text == null || text.length() <= JobRow.LONGEST_CODE ? text : text.substring(0, JobRow.LONGEST_CODE);
    }

    /** Whether there is something to tell people of it, once. */
    public boolean takeUntold() {
        boolean was = untold;
        untold = false;
        return was;
    }

    public boolean isUntold() {
        return untold;
    }

    JobState state() {
        return state;
    }

    public Reason reason() {
        return reason;
    }

    String code() {
        return code;
    }

    public boolean isOverdue() {
        return overdue;
    }

    /** When it took its slot, or {@code null}. */
    Instant since() {
        return since;
    }

    boolean isSlotFree() {
        return slotFree;
    }

    public boolean isUndoFailing() {
        return undoFails;
    }

    boolean isBlocked() {
        // What a later version wrote needs a person, too.
        return state == JobState.BLOCKED || state == JobState.UNRECOGNISED;
    }

    /** Whether it was {@code Waiting} when it was blocked: that it is so now tells nothing. */
    boolean wasBlockedWhileWaiting() {
        return BLOCKED_WHILE_WAITING.contains(reason);
    }

    boolean awaitsGroup() {
        return state == JobState.CUTTING_OVER && reason != null;
    }

    boolean isThrough() {
        return state == JobState.DONE || state == JobState.SKIPPED || Reason.SKIPPED.equals(reason);
    }
}
