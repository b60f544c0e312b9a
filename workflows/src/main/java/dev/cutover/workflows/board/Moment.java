package dev.cutover.workflows.board;

import java.time.Instant;

/**
 * When something of a wave is due by itself.
 *
 * @param at {@code null}: never
 * @param what it is, for the Web UI
 */
public record Moment(Instant at, String what) {}
