package dev.cutover.forecast;

import java.time.Duration;

/**
 * What makes a group one unit.
 *
 * @param before how long its before-hook takes; its slots are kept meanwhile
 * @param after how long its after-hook takes, once all its jobs are through
 * @param prepared its before-hook has run: its jobs go on whatever fits
 */
public record UnitAhead(Duration before, Duration after, boolean prepared) {}
