package dev.cutover.workflows.board;

import dev.cutover.contract.Window;
import dev.cutover.contract.ZoneTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a wave may act: its window, as operators have extended it. A wave without one is always open. */
public final class Hours {

    private Window window;

    /** @param window {@code null}: always */
    Hours(Window window) {
        this.window = window;
    }

    /** {@code null} when there is none. */
    public Window window() {
        return window;
    }

    public void extend(Instant lastStart, Instant closes) {
        window = window.extended(lastStart, closes);
    }

    public boolean hasOpened(Instant now) {
        return window == null || window.opens() == null || !now.isBefore(window.opens());
    }

    public boolean isPastLastStart(Instant now) {
        return window != null && now.isAfter(window.lastStart());
    }

    public boolean hasClosed(Instant now) {
        return window != null && !now.isBefore(window.closes());
    }

    /** No call leaves later; {@code null}: whenever. */
    public Instant lastStart() {
        return window == null ? null : window.lastStart();
    }

    /** As people of the wave read it: in its own zone. */
    public String spoken(Instant at) {
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
