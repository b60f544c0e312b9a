package dev.cutover.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A job as far as a forecast is concerned.
 *
 * @param ready when it can take a slot at the earliest; {@code null}: as soon as it is looked at
 * @param since when its cutover began; {@code null} unless it is in flight
 * @param run from the call until SMC is through
 * @param expected what is counted when it is decided whether it fits into the window, without hooks
 * @param before how long its own before-hook takes, in its slot
 * @param after how long its own after-hook takes, outside it
 * @param away the scheduled runs that come, the first one first; it starts before one or after it
 */
public record JobAhead(
        String id,
        Stage stage,
        Instant ready,
        Instant since,
        Spread run,
        Duration expected,
        Duration before,
        Duration after,
        List<Away> away) {

    public JobAhead {
        away = away == null ? List.of() : List.copyOf(away);
    }

    /** One that no scheduled run takes away. */
    public JobAhead(
            String id,
            Stage stage,
            Instant ready,
            Instant since,
            Spread run,
            Duration expected,
            Duration before,
            Duration after) {
        this(id, stage, ready, since, run, expected, before, after, List.of());
    }

    /** A job without hooks that is {@code Waiting}. */
    public static JobAhead of(String id, Spread run) {
        return new JobAhead(id, Stage.AHEAD, null, null, run, run.p90(), Duration.ZERO, Duration.ZERO);
    }

    public JobAhead readyAt(Instant then) {
        return new JobAhead(id, stage, then, since, run, expected, before, after, away);
    }

    public JobAhead inFlightSince(Instant then) {
        return new JobAhead(id, Stage.IN_FLIGHT, ready, then, run, expected, before, after, away);
    }

    public JobAhead at(Stage to) {
        return new JobAhead(id, to, ready, since, run, expected, before, after, away);
    }

    public JobAhead expecting(Duration to) {
        return new JobAhead(id, stage, ready, since, run, to, before, after, away);
    }

    public JobAhead withHooks(Duration newBefore, Duration newAfter) {
        return new JobAhead(id, stage, ready, since, run, expected, newBefore, newAfter, away);
    }

    public JobAhead takenAway(Away... runs) {
        return new JobAhead(id, stage, ready, since, run, expected, before, after, List.of(runs));
    }

    /** From the slot to the end, as it is counted when it is decided whether it fits. */
    Duration expectedWithHooks() {
        return expected.plus(before).plus(after);
    }

    /** Whether it has come to an outcome. */
    boolean isOver() {
        return stage == Stage.THROUGH || stage == Stage.LOST;
    }
}
