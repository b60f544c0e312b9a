package dev.cutover.activities;

import dev.cutover.contract.Account.Listed;
import dev.cutover.contract.CutoverRuns;
import dev.cutover.contract.CutoverRuns.CutoverRun;
import dev.cutover.contract.CutoverRuns.RunState;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedJob;
import dev.cutover.smc.CallGuard;
import dev.cutover.smc.JobFilter;
import dev.cutover.smc.Smc;
import dev.cutover.smc.SmcException;
import dev.cutover.smc.SourceServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Gathers what there is to know before a night. Only reads, but for a probe that was asked for. */
final class FactsReader {

    /** One that SMC never gives. */
    static final String NO_JOB = "j-00000000000000000000";

    /** How soon it is tried again when SMC gives no answer. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Smc smc;
    private final Looks looks;
    private final CutoverRuns runs;
    private final OtherWaves waves;
    private final InstantSource clock;

    FactsReader(Smc smc, CutoverRuns runs, OtherWaves waves, InstantSource clock) {
        this.smc = smc;
        this.looks = new Looks(smc, clock, Duration.ZERO);
        this.runs = runs;
        this.waves = waves;
        this.clock = clock;
    }

    /**
     * Reads it all.
     *
     * @param progress is told after each call
     * @throws io.temporal.failure.ApplicationFailure to be tried again, when SMC gives no answer
     */
    Facts read(Plan plan, boolean probeRights, Consumer<Listed> progress) {
        List<JobId> ids = plan.groups().stream()
                .flatMap(group -> group.jobs().stream())
                .map(PlannedJob::id)
                .toList();
        Jobs jobs = jobs(plan, ids, progress);
        Servers servers = servers(jobs.looks());
        return new Facts(
                clock.instant(),
                jobs.looks(),
                jobs.refused(),
                servers.byId(),
                servers.refused(),
                jobs.refused() == null ? runningElsewhere(jobs.looks().keySet()) : null,
                smc.clockSkew().orElse(null),
                jobs.rivals(),
                waves.running(plan.account()).map(all -> others(all, plan)).orElse(null),
                probeRights ? probe() : null);
    }

    private record Jobs(Map<JobId, Looks.Look> looks, Map<JobId, String> rivals, Failure refused) {}

    private Jobs jobs(Plan plan, List<JobId> ids, Consumer<Listed> progress) {
        Map<JobId, Looks.Look> seen = new HashMap<>();
        Map<JobId, String> rivals = new HashMap<>();
        for (int from = 0; from < ids.size(); from += Smc.MOST_PER_CALL) {
            List<JobId> chunk = ids.subList(from, Math.min(ids.size(), from + Smc.MOST_PER_CALL));
            try {
                seen.putAll(looks.at(chunk));
            } catch (SmcException failure) {
                return new Jobs(Map.of(), Map.of(), verdict(failure));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new Failure(FailureKind.UNAVAILABLE, null, "the worker ends").retry(AGAIN);
            }
            rivals.putAll(rivals(plan, chunk));
            progress.accept(new Listed(from / Smc.MOST_PER_CALL + 1, (ids.size() - 1) / Smc.MOST_PER_CALL + 1));
        }
        return new Jobs(seen, rivals, null);
    }

    /** Not to be tried again; else it is thrown. */
    private static Failure verdict(SmcException exception) {
        Failure failure = Failure.ofLook(exception);
        if (failure.isRetried()) {
            throw failure.retry(AGAIN);
        }
        return failure;
    }

    private Map<JobId, String> rivals(Plan plan, List<JobId> jobs) {
        Map<JobId, String> rivals = new HashMap<>();
        for (CutoverRun run : runs.newest(jobs)) {
            if (run.state() == RunState.RUNNING && !plan.wave().equals(run.wave())) {
                rivals.put(run.job(), run.wave());
            }
        }
        return rivals;
    }

    private static List<OtherWaves.Other> others(List<OtherWaves.Other> all, Plan plan) {
        return all.stream().filter(one -> !one.wave().equals(plan.wave())).toList();
    }

    private Integer runningElsewhere(Set<JobId> ours) {
        try {
            return (int) smc.findReplicationJobs(new JobFilter(null, null, "Running", Map.of())).stream()
                    .filter(job -> !ours.contains(new JobId(job.jobId())))
                    .count();
        } catch (SmcException failure) {
            verdict(failure);
            return null;
        }
    }

    private Facts.Probe probe() {
        try {
            smc.cutOverReplicationJob(NO_JOB, true, CallGuard.ALWAYS);
            return Facts.Probe.UNCLEAR;
        } catch (SmcException failure) {
            Failure told = Failure.of(failure);
            if (told.kind() == FailureKind.ACCOUNT) {
                return Facts.Probe.FORBIDDEN;
            }
            boolean looked = failure instanceof SmcException.Refused && !told.isRetried();
            return looked ? Facts.Probe.GRANTED : Facts.Probe.UNCLEAR;
        }
    }

    private record Servers(Map<String, SourceServer> byId, String refused) {}

    private Servers servers(Map<JobId, Looks.Look> looks) {
        Set<String> sources = new HashSet<>();
        looks.values().forEach(look -> {
            if (look instanceof Looks.Seen seen && seen.job().sourceId() != null) {
                sources.add(seen.job().sourceId());
            }
        });
        try {
            Map<String, SourceServer> servers = new HashMap<>();
            for (SourceServer server : smc.describeSourceServers(List.copyOf(sources))) {
                servers.put(server.sourceId(), server);
            }
            return new Servers(servers, null);
        } catch (SmcException failure) {
            return new Servers(
                    Map.of(), Objects.requireNonNullElse(verdict(failure).code(), "no code"));
        }
    }
}
