package dev.cutover.activities;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.smc.ReplicationJob;
import dev.cutover.smc.Smc;
import dev.cutover.smc.SmcException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks at jobs, and joins the looks that come at about the same time into calls of up to {@value Smc#MOST_PER_CALL} ids: hundreds of
 * cutovers that ask on the same beat cost a few calls. Whoever comes first waits a moment for the others, and asks for all.
 */
final class Looks {

    /** How long a job that SMC refuses to tell of is not asked for again: one bad id must not cost a call a beat, or its neighbours' answers. */
    static final Duration QUARANTINE = Duration.ofMinutes(5);

    /** Nobody waits longer for a look that others asked for: their own calls may be many. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Smc smc;
    private final InstantSource clock;
    private final Duration linger;
    private final Map<JobId, Refusal> refused = new ConcurrentHashMap<>();
    private final ReentrantLock search = new ReentrantLock();
    private volatile Refusal refusedForAll;
    private Batch open;

    /** @param linger how long a look waits for others to join it */
    Looks(Smc smc, InstantSource clock, Duration linger) {
        this.smc = smc;
        this.clock = clock;
        this.linger = linger;
    }

    /** What SMC tells of one job at one time. */
    sealed interface Look {
        Instant at();
    }

    record Seen(ReplicationJob job, Instant at) implements Look {}

    /** The job is not in the answer: SMC does not know it. */
    record Missing(Instant at) implements Look {}

    /** SMC refuses to tell of this one job. */
    record Refusal(String code, Instant at) implements Look {}

    /**
     * Looks at jobs.
     *
     * @param jobs at most {@value Smc#MOST_PER_CALL}
     * @return one look for each
     * @throws SmcException when SMC tells of none of them
     * @throws InterruptedException when the worker ends
     */
    Map<JobId, Look> at(Collection<JobId> jobs) throws SmcException, InterruptedException {
        Map<JobId, Look> looks = new LinkedHashMap<>();
        List<JobId> asked = new ArrayList<>();
        for (JobId job : jobs) {
            Refusal known = quarantined(job);
            if (known == null) {
                asked.add(job);
            } else {
                looks.put(job, known);
            }
        }
        if (!asked.isEmpty()) {
            Map<JobId, Look> answer = ask(asked);
            asked.forEach(job -> looks.put(job, answer.get(job)));
        }
        return looks;
    }

    /** The same for one job. */
    Look at(JobId job) throws SmcException, InterruptedException {
        return at(List.of(job)).get(job);
    }

    private Refusal quarantined(JobId job) {
        Refusal known = refused.get(job);
        if (known != null && !clock.instant().isBefore(known.at().plus(QUARANTINE))) {
            refused.remove(job, known);
            return null;
        }
        return known;
    }

    private Map<JobId, Look> ask(List<JobId> jobs) throws SmcException, InterruptedException {
        Batch batch;
        boolean first;
        synchronized (this) {
            if (open != null && !open.hasRoomFor(jobs)) {
                open.close();
                open = null;
            }
            first = open == null;
            if (first) {
                open = new Batch();
            }
            batch = open;
            batch.jobs.addAll(jobs);
            if (batch.jobs.size() == Smc.MOST_PER_CALL) {
                batch.close();
                open = null;
            }
        }
        return first ? lead(batch) : batch.await();
    }

    private Map<JobId, Look> lead(Batch batch) throws SmcException, InterruptedException {
        try {
            batch.closed.await(linger.toMillis(), TimeUnit.MILLISECONDS);
            synchronized (this) {
                if (open == batch) {
                    open = null;
                }
            }
            batch.answer.complete(describe(new ArrayList<>(batch.jobs)));
        } catch (InterruptedException | SmcException | RuntimeException | Error failure) {
            synchronized (this) {
                if (open == batch) {
                    open = null;
                }
            }
            batch.answer.completeExceptionally(failure);
            throw failure;
        }
        return batch.await();
    }

    /** One call, or a few more when SMC refuses because of single ids. */
    private Map<JobId, Look> describe(List<JobId> jobs) throws SmcException {
        try {
            return describeTogether(jobs);
        } catch (SmcException.Refused refusal) {
            if (Failure.of(refusal).isSharedByAll() || isRefusedForAll(refusal)) {
                throw refusal;
            }
            // One search at a time: many chunks are refused on the same beat, and for the same reason. Nobody knows yet
            // whether it is a job's or the account's.
            if (!search.tryLock()) {
                throw new SmcException.NotSent(
                        "SMC refuses to tell of some jobs, and of which is being found out", refusal);
            }
            try {
                return searched(jobs, refusal);
            } finally {
                search.unlock();
            }
        }
    }

    /** Nobody is blamed before the search has come to its end. */
    private Map<JobId, Look> searched(List<JobId> jobs, SmcException.Refused refusal) throws SmcException {
        Map<JobId, Look> looks = singledOut(jobs, refusal);
        boolean unknown = Failure.of(refusal).kind() == FailureKind.UNKNOWN_CODE;
        if (jobs.size() > 1 && unknown && allRefused(looks, refusal)) {
            // It is not the ids: a person mends the account, and no job is to blame.
            refusedForAll = new Refusal(refusal.code(), clock.instant());
            throw refusal;
        }
        looks.forEach((job, look) -> {
            if (look instanceof Refusal one) {
                refused.put(job, one);
            }
        });
        return looks;
    }

    /** Whether the same refusal was found to be no single id's fault a while ago: a second search would cost as many calls. */
    private boolean isRefusedForAll(SmcException.Refused refusal) {
        Refusal known = refusedForAll;
        return known != null
                && known.code().equals(refusal.code())
                && clock.instant().isBefore(known.at().plus(QUARANTINE));
    }

    private static boolean allRefused(Map<JobId, Look> looks, SmcException.Refused refusal) {
        return looks.values().stream()
                .allMatch(look -> look instanceof Refusal one && one.code().equals(refusal.code()));
    }

    /** Finds those for which SMC refuses all of them, by halves. */
    private Map<JobId, Look> singledOut(List<JobId> jobs, SmcException.Refused refusal) throws SmcException {
        if (jobs.size() == 1) {
            return Map.of(jobs.get(0), new Refusal(refusal.code(), clock.instant()));
        }
        Map<JobId, Look> looks = new LinkedHashMap<>(half(jobs.subList(0, jobs.size() / 2)));
        looks.putAll(half(jobs.subList(jobs.size() / 2, jobs.size())));
        return looks;
    }

    private Map<JobId, Look> half(List<JobId> jobs) throws SmcException {
        try {
            return describeTogether(jobs);
        } catch (SmcException.Refused refusal) {
            if (Failure.of(refusal).isSharedByAll()) {
                throw refusal;
            }
            return singledOut(jobs, refusal);
        }
    }

    private Map<JobId, Look> describeTogether(List<JobId> jobs) throws SmcException {
        List<ReplicationJob> found =
                smc.describeReplicationJobs(jobs.stream().map(JobId::value).toList());
        Instant at = clock.instant();
        Map<JobId, Look> looks = new LinkedHashMap<>();
        jobs.forEach(job -> looks.put(job, new Missing(at)));
        found.forEach(job -> looks.put(new JobId(job.jobId()), new Seen(job, at)));
        return looks;
    }

    /** Jobs that are asked for together. Filled under the lock of the whole. */
    private static final class Batch {

        private final Set<JobId> jobs = new LinkedHashSet<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private final CompletableFuture<Map<JobId, Look>> answer = new CompletableFuture<>();

        boolean hasRoomFor(List<JobId> more) {
            long added = more.stream().filter(job -> !jobs.contains(job)).count();
            return jobs.size() + added <= Smc.MOST_PER_CALL;
        }

        void close() {
            closed.countDown();
        }

        Map<JobId, Look> await() throws SmcException, InterruptedException {
            try {
                return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                throw new SmcException.NotSent("the looks that this one was joined to take too long", late);
            } catch (ExecutionException failure) {
                throw asThrown(failure.getCause());
            }
        }

        private static SmcException asThrown(Throwable cause) {
            if (cause instanceof SmcException told) {
                return told;
            }
            if (cause instanceof InterruptedException) {
                return new SmcException.NotSent("the worker ends", cause);
            }
            throw new IllegalStateException(cause);
        }
    }
}
