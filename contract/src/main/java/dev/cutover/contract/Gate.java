package dev.cutover.contract;

import java.time.Instant;

/**
 * Whether a cutover may still send its call; the one word from a wave to its cutovers.
 *
 * @param open whether it may
 * @param why what closed it: {@code held} or {@code drained}; {@code null} when open
 * @param lastStart no call leaves later; {@code null}: whenever
 */
public record Gate(boolean open, String why, Instant lastStart) {}
