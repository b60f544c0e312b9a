package dev.cutover.workflows.wave;

import dev.cutover.workflows.board.Moment;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** The one timer of a wave: wakes it when something is due by itself. A wave for which nothing is due has none. */
final class Alarm {

    private Instant at;
    private Promise<Void> timer;
    private CancellationScope scope;

    /** @param next {@code null}: nothing is due. An alarm that is earlier rings all the same; that costs less than setting it anew. */
    void set(Moment next, Instant now) {
        if (hasRung()) {
            timer = null;
            at = null;
        }
        if (next == null || (at != null && !next.at().isBefore(at))) {
            return;
        }
        if (timer != null) {
            scope.cancel("something is due earlier");
        }
        at = next.at();
        Duration left = Duration.between(now, at);
        TimerOptions options = TimerOptions.newBuilder().setSummary(next.what()).build();
        scope = Workflow.newCancellationScope(
                () -> timer = Workflow.newTimer(left.compareTo(SHORTEST) < 0 ? SHORTEST : left, options));
        scope.run();
    }

    /** A moment that has passed is one that was just missed; nothing spins. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    boolean hasRung() {
        return timer != null && timer.isCompleted();
    }
}
