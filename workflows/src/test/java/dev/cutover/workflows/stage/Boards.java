package dev.cutover.workflows.stage;

import dev.cutover.contract.Hold;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.Standing;
import dev.cutover.workflows.board.Board;
import java.time.Instant;

/** Boards that stand as a test wants them. */
public final class Boards {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-28T00:00:00Z");

    private Boards() {}

    public static void stand(Board board, Standing standing) {
        switch (standing) {
            case OPEN -> board.goOn();
            case HELD -> board.holdBecause(new Hold(HoldReason.BY_HAND, null, MIDNIGHT, false));
            case DRAINED -> board.drain();
        }
    }
}
