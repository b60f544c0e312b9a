package dev.cutover.simulator;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A job as a test or an operator asks for it.
 *
 * @param status where it begins: {@code Ready}, {@code Running}, {@code Waiting}, {@code Stopped}, {@code InError}, {@code Finished}, {@code
 *     Expired}, {@code Deleting}, or any other word to try a reader with
 * @param expiresIn until the job expires
 */
public record SimulatedJob(
        String id,
        String name,
        String regionId,
        String status,
        boolean runOnce,
        String targetType,
        SourceServer source,
        Runs runs,
        LastRun lastRun,
        Duration expiresIn,
        Map<String, String> tags) {

    /**
     * The server that is migrated; jobs that name the same one share it.
     *
     * @param state {@code Available}, {@code InUse}, {@code Unavailable} (offline), {@code Deleting}, or any other word
     * @param workgroup that it is in; empty: none
     */
    public record SourceServer(String id, String state, String workgroup) {

        /** One in no workgroup. */
        public SourceServer(String id, String state) {
            this(id, state, "");
        }
    }

    /**
     * The runs that come by themselves.
     *
     * @param first until the first of a job that begins as {@code Waiting}, {@code null}: as the frequency says
     * @param duration how long each takes
     * @param frequency from the end of one to the start of the next
     * @param past how long those took that a job that begins as {@code Waiting} has behind it, oldest first; empty: one, of {@code duration}
     */
    public record Runs(Duration first, Duration duration, Duration frequency, List<Duration> past) {
        public Runs {
            past = past == null ? List.of() : List.copyOf(past);
        }
    }

    /**
     * What a cutover brings about.
     *
     * @param duration how long the last run takes
     * @param cleaning how long SMC then takes to release its resources
     */
    public record LastRun(Duration duration, Duration cleaning) {}

    public SimulatedJob {
        tags = tags == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** An incremental job between two runs, a day from the next one. */
    public static SimulatedJob waiting(String id, String name) {
        Duration run = Duration.ofMinutes(10);
        return new SimulatedJob(
                id,
                name,
                "cn-shanghai",
                "Waiting",
                false,
                "Image",
                new SourceServer("s-" + id, "Available"),
                new Runs(null, run, Duration.ofHours(24), null),
                new LastRun(run, Duration.ofMinutes(1)),
                Duration.ofDays(30),
                Map.of());
    }

    public SimulatedJob withStatus(String to) {
        return new SimulatedJob(id, name, regionId, to, runOnce, targetType, source, runs, lastRun, expiresIn, tags);
    }

    public SimulatedJob withRunOnce() {
        return new SimulatedJob(id, name, regionId, status, true, targetType, source, runs, lastRun, expiresIn, tags);
    }

    public SimulatedJob withSourceState(String state) {
        return withSource(new SourceServer(source.id(), state, source.workgroup()));
    }

    public SimulatedJob withWorkgroup(String workgroup) {
        return withSource(new SourceServer(source.id(), source.state(), workgroup));
    }

    private SimulatedJob withSource(SourceServer to) {
        return new SimulatedJob(id, name, regionId, status, runOnce, targetType, to, runs, lastRun, expiresIn, tags);
    }

    /** Runs of another length, and the first of them after {@code first}. */
    public SimulatedJob withRuns(Duration first, Duration run, Duration frequency) {
        return withRuns(new Runs(first, run, frequency, runs.past()));
    }

    /** Runs behind it that took so long, oldest first: the first one copied everything. */
    public SimulatedJob withPastRuns(Duration... past) {
        return withRuns(new Runs(runs.first(), runs.duration(), runs.frequency(), List.of(past)));
    }

    private SimulatedJob withRuns(Runs to) {
        return new SimulatedJob(id, name, regionId, status, runOnce, targetType, source, to, lastRun, expiresIn, tags);
    }

    public SimulatedJob withLastRun(Duration run, Duration cleaning) {
        LastRun to = new LastRun(run, cleaning);
        return new SimulatedJob(id, name, regionId, status, runOnce, targetType, source, runs, to, expiresIn, tags);
    }

    public SimulatedJob expiringIn(Duration to) {
        return new SimulatedJob(id, name, regionId, status, runOnce, targetType, source, runs, lastRun, to, tags);
    }

    public SimulatedJob withTags(Map<String, String> to) {
        return new SimulatedJob(id, name, regionId, status, runOnce, targetType, source, runs, lastRun, expiresIn, to);
    }
}
