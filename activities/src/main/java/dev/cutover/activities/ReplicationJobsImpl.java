package dev.cutover.activities;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Observation;
import dev.cutover.contract.ReplicationJobs;
import dev.cutover.contract.Sighting;
import dev.cutover.smc.Smc;
import dev.cutover.smc.SmcException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The deeds at SMC, for one account. */
public final class ReplicationJobsImpl implements ReplicationJobs {

    /** Long enough for activities that were due on the same beat to meet. */
    private static final Duration LINGER = Duration.ofMillis(250);

    /** How soon a start or a probe, which have no beat of their own, is tried again. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Smc smc;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final Looks looks;
    private final Beat beat;
    private final Supplier<Attempt> attempts;

    /** @param ticker nanoseconds that only ever grow: how long an attempt has lasted, whatever happens to the clock */
    public ReplicationJobsImpl(Smc smc, InstantSource clock, LongSupplier ticker) {
        this(smc, clock, ticker, LINGER);
    }

    /** @param linger how long a look waits for others to join it, on the wall's clock: none where time is skipped */
    public ReplicationJobsImpl(Smc smc, InstantSource clock, LongSupplier ticker, Duration linger) {
        this(
                smc,
                new Looks(smc, clock, linger),
                clock,
                ticker,
                new Beat(clock, RandomGenerator.getDefault()),
                Attempt::current);
    }

    ReplicationJobsImpl(
            Smc smc, Looks looks, InstantSource clock, LongSupplier ticker, Beat beat, Supplier<Attempt> attempts) {
        this.smc = smc;
        this.clock = clock;
        this.ticker = ticker;
        this.looks = looks;
        this.beat = beat;
        this.attempts = attempts;
    }

    @Override
    public WatchResult watch(WatchRequest request) {
        waitForBeat(request.interval());
        Map<JobId, Looks.Look> seen =
                look(request.jobs().stream().map(WatchedJob::job).toList(), request.interval());
        List<Observation> news = request.jobs().stream()
                .filter(job -> seen.containsKey(job.job()))
                .map(job -> new Told(job, Sightings.of(job.job(), seen.get(job.job()), false)))
                .filter(Told::isNews)
                .map(Told::observation)
                .toList();
        if (news.isEmpty()) {
            throw Failure.notYet("no news of " + request.jobs().size() + " jobs")
                    .retry(beat.untilNext(request.interval()));
        }
        return new WatchResult(news);
    }

    private record Told(WatchedJob job, Observation observation) {
        boolean isNews() {
            return job.known() != observation.sighting();
        }
    }

    @Override
    public CallResult cutOver(CallRequest request) {
        return new CallAttempt(smc, looks, clock, beat, ticker, attempts.get(), request).run();
    }

    @Override
    public Observation awaitEnd(AwaitRequest request) {
        waitForBeat(request.interval());
        Looks.Look look = look(List.of(request.job()), request.interval()).get(request.job());
        Observation seen = Sightings.of(request.job(), look, true);
        if (seen.sighting() == Sighting.FINISHED) {
            return seen;
        }
        if (seen.sighting() == Sighting.WAITING && !seen.at().isBefore(request.waitingMeansNoEffectFrom())) {
            return seen;
        }
        if (seen.sighting() == Sighting.REFUSED) {
            // It is past its call: that SMC does not tell of it now says nothing about its end.
            throw failed(
                    new Failure(FailureKind.UNAVAILABLE, seen.errorCode(), "SMC refuses to tell of the job"),
                    request.interval());
        }
        seen.sighting().trouble().ifPresent(kind -> {
            throw new Failure(kind, seen.errorCode(), kind.advice()).end(seen);
        });
        throw Failure.notYet("SMC shows " + seen.status()).retry(beat.untilNext(request.interval()));
    }

    @Override
    public void restart(JobId job) {
        // A start that got no clear answer may have started it. That it is asked for twice would harm nobody, but why
        // ask?
        if (attempts.get().number() > 1 && isUnderWay(job)) {
            return;
        }
        try {
            smc.startReplicationJob(job.value());
        } catch (SmcException exception) {
            Failure failure = Failure.of(exception);
            if (failure.kind() == FailureKind.STATE_CONFLICT && isUnderWay(job)) {
                return;
            }
            throw failed(
                    failure.isRetried() || failure.kind() == FailureKind.ACCOUNT
                            ? failure
                            : new Failure(FailureKind.RESTART_REFUSED, failure.code(), failure.sentence()),
                    AGAIN);
        }
    }

    /** Whether it needs no start, or none any more. */
    private boolean isUnderWay(JobId job) {
        Looks.Look look = look(List.of(job), AGAIN).get(job);
        return switch (Sightings.of(job, look, true).sighting()) {
            case RUNNING, WAITING, FINISHED -> true;
            default -> false;
        };
    }

    @Override
    public void probe(JobId job) {
        try {
            // Not joined to the looks of others: what is asked is whether SMC takes this one call, now.
            smc.describeReplicationJobs(List.of(job.value()));
        } catch (SmcException exception) {
            if (Failure.of(exception).kind() != FailureKind.BAD_REQUEST) {
                throw failed(Failure.ofLook(exception), AGAIN);
            }
            // It is this job that SMC does not like: the account works.
        }
    }

    /** The first attempt comes whenever the workflow got there; it goes to the beat without asking. */
    private void waitForBeat(Duration interval) {
        if (attempts.get().number() == 1) {
            throw Failure.notYet("waiting for the beat").retry(beat.untilNext(interval));
        }
    }

    private Map<JobId, Looks.Look> look(List<JobId> jobs, Duration interval) {
        try {
            return looks.at(jobs);
        } catch (SmcException exception) {
            throw failed(Failure.ofLook(exception), interval);
        } catch (InterruptedException ending) {
            throw failed(interrupted(), interval);
        }
    }

    private ApplicationFailure failed(Failure failure, Duration interval) {
        return failure.isRetried() ? failure.retry(delay(failure, interval, beat)) : failure.end(failure.code());
    }

    /** When to try again what failed. */
    static Duration delay(Failure failure, Duration interval, Beat beat) {
        return switch (failure.kind()) {
            case THROTTLED -> beat.untilOneOfTheNext(interval);
            default -> beat.untilNext(interval);
        };
    }

    /** The worker ends; another one goes on. */
    static Failure interrupted() {
        Thread.currentThread().interrupt();
        return new Failure(FailureKind.UNAVAILABLE, null, "the worker was stopped while it asked SMC");
    }
}
