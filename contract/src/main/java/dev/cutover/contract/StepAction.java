package dev.cutover.contract;

/**
 * An operator's word to a step of a group, of a job, or of the wave.
 *
 * @param group its name; {@code null} with a job, and for the wave
 * @param job its id, or {@code null}
 */
public record StepAction(String actor, String reason, String group, JobId job) {}
