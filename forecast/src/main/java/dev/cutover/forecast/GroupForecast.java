package dev.cutover.forecast;

import java.time.Instant;

/**
 * When a group will be through.
 *
 * @param jobs of it that have not come to an outcome
 * @param through when all its jobs are, its after-hook included; {@code null} in it: not in this window
 * @param left how many of those jobs will not make it
 */
public record GroupForecast(String name, int jobs, Likely<Instant> through, Likely<Integer> left) {}
