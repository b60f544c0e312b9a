package dev.cutover.workflows.board;

import dev.cutover.contract.Approval;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Standing;
import java.time.Instant;
import java.util.List;

/**
 * What is left undone of itself: groups that can never start, jobs that do not fit any more, all that has not begun when the window closes or the
 * wave is drained. What stands prepared is left by its group, once it has been undone. While the wave is held nothing is too late before the
 * window closes: a person is at it, and may extend it.
 */
public final class Leaving {

    private final Plan plan;
    private final Board board;

    public Leaving(Plan plan, Board board) {
        this.plan = plan;
        this.board = board;
    }

    public void settle(Instant now) {
        if (board.hours().hasOpened(now) || board.standing() == Standing.DRAINED) {
            leaveWhatIsTooLate(now);
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Group group : board.groups()) {
                changed |= board.isHopeless(group) && leave(group, Reason.GROUP_BEFORE_NOT_DONE);
            }
        }
        if (board.standing() == Standing.DRAINED) {
            leaveAll(Reason.DRAINED);
        } else if (board.hours().hasClosed(now)) {
            leaveAll(Reason.WINDOW_CLOSED);
            board.jobs().stream()
                    .filter(Job::isInFlight)
                    .forEach(job -> job.standing().becomeOverdue());
        }
    }

    private void leaveWhatIsTooLate(Instant now) {
        if (isPassed(plan.approval(), board.isApproved(), now)) {
            if (plan.approval().startAnyway()) {
                board.approve();
            } else {
                leaveAll(Reason.NOT_APPROVED);
            }
        }
        for (Group group : board.groups()) {
            if (isPassed(group.rules().approval(), group.isApproved(), now)) {
                if (group.rules().approval().startAnyway()) {
                    group.approve();
                } else {
                    leave(group, Reason.NOT_APPROVED);
                }
            }
            if (board.standing() == Standing.OPEN && (group.hasMissedItsStart(now) || group.isTooFew())) {
                leave(group, Reason.GROUP_NOT_READY);
            }
            if (board.standing() == Standing.OPEN && !group.isBound()) {
                leaveWhatDoesNotFit(group, now);
            }
        }
    }

    /** While the wave is held nothing is too late. */
    private boolean isPassed(Approval approval, boolean approved, Instant now) {
        return board.standing() == Standing.OPEN
                && !approved
                && approval.deadline() != null
                && !now.isBefore(approval.deadline());
    }

    /** A blocked one stays for as long as a person may mend it. */
    private void leaveWhatDoesNotFit(Group group, Instant now) {
        boolean asAWhole = group.planned().isUnit() && group.phase() == GroupPhase.WAITING;
        boolean isSeen = group.jobs().stream().noneMatch(job -> job.isIn(JobState.WATCHING) && job.known() == null);
        // While SMC's quota is exceeded it has fewer slots; those may come back.
        boolean tooLate = asAWhole
                && isSeen
                && !board.fit().canCallNow(group, board.slots().most(), now);
        Reason why = board.fit().mayCall(now) ? Reason.DOES_NOT_FIT : Reason.LAST_START_PASSED;
        group.jobs().stream()
                .filter(job -> job.isIn(JobState.WATCHING) && job.trail().needsCall() && !job.isRestarting())
                // Before the first look nobody knows whether it is finished, or how long it takes.
                .filter(job -> job.known() != null)
                .filter(job -> asAWhole ? tooLate : !board.fit().canCallNow(job, now))
                .filter(job -> !job.hasMetRival())
                .toList()
                .forEach(job -> job.leave(why));
    }

    private void leaveAll(Reason why) {
        board.groups().forEach(group -> leave(group, why));
    }

    /** Whether there was any to leave. Of one that somebody else cuts over it must first be known who. */
    private static boolean leave(Group group, Reason why) {
        if (group.isBound()) {
            return false;
        }
        List<Job> waiting = group.jobs().stream()
                .filter(job -> job.isWatched() && !job.hasMetRival())
                .toList();
        long left = waiting.stream().filter(job -> job.leave(why)).count();
        return left > 0;
    }
}
