package dev.cutover.workflows.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Evidence;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Observation;
import dev.cutover.contract.ReplicationJobs;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Try;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The deeds as their Javadoc promises them, done to a pretended SMC in virtual time. */
public final class FakeSmc implements ReplicationJobs {

    private final InstantSource clock;
    private final Map<JobId, FakeJob> jobs = new ConcurrentHashMap<>();
    private final Map<JobId, Evidence> noted = new ConcurrentHashMap<>();
    private final Map<JobId, Instant> nextAttempts = new ConcurrentHashMap<>();
    private final Map<JobId, Integer> attempts = new ConcurrentHashMap<>();
    private volatile FailureKind trouble;
    private volatile CountDownLatch stalled;
    private final CountDownLatch atTheWire = new CountDownLatch(1);
    private final CountDownLatch sent = new CountDownLatch(1);

    /** Every cutover call that left. */
    public final List<Call> calls = new CopyOnWriteArrayList<>();

    /** How often it was tried whether the account is taken. */
    public final AtomicInteger probes = new AtomicInteger();

    /** Every look of a watch. */
    public final List<Instant> looks = new CopyOnWriteArrayList<>();

    FakeSmc(InstantSource clock) {
        this.clock = clock;
    }

    public record Call(JobId job, Instant at, boolean syncData, Try.Answer answer) {}

    public FakeJob add(String id) {
        FakeJob job = new FakeJob(new JobId(id));
        jobs.put(job.id(), job);
        return job;
    }

    public FakeJob job(String id) {
        return jobs.get(new JobId(id));
    }

    public List<Call> calls(String id) {
        return calls.stream().filter(call -> call.job().value().equals(id)).toList();
    }

    /** From now on every look and every call fails like this; {@code null}: no more. */
    public void trouble(FailureKind kind) {
        trouble = kind;
    }

    /** The next call waits, after its look and before its note, until {@link #goOn}. */
    public void stall() {
        stalled = new CountDownLatch(1);
    }

    /** Whether a call has been stalled. */
    public boolean isAtTheWire() {
        return atTheWire.getCount() == 0;
    }

    /** Waits on the wall until the first call has been sent. */
    public void awaitSent() {
        await(sent);
    }

    boolean isStalled() {
        return stalled != null;
    }

    void goOn() {
        stalled.countDown();
        stalled = null;
    }

    private void waitWhileStalled() {
        CountDownLatch gate = stalled;
        if (gate == null) {
            return;
        }
        atTheWire.countDown();
        await(gate);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The number of the newest attempt of a call that has begun. */
    int attempt(JobId job) {
        return attempts.getOrDefault(job, 0);
    }

    /** When a call that backs off is tried again. */
    public Instant nextAttemptAt(JobId job) {
        return nextAttempts.get(job);
    }

    Evidence noted(JobId job, Evidence known) {
        return noted.getOrDefault(job, known);
    }

    @Override
    public WatchResult watch(WatchRequest request) {
        waitForBeat(request.interval());
        looks.add(clock.instant());
        failInTrouble(request.interval());
        List<Observation> news = request.jobs().stream()
                .map(asked -> new Told(asked, seen(asked.job())))
                .filter(told -> told.asked().known() != told.seen().sighting())
                .map(Told::seen)
                .toList();
        if (news.isEmpty()) {
            throw again(FailureKind.NOT_YET, untilBeat(request.interval()));
        }
        return new WatchResult(news);
    }

    private record Told(WatchedJob asked, Observation seen) {}

    @Override
    public CallResult cutOver(CallRequest request) {
        nextAttempts.remove(request.job());
        attempts.put(request.job(), Activity.getExecutionContext().getInfo().getAttempt());
        try {
            return attempt(request);
        } catch (ApplicationFailure failure) {
            if (failure.getNextRetryDelay() != null) {
                nextAttempts.put(request.job(), clock.instant().plus(failure.getNextRetryDelay()));
            }
            throw failure;
        }
    }

    private CallResult attempt(CallRequest request) {
        ActivityExecutionContext attempt = Activity.getExecutionContext();
        Evidence before = attempt.getHeartbeatDetails(Evidence.class).orElse(request.evidence());
        failInTrouble(request.interval(), before);
        Observation seen = seen(request.job());
        Evidence tries = before.seen(seen.status());
        seen.sighting().trouble().ifPresent(kind -> {
            throw end(kind, tries, seen.errorCode());
        });
        boolean mayBeOurs = tries.latestEffective().isPresent();
        if (seen.sighting() == Sighting.FINISHED) {
            return new CallResult(mayBeOurs ? Verdict.ADOPTED : Verdict.FINISHED_BEFORE, seen, tries);
        }
        if (seen.sighting() != Sighting.WAITING) {
            return new CallResult(mayBeOurs ? Verdict.ADOPTED : Verdict.NOT_WAITING, seen, tries);
        }
        Optional<Duration> unsettled = tries.latestEffectiveAt()
                .map(at -> Duration.between(clock.instant(), at.plus(request.settle())))
                .filter(left -> left.compareTo(Duration.ZERO) > 0);
        unsettled.ifPresent(left -> {
            throw again(FailureKind.UNCLEAR, left, tries, null);
        });
        if (request.notAfter() != null && clock.instant().isAfter(request.notAfter())) {
            throw end(FailureKind.TOO_LATE, tries, null);
        }
        if (tries.unclear() >= request.unclearLimit()) {
            throw end(FailureKind.GAVE_UP, tries, null);
        }
        return call(request, tries, attempt);
    }

    private CallResult call(CallRequest request, Evidence before, ActivityExecutionContext attempt) {
        waitWhileStalled();
        Instant now = clock.instant();
        Evidence sending = before.plus(Try.sending(now, Sighting.WAITING.name()));
        note(request.job(), sending, attempt);
        Answer answer = jobs.get(request.job()).call(now);
        calls.add(new Call(request.job(), now, request.syncData(), answer.answer()));
        sent.countDown();
        Evidence tries =
                sending.withLatest(sending.latest().orElseThrow().answered(answer.answer(), code(answer), "R"));
        note(request.job(), tries, attempt);
        if (answer.kind() == null) {
            return new CallResult(Verdict.ACCEPTED, seen(request.job()), tries);
        }
        if (answer.kind() == FailureKind.STATE_CONFLICT && seen(request.job()).sighting() != Sighting.WAITING) {
            return new CallResult(Verdict.NOT_WAITING, seen(request.job()), tries);
        }
        throw switch (answer.kind().retry()) {
            case NEVER -> end(answer.kind(), tries, code(answer));
            case NEXT_BEAT -> again(answer.kind(), untilBeat(request.interval()), tries, code(answer));
            case AFTER_SETTLE -> again(answer.kind(), request.settle(), tries, code(answer));
        };
    }

    private static String code(Answer answer) {
        return answer.kind() == null ? null : "Code." + answer.kind().word();
    }

    private void note(JobId job, Evidence tries, ActivityExecutionContext attempt) {
        noted.put(job, tries);
        attempt.heartbeat(tries);
    }

    @Override
    public Observation awaitEnd(AwaitRequest request) {
        waitForBeat(request.interval());
        failInTrouble(request.interval());
        Observation seen = seen(request.job());
        boolean waitingTells = !seen.at().isBefore(request.waitingMeansNoEffectFrom());
        if (seen.sighting() == Sighting.FINISHED || (seen.sighting() == Sighting.WAITING && waitingTells)) {
            return seen;
        }
        seen.sighting().trouble().ifPresent(kind -> {
            throw end(kind, seen);
        });
        throw again(FailureKind.NOT_YET, untilBeat(request.interval()));
    }

    @Override
    public void restart(JobId id) {
        failInTrouble(Duration.ofSeconds(30));
        FailureKind refusal = jobs.get(id).restart(clock.instant());
        if (refusal != null) {
            throw end(refusal, "Code.restart");
        }
    }

    @Override
    public void probe(JobId job) {
        probes.incrementAndGet();
        failInTrouble(Duration.ofSeconds(30));
    }

    private Observation seen(JobId id) {
        Instant now = clock.instant();
        FakeJob job = jobs.get(id);
        Sighting shown = job == null ? Sighting.MISSING : job.shown(now);
        String code = shown == Sighting.IN_ERROR ? "SourceServer.Offline" : null;
        String image = shown == Sighting.FINISHED ? job.image() : null;
        return new Observation(id, shown, shown.name(), code, image, null, now, job == null ? null : job.pastRuns());
    }

    private void waitForBeat(Duration interval) {
        if (Activity.getExecutionContext().getInfo().getAttempt() == 1) {
            throw again(FailureKind.NOT_YET, untilBeat(interval));
        }
    }

    private void failInTrouble(Duration interval, Object... details) {
        FailureKind kind = trouble;
        if (kind == FailureKind.ACCOUNT) {
            throw details.length == 0 ? end(kind, "Forbidden.RAM") : end(kind, details[0], "Forbidden.RAM");
        }
        if (kind != null) {
            throw again(kind, untilBeat(interval), details);
        }
    }

    private Duration untilBeat(Duration interval) {
        return Duration.ofMillis(interval.toMillis() - Math.floorMod(clock.millis(), interval.toMillis()));
    }

    private static ApplicationFailure again(FailureKind kind, Duration delay, Object... details) {
        ApplicationFailure.Builder failure = ApplicationFailure.newBuilder()
                .setType(kind.name())
                .setMessage("as pretended")
                .setNextRetryDelay(delay)
                .setDetails(details);
        return kind == FailureKind.NOT_YET
                ? failure.setCategory(ApplicationErrorCategory.BENIGN).build()
                : failure.build();
    }

    private static ApplicationFailure end(FailureKind kind, Object... details) {
        return ApplicationFailure.newBuilder()
                .setType(kind.name())
                .setMessage(kind.advice())
                .setDetails(details)
                .build();
    }
}
