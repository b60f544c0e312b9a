package dev.cutover.contract;

import java.time.Instant;

/**
 * What an operator did to a wave.
 *
 * @param action {@code hold}, {@code resume}, {@code drain}, {@code skip} or {@code retry}
 * @param target what it was done to, in the operator's words: {@code all jobs}, {@code group app}, {@code web-03}
 */
public record Action(Instant at, String actor, String action, String target, String reason) {}
