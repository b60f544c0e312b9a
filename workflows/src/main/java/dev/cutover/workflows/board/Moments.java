package dev.cutover.workflows.board;

import dev.cutover.contract.Approval;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** When something of a wave is next due by itself. */
public final class Moments {

    private final Plan plan;
    private final Board board;
    private Moment next;

    private Moments(Plan plan, Board board) {
        this.plan = plan;
        this.board = board;
    }

    /**
     * The next moment after now, or {@code null}.
     *
     * @param others what else is due: steps, messages
     */
    public static Moment next(Plan plan, Board board, Stream<Moment> others, Instant now) {
        Moments moments = new Moments(plan, board);
        others.forEach(moment -> moments.consider(moment.at(), moment.what(), now));
        moments.considerWindow(now);
        moments.considerGroups(now);
        moments.considerRests(now);
        return moments.next;
    }

    private void considerWindow(Instant now) {
        Window window = board.hours().window();
        if (window == null) {
            return;
        }
        consider(window.opens(), "the window opens", now);
        consider(justAfter(window.lastStart()), "the last start has passed", now);
        consider(window.closes(), "the window closes", now);
    }

    private void considerGroups(Instant now) {
        consider(deadline(plan.approval(), board.isApproved()), "the wave must be approved by now", now);
        for (Group group : board.groups()) {
            if (group.isOver()) {
                continue;
            }
            String name = "group " + group.name();
            consider(deadline(group.rules().approval(), group.isApproved()), name + " must be approved by now", now);
            consider(group.rules().startBy(), name + " must start by now", now);
            if (group.isBound()) {
                group.jobs()
                        .forEach(job ->
                                consider(job.trail().notBefore(), job.planned().name() + " may be called again", now));
            }
            if (group.planned().isUnit()) {
                considerFit(board.fit().latestStart(group, board.slots().most()), name, now);
            } else {
                group.jobs().stream()
                        .filter(job -> job.isIn(JobState.WATCHING))
                        .forEach(job -> considerFit(
                                board.fit().latestStart(job), job.planned().name(), now));
            }
        }
    }

    private static Instant deadline(Approval approval, boolean given) {
        return approval == null || given ? null : approval.deadline();
    }

    /** On the next full minute: hundreds of jobs do not wake the wave one by one to be deferred. */
    private void considerFit(Optional<Instant> latest, String name, Instant now) {
        latest.map(moment -> moment.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1)))
                .ifPresent(moment -> consider(moment, name + " fits into the window no more", now));
    }

    private void considerRests(Instant now) {
        board.jobs().stream()
                .filter(job -> job.isIn(JobState.WATCHING))
                .forEach(job ->
                        consider(job.patience().restUntil(), job.planned().name() + " has rested", now));
        consider(board.slots().restUntil(), "SMC's quota may have eased", now);
    }

    /** What is allowed at a moment is too late just after it. */
    private static Instant justAfter(Instant moment) {
        return moment.plusMillis(1);
    }

    private void consider(Instant at, String what, Instant now) {
        if (at != null && at.isAfter(now) && (next == null || at.isBefore(next.at()))) {
            next = new Moment(at, what);
        }
    }
}
