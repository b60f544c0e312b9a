package dev.cutover.workflows.board;

import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.Ending;
import dev.cutover.contract.JobRow;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Phase;
import dev.cutover.contract.Sighting;
import java.time.Instant;

/** What is known of the cutovers of one job, and where the next one begins. */
public final class Trail {

    private String run;
    private Phase phase;
    private boolean touched;
    private Instant lastCallAt;
    private Instant notBefore;
    private boolean prepared;
    private int round;
    private String imageId;
    private String instanceId;
    private boolean sincePrepared;

    Trail(JobRow row) {
        this.run = row.run();
        this.phase = row.phase();
        this.touched = row.touched();
        this.lastCallAt = row.lastCallAt();
        this.notBefore = row.notBefore();
        this.prepared = row.prepared();
        this.round = row.round();
        this.imageId = row.imageId();
        this.instanceId = row.instanceId();
        this.sincePrepared = row.sincePrepared();
    }

    /** A new cutover begins. One that goes on behind an earlier preparation goes on with that one's round. */
    void begin() {
        round = prepared || phase != Phase.CALL ? Math.max(1, round) : round + 1;
    }

    public void confirm(String cutoverRun) {
        run = cutoverRun;
    }

    void take(CutoverResult result) {
        touched = touched || result.touched();
        lastCallAt = result.lastCallAt() == null ? lastCallAt : result.lastCallAt();
        phase = result.phase();
        prepared = result.prepared();
        // Of one that its own after-hook did not let pass, nothing counts yet: a retry asks that hook again.
        boolean passed = result.ending() == Ending.DONE;
        imageId = passed ? result.imageId() : null;
        instanceId = passed ? result.instanceId() : null;
        sincePrepared = sincePrepared && (passed || mayHaveBeenCalled());
    }

    /** Nothing that it did counts any more: the next one begins anew. */
    void beginAnew() {
        phase = Phase.CALL;
    }

    /** SMC has cut it over, by whomever. */
    void finish() {
        phase = Phase.VERIFY;
    }

    /** What was prepared is undone before anything else. */
    void undoFirst() {
        phase = Phase.UNDO;
    }

    /**
     * What a look says of calls of ours.
     *
     * @param before what the look before it showed
     * @return whether one took effect after all, or, where a whole group hangs on it, may have: its cutover tells how
     */
    boolean isFollowedFirst(Sighting before, Observation seen, boolean unit) {
        Sighting shown = seen.sighting();
        boolean took = mayHaveBeenCalled() && (shown == Sighting.FINISHED || shown == Sighting.ONE_OFF);
        boolean mayHave = unit && shown.trouble().isPresent() && mayStillTakeEffect(before, seen.at());
        if (took || mayHave) {
            phase = Phase.AWAIT;
        } else if (shown == Sighting.WAITING) {
            // It is on its way anew, whatever an earlier cutover had left.
            imageId = null;
            instanceId = null;
        }
        return took || mayHave;
    }

    /** A cutover ended and told nobody. An attempt of it may be under way until {@code quietFrom}. */
    void lose(Instant quietFrom, boolean hasHooks) {
        touched = true;
        phase = Phase.AWAIT;
        notBefore = quietFrom;
        prepared = prepared || hasHooks;
    }

    /**
     * An earlier cutover has ended, and may have sent a call; what is known of this wave's own cutovers stays.
     *
     * @param quietFrom no call may be sent earlier, or {@code null}
     * @param callAt when its last call was sent, or {@code null} when that is not known
     * @param mayBePrepared its before-hook may have run, and nobody has undone that
     * @param cutoverRun of this wave, for the report; {@code null}: it was another wave's, and this one has not touched the job
     */
    public void remember(Instant quietFrom, Instant callAt, String cutoverRun, boolean mayBePrepared) {
        notBefore = later(notBefore, quietFrom);
        lastCallAt = later(lastCallAt, callAt);
        if (cutoverRun != null) {
            run = cutoverRun;
            touched = true;
            prepared = prepared || mayBePrepared;
        }
    }

    /** A cutover of an earlier execution of this wave has cut it over, and let it pass. */
    public void rememberDone(String cutoverRun, CutoverResult done) {
        remember(null, null, cutoverRun, false);
        if (phase == Phase.CALL) {
            imageId = done.imageId();
            instanceId = done.instanceId();
        }
    }

    /** @param so whether its newest cutover ran after its group could have been prepared by the execution that was ended by force */
    public void ranSincePrepared(boolean so) {
        sincePrepared = sincePrepared || so;
    }

    public boolean isSincePrepared() {
        return sincePrepared;
    }

    public static Instant later(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    public String run() {
        return run;
    }

    public Phase phase() {
        return phase;
    }

    /** Whether the next cutover may send a call before anything else is clear. */
    public boolean needsCall() {
        return phase == Phase.CALL;
    }

    /** A call was sent, or its own before-hook ran and its undo has not succeeded. */
    boolean isTouched() {
        return touched || prepared;
    }

    /** A call was sent. */
    public boolean isCalled() {
        return touched;
    }

    public boolean isPrepared() {
        return prepared;
    }

    public int round() {
        return round;
    }

    public Instant lastCallAt() {
        return lastCallAt;
    }

    public Instant notBefore() {
        return notBefore;
    }

    /** Whether a call of an earlier cutover may have taken effect. */
    boolean mayHaveBeenCalled() {
        return lastCallAt != null || notBefore != null;
    }

    /** Whether SMC is through with it; what is left is the user's own. */
    public boolean isFinished() {
        return phase == Phase.VERIFY;
    }

    /** Whether a cutover ended with what it was for. */
    boolean isVerified() {
        return phase == Phase.VERIFY && hasLeft();
    }

    private boolean hasLeft() {
        return imageId != null || instanceId != null;
    }

    public String imageId() {
        return imageId;
    }

    public String instanceId() {
        return instanceId;
    }

    /** Whether a call that nobody knows of may still be under way. */
    boolean isQuietUntilAfter(Instant now) {
        return notBefore != null && notBefore.isAfter(now);
    }

    /** Whether a call that nobody followed to its end may still take effect, as far as the newest look tells. */
    boolean mayStillTakeEffect(Sighting known, Instant now) {
        boolean perhapsSent = notBefore != null && (known != Sighting.WAITING || isQuietUntilAfter(now));
        boolean cutOver = sincePrepared && hasLeft() && known != Sighting.WAITING;
        return needsCall() && (perhapsSent || cutOver);
    }

    /** Whether it is unknown what became of a call. */
    boolean isUnclear() {
        return phase == Phase.AWAIT;
    }
}
