package dev.cutover.contract;

import java.time.Instant;

/**
 * Somebody has to agree before a group, or a wave, starts.
 *
 * @param deadline until when, or {@code null}: as long as the window is open
 * @param startAnyway at the deadline it starts without; else it is deferred
 */
public record Approval(Instant deadline, boolean startAnyway) {}
