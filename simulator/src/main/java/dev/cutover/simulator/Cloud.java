package dev.cutover.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The account at SMC: its jobs, its rules, its ledger. One lock: the ledger's order is the order of the deeds. */
final class Cloud {

    private static final int MOST = 50;
    /** Our own code: what SMC does with one running job too many is not documented. */
    private static final String OVER_LIMIT = "QuotaExceeded.RunningJob";

    private final SimulatorOptions options;
    private final InstantSource clock;
    private final Faults faults;
    private final Verifier verifier;
    private final Map<String, LiveJob> jobs = new LinkedHashMap<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();

    Cloud(SimulatorOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.faults = new Faults(options.seed());
        this.verifier = new Verifier(options.keyId(), options.keySecret());
    }

    /** What the caller gets to hear. */
    record Reply(String answer, int status, Map<String, Object> body, Duration delay) {}

    synchronized void add(SimulatedJob job) {
        jobs.put(job.id(), new LiveJob(job, options.speed(), clock.instant()));
    }

    synchronized void add(Fault fault) {
        faults.add(fault, clock.instant());
    }

    synchronized List<LedgerEntry> ledger() {
        return List.copyOf(ledger);
    }

    synchronized Map<String, LiveJob> jobs() {
        catchUp(clock.instant());
        return new LinkedHashMap<>(jobs);
    }

    /** Changes a job that is there already, by hand. */
    synchronized boolean change(JobChange change) {
        Instant now = clock.instant();
        catchUp(now);
        LiveJob job = jobs.get(change.id());
        if (job == null) {
            return false;
        }
        if (change.sourceState() != null) {
            job.sourceIs(change.sourceState());
        }
        if (change.status() != null) {
            job.moveTo(change.status(), now);
        }
        if (change.startRun()) {
            job.startRunNow(now);
        }
        return true;
    }

    /** Carries a call out and writes it down. */
    synchronized Reply call(Call call) {
        Instant now = clock.instant();
        catchUp(now);
        String requestId = UUID.randomUUID().toString().toUpperCase(java.util.Locale.ROOT);
        String before = status(call);
        Optional<Fault> fault = Optional.empty();
        Outcome outcome;
        try {
            verifier.check(
                    call.method(),
                    call.parameters(),
                    call.headers(),
                    call.body().getBytes(StandardCharsets.ISO_8859_1),
                    now);
            faults.checkAccount(now);
            fault = faults.strike(call.operation(), call.jobIds());
            outcome = carryOut(call, fault.orElse(null), now);
        } catch (Refusal refusal) {
            outcome = new Outcome("refused", "sent", refusal.status(), refusal.code(), refusal.getMessage(), Map.of());
        }
        Map<String, Object> body = new LinkedHashMap<>(outcome.body());
        body.put("RequestId", requestId);
        if (outcome.code() != null) {
            body.put("HostId", "smc.simulator");
            body.put("Code", outcome.code());
            body.put("Message", outcome.message());
            body.put("Recommend", "");
        }
        ledger.add(new LedgerEntry(
                Times.text(now),
                call.operation(),
                call.jobId(),
                call.jobId() == null && !call.jobIds().isEmpty() ? call.jobIds() : null,
                call.isCutOver() ? call.syncData() : null,
                before,
                status(call),
                outcome.effect(),
                outcome.answer(),
                outcome.code(),
                requestId));
        Duration delay = fault.filter(one -> one.kind() == FaultKind.SLOW_ANSWER)
                .map(Fault::delay)
                .orElse(Duration.ZERO);
        return new Reply(outcome.answer(), outcome.status(), body, delay);
    }

    private record Outcome(
            String effect, String answer, int status, String code, String message, Map<String, Object> body) {

        static Outcome done(String effect, Map<String, Object> body) {
            return new Outcome(effect, "sent", 200, null, null, body);
        }

        Outcome answered(String how) {
            return new Outcome(effect, how, status, code, message, body);
        }
    }

    private Outcome carryOut(Call call, Fault fault, Instant now) throws Refusal {
        if (fault == null) {
            return perform(call, now);
        }
        LiveJob job = call.jobId() == null ? null : jobs.get(call.jobId());
        LiveJob.View before = job == null ? null : job.trueView();
        switch (fault.kind()) {
            case INTERNAL_ERROR_BEFORE -> {
                return new Outcome("none", "sent", 500, "InternalError", "An internal error occurred.", Map.of());
            }
            case THROTTLE -> throw new Refusal(400, "Throttling.User", "Request was denied due to user flow control.");
            case REFUSE -> throw new Refusal(fault.status(), fault.code(), "Refused on demand.");
            case ACKNOWLEDGED_ONLY -> {
                return Outcome.done("none", Map.of());
            }
            case CONNECTION_DROPPED -> {
                return new Outcome("none", "dropped", 0, null, null, Map.of());
            }
            case STATE_RACE -> {
                if (job != null) {
                    job.startRunNow(now);
                }
            }
            case SOURCE_OFFLINE -> {
                if (job != null) {
                    job.sourceIs("Unavailable");
                }
            }
            default -> {}
        }
        Outcome done = perform(call, now);
        if (job != null && fault.kind() == FaultKind.ERROR_IN_LAST_RUN) {
            job.failInLastRun();
        }
        if (job != null && fault.kind() == FaultKind.STALE_READS) {
            job.keepShowing(before, now.plus(fault.delay()));
        }
        return switch (fault.kind()) {
            case INTERNAL_ERROR_AFTER ->
                new Outcome(done.effect(), "sent", 500, "InternalError", "An internal error occurred.", Map.of());
            case ANSWER_LOST -> done.answered("lost");
            case GARBAGE -> done.answered("garbled");
            default -> done;
        };
    }

    private Outcome perform(Call call, Instant now) throws Refusal {
        return switch (call.operation()) {
            case "DescribeReplicationJobs" -> Outcome.done("none", new JobQuery(call).answer(jobs.values(), now));
            case "DescribeSourceServers" -> Outcome.done("none", new SourceQuery(call).answer(jobs.values(), now));
            case "CutOverReplicationJob" -> cutOver(call, now);
            case "StartReplicationJob" -> start(call, now);
            case "StopReplicationJob" -> stop(call);
            default -> throw new Refusal(404, "InvalidAction.NotFound", "Specified api is not found.");
        };
    }

    private Outcome cutOver(Call call, Instant now) throws Refusal {
        LiveJob job = job(call);
        boolean accepted = job.status().equals("Waiting")
                || (options.behaviour().acceptAnyState() && job.status().equals("Running"));
        if (job.asked().runOnce() || !accepted) {
            throw new Refusal(
                    400,
                    "ReplicationJob.InvalidStatus",
                    "The job is " + job.status() + "; it must be Waiting to be cut over.");
        }
        if (!job.sourceState().equals("Available") && !job.sourceState().equals("InUse")) {
            throw new Refusal(400, "SourceServerState.Invalid", "The source server is offline or in error.");
        }
        if (call.syncData() && !job.isRunning()) {
            checkLimit();
        }
        job.cutOver(call.syncData(), options.behaviour().callShowsAfter(), now);
        return Outcome.done("accepted", Map.of());
    }

    private Outcome start(Call call, Instant now) throws Refusal {
        LiveJob job = job(call);
        switch (job.status()) {
            case "Ready", "Stopped", "InError" -> {
                checkLimit();
                job.start(options.behaviour().restartResumesCutover(), now);
                return Outcome.done("accepted", Map.of());
            }
            default -> throw new Refusal(400, "ReplicationJob.InvalidStatus", "The job is " + job.status() + ".");
        }
    }

    private Outcome stop(Call call) throws Refusal {
        LiveJob job = job(call);
        if (!job.status().equals("Running")) {
            throw new Refusal(400, "ReplicationJob.InvalidStatus", "The job is " + job.status() + ".");
        }
        if (!job.business().equals("Syncing")) {
            throw new Refusal(400, "ReplicationJob.InvalidBusinessStatus", "The job is " + job.business() + ".");
        }
        job.stop();
        return Outcome.done("accepted", Map.of());
    }

    private void checkLimit() throws Refusal {
        if (isFull()) {
            throw new Refusal(400, OVER_LIMIT, "Over the limit of " + options.maxRunning() + " running jobs.");
        }
    }

    private boolean isFull() {
        return options.maxRunning() > 0
                && jobs.values().stream().filter(LiveJob::isRunning).count() >= options.maxRunning();
    }

    private LiveJob job(Call call) throws Refusal {
        if (call.jobId() == null || call.jobId().isEmpty()) {
            throw new Refusal(400, "MissingParameter", "JobId is mandatory for this action.");
        }
        LiveJob job = jobs.get(call.jobId());
        if (job == null) {
            throw new Refusal(400, "InvalidParameter.JobId", "The job does not exist.");
        }
        return job;
    }

    private String status(Call call) {
        LiveJob job = call.jobId() == null ? null : jobs.get(call.jobId());
        return job == null ? null : job.status();
    }

    /** Lets all happen that was due by now, in the order of time. */
    private void catchUp(Instant now) {
        while (true) {
            Optional<LiveJob> next = jobs.values().stream()
                    .filter(job ->
                            job.nextEventAt() != null && !job.nextEventAt().isAfter(now))
                    .min(Comparator.comparing(LiveJob::nextEventAt));
            if (next.isEmpty()) {
                return;
            }
            LiveJob job = next.get();
            Instant at = job.nextEventAt();
            if (job.isAboutToRun(at) && isFull()) {
                job.postpone(Duration.ofNanos((long) (Duration.ofMinutes(1).toNanos() / options.speed())));
            } else {
                job.happen(at);
            }
        }
    }

    static void checkCount(List<String> ids, String name) throws Refusal {
        if (ids.size() > MOST) {
            throw new Refusal(400, "InvalidParameter." + name, "At most " + MOST + " values are allowed.");
        }
    }
}
