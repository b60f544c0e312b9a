package dev.cutover.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A wave as far as a forecast is concerned: before it starts, or as it stands while it runs.
 *
 * @param now when the forecast is made; nothing starts earlier
 * @param opens {@code null}: at once
 * @param lastStart {@code null}: whenever
 * @param closes {@code null}: never
 * @param slots at least one
 * @param beat SMC is asked on its multiples, and what happens in between is seen at the next; {@code null}: it is seen at once
 * @param canary {@code null}: none, or it has passed
 * @param groups in the order of the plan
 */
public record WaveAhead(
        Instant now,
        Instant opens,
        Instant lastStart,
        Instant closes,
        int slots,
        Duration beat,
        CanaryAhead canary,
        List<GroupAhead> groups) {

    public WaveAhead {
        groups = groups == null ? List.of() : List.copyOf(groups);
    }

    /** Without a window, a beat and a canary. */
    public static WaveAhead of(Instant now, int slots, List<GroupAhead> groups) {
        return new WaveAhead(now, null, null, null, slots, null, null, groups);
    }

    /** Of a window that a person has extended, or another one to be tried. */
    public WaveAhead within(Instant newOpens, Instant newLastStart, Instant newCloses) {
        return new WaveAhead(now, newOpens, newLastStart, newCloses, slots, beat, canary, groups);
    }

    public WaveAhead withSlots(int to) {
        return new WaveAhead(now, opens, lastStart, closes, to, beat, canary, groups);
    }

    public WaveAhead withBeat(Duration to) {
        return new WaveAhead(now, opens, lastStart, closes, slots, to, canary, groups);
    }

    public WaveAhead withCanary(CanaryAhead to) {
        return new WaveAhead(now, opens, lastStart, closes, slots, beat, to, groups);
    }

    /** When jobs are looked at first. */
    Instant begins() {
        return opens == null || opens.isBefore(now) ? now : opens;
    }
}
