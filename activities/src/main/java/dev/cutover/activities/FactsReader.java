package dev.cutover.activities;

import dev.cutover.contract.Account.Listed;
import dev.cutover.contract.CutoverRuns;
import dev.cutover.contract.CutoverRuns.CutoverRun;
import dev.cutover.contract.CutoverRuns.RunState;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedJob;
import dev.cutover.smc.JobFilter;
import dev.cutover.smc.Smc;
import dev.cutover.smc.SmcException;
import dev.cutover.smc.SourceServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Gathers what there is to know before a night. Only reads, but for a probe that was asked for. */
final class FactsReader {

    /** How soon it is tried again when SMC gives no answer. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Smc smc;
    private final CutoverRuns runs;
    private final OtherWaves waves;
    private final InstantSource clock;
    private final PatientSmc.Pause pause;

    FactsReader(Smc smc, CutoverRuns runs, OtherWaves waves, InstantSource clock, PatientSmc.Pause pause) {
        this.smc = smc;
        this.runs = runs;
        this.waves = waves;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Reads it all.
     *
     * @param progress hears how far it is, and is told so again before each call; what it throws ends the reading
     * @throws io.temporal.failure.ApplicationFailure to be tried again, when SMC gives no answer
     */
    Facts read(Plan plan, boolean probeRights, Consumer<Listed> progress) {
        return new Reading(plan, progress).facts(probeRights);
    }

    private record Jobs(Map<JobId, Looks.Look> looks, Map<JobId, String> rivals, Failure refused) {}

    private record Servers(Map<String, SourceServer> byId, String refused) {}

    /** Not to be tried again; else it is thrown. */
    private static Failure verdict(SmcException exception) {
        Failure failure = Failure.ofLook(exception);
        if (failure.isRetried()) {
            throw failure.retry(AGAIN);
        }
        return failure;
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += Smc.MOST_PER_CALL) {
            chunks.add(all.subList(from, Math.min(all.size(), from + Smc.MOST_PER_CALL)));
        }
        return chunks;
    }

    /** One try. It gives a sign of life in each of its loops: a large plan takes long when an account takes few calls. */
    private final class Reading {

        private final Plan plan;
        private final List<JobId> ids;
        private final Consumer<Listed> progress;
        private final Smc patient;
        private final Looks looks;
        private Listed last;

        Reading(Plan plan, Consumer<Listed> progress) {
            this.plan = plan;
            this.progress = progress;
            this.patient = new PatientSmc(smc, this::sign, pause);
            this.looks = new Looks(patient, clock, Duration.ZERO);
            this.ids = plan.groups().stream()
                    .flatMap(group -> group.jobs().stream())
                    .map(PlannedJob::id)
                    .toList();
            // As many calls for servers as for jobs, as far as anybody knows.
            this.last = new Listed(0, 2 * chunks(ids).size());
        }

        private void sign() {
            progress.accept(last);
        }

        private void advance() {
            last = new Listed(last.page() + 1, last.pages());
            sign();
        }

        Facts facts(boolean probeRights) {
            Jobs jobs = jobs();
            Servers servers = servers(jobs.looks());
            return new Facts(
                    clock.instant(),
                    jobs.looks(),
                    jobs.refused(),
                    servers.byId(),
                    servers.refused(),
                    jobs.refused() == null ? runningElsewhere() : null,
                    smc.clockSkew().orElse(null),
                    jobs.rivals(),
                    waves.beside(plan, this::sign).orElse(null),
                    probeRights ? RightsProbe.of(patient) : null);
        }

        private Jobs jobs() {
            Map<JobId, Looks.Look> seen = new HashMap<>();
            Map<JobId, String> rivals = new HashMap<>();
            for (List<JobId> chunk : chunks(ids)) {
                try {
                    seen.putAll(looks.at(chunk));
                } catch (SmcException failure) {
                    return new Jobs(Map.of(), Map.of(), verdict(failure));
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new Failure(FailureKind.UNAVAILABLE, null, "the worker ends").retry(AGAIN);
                }
                rivals.putAll(rivals(chunk));
                advance();
            }
            return new Jobs(seen, rivals, null);
        }

        private Map<JobId, String> rivals(List<JobId> jobs) {
            Map<JobId, String> rivals = new HashMap<>();
            for (CutoverRun run : runs.newest(jobs)) {
                if (run.state() == RunState.RUNNING && !plan.wave().equals(run.wave())) {
                    rivals.put(run.job(), run.wave());
                }
            }
            return rivals;
        }

        private Servers servers(Map<JobId, Looks.Look> seen) {
            Set<String> sources = new LinkedHashSet<>();
            seen.values().forEach(look -> {
                if (look instanceof Looks.Seen one && one.job().sourceId() != null) {
                    sources.add(one.job().sourceId());
                }
            });
            Map<String, SourceServer> servers = new HashMap<>();
            for (List<String> chunk : chunks(List.copyOf(sources))) {
                try {
                    for (SourceServer server : patient.describeSourceServers(chunk)) {
                        servers.put(server.sourceId(), server);
                    }
                } catch (SmcException failure) {
                    String code = verdict(failure).code();
                    return new Servers(Map.of(), Objects.requireNonNullElse(code, "no code"));
                }
                advance();
            }
            return new Servers(servers, null);
        }

        private Integer runningElsewhere() {
            Set<JobId> ours = Set.copyOf(ids);
            try {
                JobFilter running = new JobFilter(null, null, "Running", Map.of());
                return (int) patient.findReplicationJobs(running).stream()
                        .filter(job -> !ours.contains(new JobId(job.jobId())))
                        .count();
            } catch (SmcException failure) {
                // Good to know, and not worth to begin all of it again where calls are scarce.
                if (Failure.ofLook(failure).kind() != FailureKind.THROTTLED) {
                    verdict(failure);
                }
                return null;
            }
        }
    }
}
