package dev.cutover.starter.schedule;

import dev.cutover.contract.Plan;
import java.time.Duration;

/**
 * What a schedule does, as an operator decides it.
 *
 * @param plan called as the schedule
 * @param catchUp how long after its time a start still takes place, when an outage was in the way
 * @param pauseOnFailure whether it stops when a wave has ended badly
 */
public record Terms(Plan plan, Timing timing, Duration catchUp, boolean pauseOnFailure) {}
