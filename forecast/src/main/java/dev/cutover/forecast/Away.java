package dev.cutover.forecast;

import java.time.Instant;

/** A scheduled run of a job, for as long as which it is not {@code Waiting} and takes no slot. */
public record Away(Instant from, Instant until) {}
