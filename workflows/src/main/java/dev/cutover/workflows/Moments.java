package dev.cutover.workflows;

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
final class Moments {

    private final Plan plan;
    private final Board board;
    private Instant next;

    private Moments(Plan plan, Board board) {
        this.plan = plan;
        this.board = board;
    }

    /**
     * The next moment after now, or {@code null}.
     *
     * @param others what else is due: steps, messages
     */
    static Instant next(Plan plan, Board board, Stream<Instant> others, Instant now) {
        Moments moments = new Moments(plan, board);
        others.forEach(moment -> moments.consider(moment, now));
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
        consider(window.opens(), now);
        consider(justAfter(window.lastStart()), now);
        consider(window.closes(), now);
    }

    private void considerGroups(Instant now) {
        consider(deadline(plan.approval(), board.isApproved()), now);
        for (Group group : board.groups()) {
            if (group.isOver()) {
                continue;
            }
            consider(deadline(group.rules().approval(), group.isApproved()), now);
            consider(group.rules().startBy(), now);
            if (group.planned().isUnit()) {
                considerFit(board.latestStart(group), now);
            } else {
                group.jobs().stream()
                        .filter(job -> job.isIn(JobState.WATCHING))
                        .forEach(job -> considerFit(board.latestStart(job), now));
            }
        }
    }

    private static Instant deadline(Approval approval, boolean given) {
        return approval == null || given ? null : approval.deadline();
    }

    /** On the next full minute: hundreds of jobs do not wake the wave one by one to be deferred. */
    private void considerFit(Optional<Instant> latest, Instant now) {
        latest.map(moment -> moment.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1)))
                .ifPresent(moment -> consider(moment, now));
    }

    private void considerRests(Instant now) {
        board.jobs().stream()
                .filter(job -> job.isIn(JobState.WATCHING))
                .map(job -> job.patience().restUntil())
                .forEach(moment -> consider(moment, now));
        consider(board.slots().restUntil(), now);
    }

    /** What is allowed at a moment is too late just after it. */
    private static Instant justAfter(Instant moment) {
        return moment.plusMillis(1);
    }

    private void consider(Instant moment, Instant now) {
        if (moment != null && moment.isAfter(now) && (next == null || moment.isBefore(next))) {
            next = moment;
        }
    }
}
