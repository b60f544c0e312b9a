package dev.cutover.workflows.board;

import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.GroupRow;
import java.time.Instant;

/** What is not known of a group that an execution which was ended by force had prepared, or may have. */
public final class Doubt {

    private boolean open;
    private boolean needsYes;
    private Instant since;

    Doubt(GroupRow row) {
        this.open = row.doubtful() && row.phase() == GroupPhase.WAITING;
        this.needsYes = row.doubtful() && !open;
        this.since = row.frozenSince();
    }

    /** @param preparedSince not earlier than then */
    void begin(Instant preparedSince) {
        open = true;
        since = preparedSince;
    }

    /** Whether it is open if it stands prepared at all: nothing of it is called. */
    public boolean isOpen() {
        return open;
    }

    /** Whether a cutover that ended then, or runs ({@code null}), can have begun behind what is in doubt. */
    public boolean concerns(Instant closedAt) {
        return open && (closedAt == null || since == null || !closedAt.isBefore(since));
    }

    /** @param wasCalled it stood prepared, but what a before-hook said to another execution says nothing of how it stands now */
    void settle(boolean wasCalled) {
        needsYes = open ? wasCalled : needsYes;
        open = false;
    }

    /** Whether its before-hook has to say yes again before the next call. */
    public boolean needsYes() {
        return needsYes;
    }

    public void hearYes() {
        needsYes = false;
    }

    /** Whether it is written down. One that is undone has begun anew. */
    boolean isIn(GroupPhase phase) {
        return open || (needsYes && phase != GroupPhase.WAITING);
    }
}
