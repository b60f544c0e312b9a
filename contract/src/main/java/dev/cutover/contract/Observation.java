package dev.cutover.contract;

import java.time.Duration;
import java.time.Instant;

/**
 * One look at a job.
 *
 * @param status as SMC spells it, with the business status behind a slash where there is one; {@code null} when the job is missing
 * @param errorCode SMC's code for a job in error, or {@code null}
 * @param imageId what the cutover left, or {@code null}
 * @param instanceId what the cutover left, or {@code null}
 * @param at when the look was taken
 * @param pastRuns how long nine in ten of its past runs took, the first full copy left out; {@code null} when there are none
 */
public record Observation(
        JobId job,
        Sighting sighting,
        String status,
        String errorCode,
        String imageId,
        String instanceId,
        Instant at,
        Duration pastRuns) {}
