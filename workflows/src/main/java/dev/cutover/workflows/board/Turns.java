package dev.cutover.workflows.board;

import dev.cutover.contract.GroupPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who goes next: what stands prepared first, then ready first, then group order, then the longest expected run. A unit that is ready waits for as
 * many slots as it can use, and what comes after it waits with it, so that it is never starved, and never frozen longer than it must be.
 */
public final class Turns {

    private final Board board;
    private final Instant now;
    private final List<Group> units = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private int free;

    private Turns(Board board, Instant now) {
        this.board = board;
        this.now = now;
        this.free = board.slots().now() - board.slotsInUse(now);
    }

    /**
     * @param units that begin, prepared as a whole
     * @param jobs that take a slot
     */
    public record Next(List<Group> units, List<Job> jobs) {}

    public static Next of(Board board, Instant now) {
        Turns turns = new Turns(board, now);
        board.jobs().stream().filter(job -> job.isToBeUndone(now)).forEach(turns.jobs::add);
        if (board.mayBegin(now)) {
            turns.decide();
        }
        return new Next(turns.units, turns.jobs);
    }

    private void decide() {
        board.groups().stream().filter(Group::isBound).forEach(this::goOn);
        for (Group group : board.groups()) {
            if (!group.isBound() && board.isItsTurn(group) && group.isApproved()) {
                begin(group);
            }
        }
    }

    /** The jobs of a unit that stands prepared; those of one that is being prepared have their slots kept. */
    private void goOn(Group unit) {
        if (unit.phase() == GroupPhase.BEFORE) {
            free -= Math.min(unit.quorum().candidates(), board.slots().now());
        } else if (unit.phase() == GroupPhase.CUTTING_OVER) {
            take(unit, board.safeguards().room(unit), false);
        }
    }

    private void begin(Group group) {
        boolean begun = group.phase() == GroupPhase.CUTTING_OVER;
        if (!begun && !group.canStart(now)) {
            return;
        }
        int room = board.safeguards().room(group);
        if (!group.planned().isUnit()) {
            take(group, room, true);
            return;
        }
        if (room == 0
                || board.slots().rest(now)
                || !board.fit().canCallNow(group, board.slots().now(), now)) {
            return;
        }
        // One that is overdue keeps its slot for nobody knows how long: it is not waited for.
        int usable = Math.max(1, board.slots().now() - board.slotsOverdue());
        int wanted = Math.min(group.quorum().ready(now), usable);
        if (free >= wanted) {
            units.add(group);
        }
        free -= wanted;
    }

    /** @param fits whether each has to fit into the window by itself; a unit has been judged as a whole */
    private void take(Group group, int room, boolean fits) {
        int left = room;
        for (Job job : ready(group, fits)) {
            boolean hasSlot = job.holdsSlot(now);
            if (left > 0 && (hasSlot || free > 0)) {
                jobs.add(job);
                left--;
                free -= hasSlot ? 0 : 1;
            }
        }
    }

    private List<Job> ready(Group group, boolean fits) {
        return group.jobs().stream()
                .filter(job -> job.isReady(now)
                        && !job.isToBeUndone(now)
                        && board.safeguards().mayGo(job))
                .filter(job -> !job.trail().needsCall() || (!group.doubt().needsYes() && mayCall(job, fits)))
                .sorted(Comparator.comparing(board.fit()::expectedDuration, Comparator.reverseOrder()))
                .toList();
    }

    private boolean mayCall(Job job, boolean fits) {
        return !board.slots().rest(now)
                && (fits ? board.fit().canCallNow(job, now) : board.fit().mayCall(now));
    }
}
