package dev.cutover.workflows.board;

import java.time.Duration;
import java.time.Instant;

/** For how long a group has stood as its before-hook left it. */
final class Standstill {

    private Instant since;
    private Duration before;

    /**
     * @param since {@code null}: it does not stand still now
     * @param before how long it stood still before that, or {@code null}
     */
    Standstill(Instant since, Duration before) {
        this.since = since;
        this.before = before == null ? Duration.ZERO : before;
    }

    /** An earlier execution may have prepared it then, or later. */
    void suspect(Instant at) {
        since = at;
    }

    /** @param wasCalled it has stood since it was suspected; else it is taken to stand from now on */
    void takeUp(Instant now, boolean hasBefore, boolean wasCalled) {
        since = wasCalled ? since : null;
        begin(now, hasBefore);
    }

    /** From now on, unless it does already. Nothing stops a group without a before-hook. */
    void begin(Instant now, boolean hasBefore) {
        Instant begun = since == null ? now : since;
        since = hasBefore ? begun : null;
    }

    void end(Instant now) {
        if (since != null) {
            before = before.plus(Duration.between(since, now));
            since = null;
        }
    }

    /** {@code null}: it does not stand still now. */
    Instant since() {
        return since;
    }

    Duration before() {
        return before;
    }
}
