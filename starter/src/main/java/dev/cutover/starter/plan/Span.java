package dev.cutover.starter.plan;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Night;
import dev.cutover.contract.Window;
import java.time.Instant;
import java.time.LocalTime;

/**
 * When a plan acts: in a window with dates, or, when a schedule starts it, in every night; and what of its other times has to be within.
 *
 * @param window {@code null}: it has none, or it is refused
 * @param night the same
 */
record Span(PlanTimes dated, NightTimes nightly, Window window, Night night) {

    static Span of(PlanTimes times) {
        if (times.isNightly()) {
            NightTimes nightly = times.ofNight();
            return new Span(times, nightly, null, nightly.night());
        }
        return new Span(times, null, times.window(), null);
    }

    /**
     * One of both; neither when the file has none, or it is refused.
     *
     * @param time without a date
     */
    record Limit(Instant instant, LocalTime time) {}

    Limit within(Section section, Key<Moment> key) {
        return nightly == null
                ? new Limit(dated.inWindow(section, key, window), null)
                : new Limit(null, nightly.inNight(section, key, night));
    }

    /** @return {@code null} when nobody has to agree */
    Approval approval(Section owner, Key<Section> key) {
        if (!owner.has(key)) {
            return null;
        }
        Section terms = owner.get(key);
        Limit deadline = within(terms, PlanKeys.DEADLINE);
        return new Approval(deadline.instant(), terms.get(PlanKeys.OTHERWISE), deadline.time());
    }
}
