package dev.cutover.contract;

import java.time.Instant;

/**
 * Where one cutover stands.
 *
 * @param phase {@link Phase#AWAIT} once it is past the point of no return
 * @param calls cutover calls known so far
 * @param lastCallAt when the newest call that may have taken effect was sent, or {@code null}
 * @param overdue whether the completion deadline has passed
 * @param tries the calls of this run, but for those of a call that is still being tried
 * @param previousRun as in {@link CutoverOrder}
 */
public record CutoverProgress(
        Phase phase,
        int calls,
        Instant lastCallAt,
        boolean overdue,
        boolean gateOpen,
        Evidence tries,
        String previousRun) {}
