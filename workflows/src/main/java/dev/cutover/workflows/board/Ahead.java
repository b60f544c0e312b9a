package dev.cutover.workflows.board;

import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.Outlook;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Window;
import dev.cutover.forecast.Outlooks;
import dev.cutover.forecast.PlanAhead;
import dev.cutover.forecast.PlanAhead.Known;
import dev.cutover.forecast.Spread;
import dev.cutover.forecast.Stage;
import dev.cutover.forecast.WaveAhead;
import java.time.Instant;

/** What is to come of a wave as it stands. It is shown, and nothing is decided by it. */
public final class Ahead implements PlanAhead.Knowledge {

    private final Board board;

    private Ahead(Board board) {
        this.board = board;
    }

    public static Outlook of(Plan plan, Board board, Instant now) {
        WaveAhead wave = PlanAhead.of(plan, now, new Ahead(board))
                .withSlots(board.slots().now());
        Window window = board.hours().window();
        if (window != null) {
            wave = wave.within(window.opens(), window.lastStart(), window.closes());
        }
        return Outlooks.of(plan, board.safeguards().isCanaryPassed() ? wave.withCanary(null) : wave);
    }

    @Override
    public Known of(PlannedJob planned) {
        Job job = board.job(planned.id()).orElseThrow();
        // No more is known than what nine in ten take.
        Spread past = job.pastRuns() == null ? null : Spread.exactly(job.pastRuns());
        Stage stage = stage(job);
        return new Known(stage, null, stage == Stage.IN_FLIGHT ? job.standing().since() : null, past);
    }

    private static Stage stage(Job job) {
        if (job.isOver()) {
            return job.isThrough() ? Stage.THROUGH : Stage.LOST;
        }
        if (job.isBlocked()) {
            return Stage.BLOCKED;
        }
        if (job.awaitsGroup()) {
            return Stage.THROUGH;
        }
        if (!job.isInFlight()) {
            return Stage.AHEAD;
        }
        return job.standing().isSlotFree() ? Stage.VERIFYING : Stage.IN_FLIGHT;
    }

    @Override
    public boolean isPrepared(PlannedGroup unit) {
        return board.group(unit.name())
                .filter(group -> group.isBound() && group.phase() != GroupPhase.UNDO)
                .isPresent();
    }
}
