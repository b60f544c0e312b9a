package dev.cutover.workflows.board;

import dev.cutover.contract.Marks;
import dev.cutover.workflows.Policies;
import java.time.Instant;

/** How many jobs may be in cutover at SMC at one time: as the plan or an operator says, and fewer while SMC's quota is exceeded. */
public final class Slots {

    private final int planned;
    private Integer set;
    private int lowered;
    private Instant restUntil;

    Slots(int planned, Integer set, Marks marks) {
        this.planned = planned;
        this.set = set;
        this.lowered = marks.slots();
        this.restUntil = marks.slotsUntil();
    }

    public void set(int maxConcurrent) {
        set = maxConcurrent;
    }

    /** SMC runs as many jobs as it may. For a while none starts, then no more than were in cutover without the one that was refused. */
    void exceeded(int inUse, Instant now) {
        lowered = Math.max(1, inUse);
        restUntil = now.plus(Policies.QUOTA_REST);
    }

    /** A cutover came to its end: it eases. */
    public void ease() {
        if (lowered > 0) {
            lowered = lowered + 1 >= most() ? 0 : lowered + 1;
        }
    }

    boolean rest(Instant now) {
        return restUntil != null && now.isBefore(restUntil);
    }

    /** As the plan or an operator says. */
    public int most() {
        return set == null ? planned : set;
    }

    /** As many as there are now. */
    int now() {
        return lowered > 0 ? Math.min(lowered, most()) : most();
    }

    /** What an operator said, or {@code null}. */
    Integer set() {
        return set;
    }

    public int lowered() {
        return lowered;
    }

    public Instant restUntil() {
        return restUntil;
    }
}
