package dev.cutover.activities;

import dev.cutover.contract.Evidence;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Observation;
import dev.cutover.contract.ReplicationJobs.CallRequest;
import dev.cutover.contract.ReplicationJobs.CallResult;
import dev.cutover.contract.ReplicationJobs.Verdict;
import dev.cutover.contract.Try;
import dev.cutover.smc.CallGuard;
import dev.cutover.smc.Smc;
import dev.cutover.smc.SmcException;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to cut a job over: looks, calls if the job is {@code Waiting}, and looks again. What it knows stands in {@link Notes} before
 * the call leaves, and in every failure.
 */
final class CallAttempt {

    private static final Logger log = LoggerFactory.getLogger(CallAttempt.class);

    private final Smc smc;
    private final Looks looks;
    private final InstantSource clock;
    private final Beat beat;
    private final LongSupplier ticker;
    private final Attempt attempt;
    private final CallRequest request;

    private final long began;
    private final Instant beganAt;
    private Instant sentAt;
    private Evidence tries;

    CallAttempt(
            Smc smc,
            Looks looks,
            InstantSource clock,
            Beat beat,
            LongSupplier ticker,
            Attempt attempt,
            CallRequest request) {
        this.smc = smc;
        this.looks = looks;
        this.clock = clock;
        this.beat = beat;
        this.ticker = ticker;
        this.attempt = attempt;
        this.request = request;
        this.began = ticker.getAsLong();
        this.beganAt = clock.instant();
        this.tries = Notes.before(attempt.number(), attempt.notes(), request.evidence());
    }

    CallResult run() {
        Observation before = look();
        tries = tries.seen(before.status());
        Optional<CallResult> decided = decidedWithoutCall(before);
        if (decided.isPresent()) {
            return decided.get();
        }
        waitUntilSettled();
        if (tries.unclear() >= request.unclearLimit()) {
            throw end(new Failure(FailureKind.GAVE_UP, null, FailureKind.GAVE_UP.advice()));
        }
        if (isPastLastStart()) {
            throw end(tooLate());
        }
        return call(before);
    }

    /** Empty when the job is {@code Waiting}; fails when it is in trouble. */
    private Optional<CallResult> decidedWithoutCall(Observation seen) {
        Optional<FailureKind> trouble = seen.sighting().trouble();
        if (trouble.isPresent()) {
            throw end(new Failure(trouble.get(), seen.errorCode(), trouble.get().advice()));
        }
        boolean mayBeOurs = mayBeOurs();
        return switch (seen.sighting()) {
            case WAITING -> Optional.empty();
            case FINISHED -> Optional.of(result(mayBeOurs ? Verdict.ADOPTED : Verdict.FINISHED_BEFORE, seen));
            default -> Optional.of(result(mayBeOurs ? Verdict.ADOPTED : Verdict.NOT_WAITING, seen));
        };
    }

    /** {@code Waiting} is not believed while SMC may not show the effect of a call yet. */
    private void waitUntilSettled() {
        Optional<Instant> settled = tries.latestEffectiveAt().map(at -> at.plus(request.settle()));
        if (settled.isPresent() && clock.instant().isBefore(settled.get())) {
            throw retry(
                    new Failure(FailureKind.UNCLEAR, null, "SMC may not show the effect of the last call yet"),
                    beat.until(settled.get()));
        }
    }

    private CallResult call(Observation before) {
        tries = tries.plus(Try.sending(clock.instant(), before.status()));
        noteOrEnd();
        try {
            String requestId = smc.cutOverReplicationJob(request.job().value(), request.syncData(), guard());
            answered(Try.Answer.ACCEPTED, null, requestId);
        } catch (SmcException exception) {
            return failed(exception);
        }
        return accepted(before);
    }

    /**
     * Tells the next attempt what is about to be sent. Also a fence, as long as Temporal answers: it fails when nobody waits for this attempt
     * any more, or when its call is not wanted any more, and then nothing is sent.
     */
    private void noteOrEnd() {
        try {
            attempt.note(new Notes(attempt.number(), tries));
        } catch (ActivityCanceledException cancelled) {
            tries = tries.withoutLatest();
            throw end(new Failure(FailureKind.UNAVAILABLE, null, "the call was not wanted any more, and not sent"));
        }
    }

    /**
     * Nobody waits for a call that comes late: the next attempt may be under way already. Both clocks are asked, because one may be set and the
     * other stands still while the machine sleeps.
     */
    private CallGuard guard() {
        return () -> {
            if (isPastLastStart()) {
                return Optional.of(tooLate().sentence());
            }
            if (isLate()) {
                return Optional.of(
                        "the attempt had lasted " + lasted().toSeconds() + " s, and nobody waits for it any more");
            }
            sentAt = clock.instant();
            return Optional.empty();
        };
    }

    private boolean isLate() {
        return lasted().compareTo(request.budget()) >= 0;
    }

    /** By the later one of both clocks: what was not sent can be sent another night, and nothing takes back what was sent too late. */
    private boolean isPastLastStart() {
        return request.notAfter() != null && beganAt.plus(lasted()).isAfter(request.notAfter());
    }

    private Failure tooLate() {
        return new Failure(
                FailureKind.TOO_LATE,
                null,
                "the last start, " + request.notAfter() + ", had passed, and the call was not sent");
    }

    private Duration lasted() {
        Duration ticked = Duration.ofNanos(ticker.getAsLong() - began);
        Duration passed = Duration.between(beganAt, clock.instant());
        return ticked.compareTo(passed) > 0 ? ticked : passed;
    }

    /** What SMC shows now is good to know, but nothing that the answer may be lost for. */
    private CallResult accepted(Observation before) {
        if (isLate()) {
            return result(Verdict.ACCEPTED, before);
        }
        try {
            Observation after = Sightings.of(request.job(), looks.at(request.job()), true);
            tries = tries.seen(after.status());
            return result(Verdict.ACCEPTED, after);
        } catch (SmcException | IllegalStateException unseen) {
            log.info("The call was accepted; what SMC shows now could not be read: {}", unseen.getMessage());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return result(Verdict.ACCEPTED, before);
    }

    private CallResult failed(SmcException exception) {
        Failure failure = Failure.of(exception);
        if (exception instanceof SmcException.NotSent) {
            tries = tries.withoutLatest();
            throw isPastLastStart() ? end(tooLate()) : retryOrEnd(failure);
        }
        String requestId = exception instanceof SmcException.Refused refused ? refused.requestId() : null;
        if (failure.kind() == FailureKind.UNCLEAR) {
            answered(Try.Answer.UNCLEAR, failure.code(), requestId);
            throw retry(failure, untilNextTry());
        }
        answered(Try.Answer.REFUSED, failure.code(), requestId);
        if (failure.kind() == FailureKind.STATE_CONFLICT) {
            return lookAgain(failure);
        }
        throw retryOrEnd(failure);
    }

    /** The state that SMC refused for is a reason to look, never a verdict. */
    private CallResult lookAgain(Failure conflict) {
        Observation after = look();
        tries = tries.seen(after.status());
        Optional<CallResult> decided = decidedWithoutCall(after);
        if (decided.isPresent()) {
            return decided.get();
        }
        Optional<Instant> settled =
                tries.latestEffectiveAt().map(at -> at.plus(request.settle().multipliedBy(2)));
        if (settled.isPresent() && clock.instant().isBefore(settled.get())) {
            // Refused while it shows Waiting, soon after a call that may have taken effect: the look is what is late.
            return result(Verdict.ADOPTED, after);
        }
        throw end(conflict);
    }

    private Observation look() {
        try {
            return Sightings.of(request.job(), looks.at(request.job()), mayBeOurs());
        } catch (SmcException exception) {
            // What cannot be called any more, and was not called, needs no look.
            throw isPastLastStart() && !mayBeOurs() ? end(tooLate()) : retryOrEnd(Failure.ofLook(exception));
        } catch (InterruptedException ending) {
            throw retry(ReplicationJobsImpl.interrupted(), beat.untilNext(request.interval()));
        }
    }

    /** Whether a call of this or an earlier cutover may have taken effect. */
    private boolean mayBeOurs() {
        return request.mayBeOurs() || tries.latestEffective().isPresent();
    }

    private void answered(Try.Answer answer, String code, String requestId) {
        Try sent = tries.latest().orElseThrow();
        // From when it left the settle time counts, not from when it was about to.
        Try timed = sentAt == null ? sent : sent.sentAt(sentAt);
        tries = tries.withLatest(timed.answered(answer, code, requestId));
    }

    /**
     * The settle time after the first unclear try, twice as long after each further one. No longer than until the last start has passed, but
     * for the settle time: then there is no call to be spared any more, and the state tells.
     */
    private Duration untilNextTry() {
        Duration gap = request.settle();
        for (int more = tries.unclear(); more > 1 && gap.compareTo(request.longestGap()) < 0; more--) {
            gap = gap.multipliedBy(2);
        }
        Duration longest = request.longestGap();
        if (request.notAfter() != null) {
            Duration toTheEnd =
                    longer(request.settle(), beat.until(request.notAfter().plusMillis(1)));
            longest = shorter(longest, toTheEnd);
        }
        return shorter(gap, longest);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private CallResult result(Verdict verdict, Observation seen) {
        return new CallResult(verdict, seen, tries);
    }

    private ApplicationFailure retryOrEnd(Failure failure) {
        return failure.isRetried()
                ? retry(failure, ReplicationJobsImpl.delay(failure, request.interval(), beat))
                : end(failure);
    }

    private ApplicationFailure retry(Failure failure, Duration delay) {
        leaveNotes();
        return failure.retry(delay, tries, failure.code());
    }

    private ApplicationFailure end(Failure failure) {
        return failure.end(tries, failure.code());
    }

    /** For the next attempt, or for a workflow that ends the tries between two attempts. */
    private void leaveNotes() {
        try {
            attempt.note(new Notes(attempt.number(), tries));
        } catch (ActivityCompletionException | IllegalStateException gone) {
            // Nobody waits for this attempt any more; the failure itself carries the tries.
            log.info("The notes of the attempt were not taken: {}", gone.toString());
        } catch (RejectedExecutionException stopping) {
            log.info("The worker stops while the notes of the attempt are written");
        }
    }
}
