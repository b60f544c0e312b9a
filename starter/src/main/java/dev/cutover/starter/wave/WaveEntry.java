package dev.cutover.starter.wave;

import dev.cutover.contract.JobCounts;
import dev.cutover.contract.WaveOutcome;
import java.time.Instant;

/**
 * One wave in a list.
 *
 * @param outcome how it stands
 * @param taskQueue which workers carry it out
 * @param endedAt {@code null} while it runs
 * @param counts of a wave that has ended by itself, else {@code null}
 */
public record WaveEntry(
        String wave, WaveOutcome outcome, String taskQueue, Instant startedAt, Instant endedAt, JobCounts counts) {}
