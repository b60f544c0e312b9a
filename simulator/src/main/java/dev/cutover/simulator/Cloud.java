package dev.cutover.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** SMC as its callers see it, with its ledger. One lock: the ledger's order is the order of the deeds. */
final class Cloud {

    private final InstantSource clock;
    private final Verifier verifier;
    private final Faults faults;
    private final Account account;
    private final Operations operations;
    private final SplittableRandom requestIds;
    private final List<LedgerEntry> ledger = new ArrayList<>();

    Cloud(SimulatorOptions options, InstantSource clock) {
        this.clock = clock;
        this.verifier = new Verifier(options.keyId(), options.keySecret());
        this.faults = new Faults(options.seed());
        this.account = new Account(options.speed(), options.maxRunning());
        this.operations = new Operations(account, options.behaviour());
        this.requestIds = new SplittableRandom(options.seed());
    }

    /** What the caller gets to hear. */
    record Reply(String answer, int status, Map<String, Object> body, Duration delay) {}

    /** A job as it is in truth, for those who run the simulator. */
    record JobRow(
            String id,
            String name,
            String status,
            String businessStatus,
            String errorCode,
            String sourceState,
            Instant nextEventAt) {}

    synchronized void add(SimulatedJob job) {
        Instant now = caughtUp();
        account.add(job, now);
    }

    /** Refuses, with an {@link IllegalArgumentException}, a fault that could never strike. */
    synchronized void add(Fault fault) {
        boolean strikes = Operation.of(fault.operation())
                .filter(fault.kind().scope()::allows)
                .isPresent();
        if (!strikes || (fault.kind() == FaultKind.REFUSE && fault.code() == null)) {
            throw new IllegalArgumentException("a fault that cannot strike: " + fault);
        }
        faults.add(fault, clock.instant());
    }

    synchronized Behaviour behaviour() {
        return operations.behaviour();
    }

    synchronized void behave(Behaviour behaviour) {
        operations.behave(behaviour);
    }

    synchronized List<LedgerEntry> ledger() {
        return List.copyOf(ledger);
    }

    synchronized List<JobRow> jobs() {
        caughtUp();
        return account.jobs().stream().map(this::row).toList();
    }

    synchronized Optional<JobRow> job(String id) {
        caughtUp();
        return Optional.ofNullable(account.job(id)).map(this::row);
    }

    private JobRow row(LiveJob job) {
        return new JobRow(
                job.asked().id(),
                job.asked().name(),
                job.status(),
                job.business(),
                job.trueView().errorCode(),
                job.source().state(),
                job.nextEventAt(!account.isFull()));
    }

    /** Changes a job that is there already, by hand; {@code false} when there is none with this id. */
    synchronized boolean change(JobChange change) {
        Instant now = caughtUp();
        LiveJob job = account.job(change.id());
        if (job == null) {
            return false;
        }
        if (change.sourceState() != null) {
            job.source().becomes(change.sourceState());
        }
        if (change.status() != null) {
            job.moveTo(change.status(), now);
        }
        if (change.startRun() && !job.startScheduledRun(now) && Operations.isStartable(job)) {
            job.start(operations.behaviour().restartResumesCutover(), now);
        }
        return true;
    }

    /** Carries a call out and writes it down. */
    synchronized Reply call(Call call) {
        Instant now = caughtUp();
        Trial trial = new Trial(call, now);
        Outcome outcome = trial.outcome();
        String requestId = new UUID(requestIds.nextLong(), requestIds.nextLong())
                .toString()
                .toUpperCase(Locale.ROOT);
        ledger.add(new LedgerEntry(
                Times.text(now),
                call.operation(),
                call.jobId(),
                call.isLook() && !call.jobIds().isEmpty() ? asKnown(call.jobIds()) : null,
                call.isCutOver() ? call.syncData() : null,
                trial.before == null ? null : trial.before.status(),
                trial.job == null ? null : trial.job.status(),
                outcome.effect(),
                outcome.answer(),
                outcome.code(),
                requestId));
        return new Reply(outcome.answer(), outcome.status(), body(outcome, requestId), trial.delay);
    }

    /** The same ids as the same texts: a ledger of a night's looks at 50 jobs each would be all ids. */
    private List<String> asKnown(List<String> ids) {
        return ids.stream()
                .map(id ->
                        account.job(id) == null ? id : account.job(id).asked().id())
                .toList();
    }

    private static Map<String, Object> body(Outcome outcome, String requestId) {
        Map<String, Object> body = new LinkedHashMap<>(outcome.body());
        body.put("RequestId", requestId);
        if (outcome.code() != null) {
            body.put("HostId", "smc.simulator");
            body.put("Code", outcome.code());
            body.put("Message", outcome.message());
            body.put("Recommend", "");
        }
        return body;
    }

    private Instant caughtUp() {
        Instant now = clock.instant();
        account.catchUp(now);
        return now;
    }

    /** One call on its way through the checks, the faults and the deed. */
    private final class Trial {

        private final Call call;
        private final Instant now;
        /** {@code null} for looks, and for a job that is not there. */
        private final LiveJob job;
        /** The job as the call met it, {@code null} as {@code job} is. */
        private LiveJob.View before;

        private Duration delay = Duration.ZERO;

        Trial(Call call, Instant now) {
            this.call = call;
            this.now = now;
            this.job = call.jobId() == null ? null : account.job(call.jobId());
            this.before = view();
        }

        private LiveJob.View view() {
            return job == null ? null : job.trueView();
        }

        Outcome outcome() {
            try {
                verifier.check(call, now);
                faults.checkAccount(call.header("x-acs-security-token"), now);
                Optional<Faults.Strike> strike = faults.strike(call, now);
                return strike.isPresent() ? struckBy(strike.get()) : done();
            } catch (Refusal refusal) {
                return Outcome.of(refusal);
            }
        }

        private Outcome done() throws Refusal {
            return Outcome.of(effect(), operations.checked(call, now).perform());
        }

        private String effect() {
            return call.isLook() ? "none" : "accepted";
        }

        private Outcome struckBy(Faults.Strike strike) throws Refusal {
            return switch (strike.fault().kind().moment()) {
                case INSTEAD -> instead(strike.fault());
                case JUST_BEFORE -> {
                    if (!happensBefore(strike.fault().kind())) {
                        strike.spare();
                    }
                    before = view();
                    yield done();
                }
                case WITH_THE_DEED -> withTheDeed(strike);
            };
        }

        private Outcome instead(Fault fault) throws Refusal {
            return switch (fault.kind()) {
                case THROTTLE -> throw Refusal.throttled();
                case REFUSE -> throw new Refusal(fault.status(), fault.code(), "Refused on demand.");
                case CONNECTION_DROPPED -> Outcome.dropped();
                case INTERNAL_ERROR_BEFORE -> Outcome.internalError("none");
                default -> throw notThen(fault);
            };
        }

        /** {@code false} when there was nothing to which it could happen. */
        private boolean happensBefore(FaultKind kind) {
            if (job == null) {
                return false;
            }
            if (kind == FaultKind.STATE_RACE) {
                return !account.isFull() && job.startScheduledRun(now);
            }
            job.source().becomes(Source.OFFLINE);
            return true;
        }

        private Outcome withTheDeed(Faults.Strike strike) throws Refusal {
            Fault fault = strike.fault();
            Operations.Deed deed;
            try {
                deed = operations.checked(call, now);
            } catch (Refusal refusal) {
                strike.spare();
                throw refusal;
            }
            if (fault.kind() == FaultKind.ACKNOWLEDGED_ONLY) {
                return Outcome.of("none", Map.of());
            }
            if (fault.kind() == FaultKind.ERROR_IN_LAST_RUN && !job.wouldRunOnceMore(call.syncData())) {
                strike.spare();
                return Outcome.of(effect(), deed.perform());
            }
            Outcome done = Outcome.of(effect(), deed.perform());
            return switch (fault.kind()) {
                case INTERNAL_ERROR_AFTER -> Outcome.internalError(done.effect());
                case ANSWER_LOST -> done.answered("lost");
                case GARBAGE -> done.answered("garbled");
                case SLOW_ANSWER -> {
                    delay = fault.delay();
                    yield done;
                }
                case STALE_READS -> {
                    job.keepShowing(before, now.plus(fault.delay()));
                    yield done;
                }
                case ERROR_IN_LAST_RUN -> {
                    job.failInLastRun();
                    yield done;
                }
                default -> throw notThen(fault);
            };
        }

        private IllegalStateException notThen(Fault fault) {
            return new IllegalStateException(fault.kind() + " does not strike then");
        }
    }
}
