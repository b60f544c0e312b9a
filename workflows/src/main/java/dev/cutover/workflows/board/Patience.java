package dev.cutover.workflows.board;

import dev.cutover.contract.JobRow;
import dev.cutover.workflows.Policies;
import java.time.Instant;

/** How long one job has been asked in vain, and when it is asked again. */
final class Patience {

    private int conflicts;
    private Instant restUntil;
    private Instant offlineSince;

    Patience(JobRow row) {
        this.conflicts = row.conflicts();
        this.restUntil = row.restUntil();
        this.offlineSince = row.offlineSince();
    }

    /** Nothing that was counts any more. */
    void begin() {
        conflicts = 0;
        restUntil = null;
        offlineSince = null;
    }

    /** It was seen in another state than {@code Waiting}: a refusal for its state was right. */
    void endConflicts() {
        conflicts = 0;
    }

    /** SMC refused its call for its state. Whether that has been so often in a row that a person has to look. */
    boolean isSpentBy(boolean refusedForState) {
        conflicts = refusedForState ? conflicts + 1 : 0;
        return conflicts >= Policies.CONFLICTS_IN_A_ROW;
    }

    /**
     * Its source server is offline. Whether that may still pass by itself; then it rests.
     *
     * @param ofUnit each time that it is asked again its whole group is prepared again: it is asked once more, at the end of the grace
     */
    boolean isWithinGrace(Instant now, boolean ofUnit) {
        offlineSince = offlineSince == null ? now : offlineSince;
        Instant end = offlineSince.plus(Policies.OFFLINE_GRACE);
        if (now.isBefore(end)) {
            restUntil = ofUnit ? end : now.plus(Policies.OFFLINE_REST);
            return true;
        }
        return false;
    }

    /** Its source server is not what was in the way. */
    void endGrace() {
        offlineSince = null;
    }

    void restForQuota(Instant now) {
        restUntil = now.plus(Policies.QUOTA_REST);
    }

    boolean rests(Instant now) {
        return restUntil != null && now.isBefore(restUntil);
    }

    int conflicts() {
        return conflicts;
    }

    /** It takes no slot earlier; {@code null}: whenever. */
    Instant restUntil() {
        return restUntil;
    }

    Instant offlineSince() {
        return offlineSince;
    }
}
