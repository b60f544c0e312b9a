package dev.cutover.simulator;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A job as a test or an operator asks for it.
 *
 * @param status where it begins: {@code Ready}, {@code Running}, {@code Waiting}, {@code Stopped}, {@code InError}, {@code Finished}, {@code
 *     Expired}, {@code Deleting}, or any other word to try a reader with
 * @param frequency from the end of a run to the start of the next
 * @param runDuration how long a scheduled run takes
 * @param lastRunDuration how long the last run of a cutover takes
 * @param cleaningDuration how long SMC then takes to release its resources
 * @param nextRunIn until the first scheduled run of a job that begins as {@code Waiting}, {@code null}: as the frequency says
 * @param expiresIn until the job expires
 * @param sourceState {@code Available}, {@code InUse}, {@code Unavailable} (offline), {@code Deleting}, or any other word
 */
public record SimulatedJob(
        String id,
        String name,
        String sourceId,
        String regionId,
        String status,
        boolean runOnce,
        String targetType,
        Duration frequency,
        Duration runDuration,
        Duration lastRunDuration,
        Duration cleaningDuration,
        Duration nextRunIn,
        Duration expiresIn,
        String sourceState,
        Map<String, String> tags) {

    public SimulatedJob {
        tags = tags == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** An incremental job between two runs, a day from the next one. */
    public static SimulatedJob waiting(String id, String name) {
        return new SimulatedJob(
                id,
                name,
                "s-" + id,
                "cn-shanghai",
                "Waiting",
                false,
                "Image",
                Duration.ofHours(24),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                null,
                Duration.ofDays(30),
                "Available",
                Map.of());
    }

    public SimulatedJob withStatus(String newStatus) {
        return new SimulatedJob(
                id,
                name,
                sourceId,
                regionId,
                newStatus,
                runOnce,
                targetType,
                frequency,
                runDuration,
                lastRunDuration,
                cleaningDuration,
                nextRunIn,
                expiresIn,
                sourceState,
                tags);
    }

    public SimulatedJob withSourceState(String newSourceState) {
        return new SimulatedJob(
                id,
                name,
                sourceId,
                regionId,
                status,
                runOnce,
                targetType,
                frequency,
                runDuration,
                lastRunDuration,
                cleaningDuration,
                nextRunIn,
                expiresIn,
                newSourceState,
                tags);
    }

    public SimulatedJob withRunOnce() {
        return new SimulatedJob(
                id,
                name,
                sourceId,
                regionId,
                status,
                true,
                targetType,
                frequency,
                runDuration,
                lastRunDuration,
                cleaningDuration,
                nextRunIn,
                expiresIn,
                sourceState,
                tags);
    }

    public SimulatedJob withTags(Map<String, String> newTags) {
        return new SimulatedJob(
                id,
                name,
                sourceId,
                regionId,
                status,
                runOnce,
                targetType,
                frequency,
                runDuration,
                lastRunDuration,
                cleaningDuration,
                nextRunIn,
                expiresIn,
                sourceState,
                newTags);
    }

    /** Runs of another length, and the first of them after {@code first}. */
    public SimulatedJob withRuns(Duration first, Duration run, Duration newFrequency) {
        return new SimulatedJob(
                id,
                name,
                sourceId,
                regionId,
                status,
                runOnce,
                targetType,
                newFrequency,
                run,
                lastRunDuration,
                cleaningDuration,
                first,
                expiresIn,
                sourceState,
                tags);
    }

    public SimulatedJob withLastRun(Duration lastRun, Duration cleaning) {
        return new SimulatedJob(
                id,
                name,
                sourceId,
                regionId,
                status,
                runOnce,
                targetType,
                frequency,
                runDuration,
                lastRun,
                cleaning,
                nextRunIn,
                expiresIn,
                sourceState,
                tags);
    }

    public SimulatedJob expiringIn(Duration duration) {
        return new SimulatedJob(
                id,
                name,
                sourceId,
                regionId,
                status,
                runOnce,
                targetType,
                frequency,
                runDuration,
                lastRunDuration,
                cleaningDuration,
                nextRunIn,
                duration,
                sourceState,
                tags);
    }
}
