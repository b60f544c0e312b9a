package dev.cutover.contract;

import java.time.Instant;

/**
 * What became of one step of a hook.
 *
 * @param round from 1
 * @param endedAt {@code null} while it goes on
 * @param done whether it succeeded
 * @param output what it said, or why it failed; or {@code null}
 */
public record StepTold(HookStep step, int round, Instant beganAt, Instant endedAt, boolean done, String output) {}
