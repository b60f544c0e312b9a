package dev.cutover.contract;

import java.time.Instant;

/** An operator makes the window longer; what is {@code null} stays. */
public record ExtendAction(String actor, String reason, Instant lastStart, Instant closes) {}
