package dev.cutover.contract;

import java.time.Instant;

/**
 * How a wave ended. With it a report can be written without a worker.
 *
 * @param progress as it stood at its end
 */
public record WaveResult(
        WaveOutcome outcome, Instant endedAt, JobCounts counts, Plan plan, WaveMemory memory, WaveProgress progress) {}
