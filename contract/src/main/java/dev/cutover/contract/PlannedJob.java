package dev.cutover.contract;

import java.time.Duration;

/**
 * One job of a plan. What the plan's defaults say is left {@code null} here, so that 2,000 jobs stay small.
 *
 * @param id the replication job
 * @param name what the operator calls the server; the id when the plan gives no name
 * @param syncData whether SMC copies everything one last time, {@code null}: as the defaults say
 * @param expectedDuration how long the last run is expected to take, {@code null}: as its past runs, or the defaults, say
 * @param completeWithin after which it is overdue, counted from its cutover call; {@code null}: as the defaults say
 * @param hooks around its own cutover, {@code null}: as the defaults say
 */
public record PlannedJob(
        JobId id, String name, Boolean syncData, Duration expectedDuration, Duration completeWithin, Hooks hooks) {}
