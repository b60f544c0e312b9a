package dev.cutover.workflows;

import dev.cutover.contract.Window;
import dev.cutover.contract.ZoneTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a wave may act: its window, as operators have extended it. A wave without one is always open. */
final class Hours {

    private Window window;

    /** @param window {@code null}: always */
    Hours(Window window) {
        this.window = window;
    }

    /** {@code null} when there is none. */
    Window window() {
        return window;
    }

    void extend(Instant lastStart, Instant closes) {
        window = window.extended(lastStart, closes);
    }

    boolean hasOpened(Instant now) {
        return window == null || window.opens() == null || !now.isBefore(window.opens());
    }

    boolean isPastLastStart(Instant now) {
        return window != null && now.isAfter(window.lastStart());
    }

    boolean hasClosed(Instant now) {
        return window != null && !now.isBefore(window.closes());
    }

    /** No call leaves later; {@code null}: whenever. */
    Instant lastStart() {
        return window == null ? null : window.lastStart();
    }

    /** As people of the wave read it: in its own zone. */
    String spoken(Instant at) {
        return ZoneTime.of(window == null ? null : window.timeZone()).full(at);
    }

    /** Until when something that lasts so long may start, to end before the window closes; empty: whenever. */
    Optional<Instant> latestStart(Duration lasts, boolean ignoreFit) {
        if (window == null) {
            return Optional.empty();
        }
        Instant fits = window.closes().minus(lasts);
        return Optional.of(ignoreFit || fits.isAfter(window.lastStart()) ? window.lastStart() : fits);
    }
}
