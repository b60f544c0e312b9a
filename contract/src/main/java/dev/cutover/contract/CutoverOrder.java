package dev.cutover.contract;

import java.time.Duration;
import java.time.Instant;

/**
 * What a {@link JobCutover} is told to do.
 *
 * @param wave the wave's name
 * @param waveRun first run id of the wave's execution; outcomes that name another one are ignored, unless the wave has adopted the cutover
 * @param phase where to begin
 * @param touched whether a cutover call was sent for this job before
 * @param lastCallAt when the last call that may have taken effect was sent, or {@code null}
 * @param notBefore no call may be sent earlier, or {@code null}: an attempt of a terminated cutover may still be under way until then
 * @param lastStart no call is sent later; {@code null}: whenever
 * @param hooks of the job, or {@code null}
 * @param prepared its before-hook ran, or may have run, and its undo has not succeeded
 * @param round from 1: how often it is prepared
 * @param previousRun run id of this wave's previous cutover of the job, or {@code null}; the report follows them back
 * @param searchable whether the namespace knows every {@link SearchAttribute}
 */
public record CutoverOrder(
        String wave,
        String waveRun,
        JobId job,
        String name,
        boolean syncData,
        Duration completeWithin,
        Polling polling,
        Phase phase,
        boolean touched,
        Instant lastCallAt,
        Instant notBefore,
        String previousRun,
        Instant lastStart,
        String change,
        String account,
        String group,
        Hooks hooks,
        boolean prepared,
        int round,
        boolean searchable) {}
