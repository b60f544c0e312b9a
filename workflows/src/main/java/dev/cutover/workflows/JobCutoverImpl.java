package dev.cutover.workflows;

import dev.cutover.contract.CutoverNews;
import dev.cutover.contract.CutoverOrder;
import dev.cutover.contract.CutoverProgress;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.CutoverRuns;
import dev.cutover.contract.CutoverRuns.CutoverRef;
import dev.cutover.contract.CutoverRuns.Noted;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.Ending;
import dev.cutover.contract.Evidence;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.Gate;
import dev.cutover.contract.JobCutover;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Phase;
import dev.cutover.contract.ReplicationJobs;
import dev.cutover.contract.ReplicationJobs.AwaitRequest;
import dev.cutover.contract.ReplicationJobs.CallRequest;
import dev.cutover.contract.ReplicationJobs.CallResult;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Try;
import dev.cutover.contract.Words;
import dev.cutover.contract.WorkflowIds;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;

/** Looks, calls, looks: until SMC's state tells how it ended. */
public final class JobCutoverImpl implements JobCutover {

    private static final Logger log = Workflow.getLogger(JobCutoverImpl.class);

    private final CutoverOrder order;
    private final ReplicationJobs calls;
    private final ReplicationJobs ends;
    private final CutoverRuns runs;

    private Gate gate = new Gate(true, null, null);
    private boolean cancelledByHand;
    private Phase phase;
    private Evidence tries = Evidence.none();
    private boolean touched;
    private Instant lastCallAt;
    private Instant nextAttemptAt;
    private Promise<Void> deadline;
    private boolean overdue;
    private CutoverResult result;

    @WorkflowInit
    public JobCutoverImpl(CutoverOrder order) {
        this.order = order;
        this.phase = order.phase();
        this.touched = order.touched();
        this.lastCallAt = order.lastCallAt();
        this.calls = Workflow.newActivityStub(
                ReplicationJobs.class, Policies.CUT_OVER.options(order.polling(), order.name()));
        this.ends = Workflow.newActivityStub(
                ReplicationJobs.class, Policies.AWAIT_END.options(order.polling(), order.name()));
        this.runs = Workflow.newActivityStub(CutoverRuns.class, Policies.READ_NOTES.options(order.polling()));
    }

    @Override
    public CutoverResult run(CutoverOrder ignored) {
        // Nothing undoes a cutover: Cancel only keeps a call from being sent, so the story itself is not cancelled.
        Promise<String> cancelled = CancellationScope.current().getCancellationRequest();
        cancelled.thenApply(reason -> {
            cancelledByHand = true;
            return reason;
        });
        Workflow.newDetachedCancellationScope(() -> {
                    result = story();
                    Workflow.setCurrentDetails(ending());
                    tellWave(result.withoutTries());
                })
                .run();
        return result;
    }

    private String ending() {
        String why = result.reason() == null ? "" : ": " + result.reason().advice();
        return "**" + Words.spoken(result.ending()) + "**" + why;
    }

    private CutoverResult story() {
        for (int round = 0; round < Policies.ROUNDS_WITHOUT_EFFECT; round++) {
            Optional<CutoverResult> ended = phase == Phase.CALL ? call() : Optional.empty();
            if (ended.isEmpty()) {
                ended = awaitEnd();
            }
            if (ended.isPresent()) {
                return ended.get();
            }
            phase = Phase.CALL;
        }
        return blocked(FailureKind.NO_EFFECT, null, null);
    }

    @Override
    public void gate(Gate newGate) {
        gate = newGate;
    }

    @Override
    public void confirm() {}

    @Override
    public CutoverProgress progress() {
        return new CutoverProgress(phase, tries.count(), lastCallAt, overdue, mayCall(), tries, order.previousRun());
    }

    @Override
    public CutoverResult result() {
        return result;
    }

    /** Empty when a call may have taken effect; else how it ended. */
    private Optional<CutoverResult> call() {
        Workflow.setCurrentDetails(
                mayHaveBeenCalled()
                        ? "**about to call again**: an earlier call may have taken effect"
                        : "**before the call**: nothing that could take effect has been sent");
        Workflow.await(untilQuiet(), () -> !mayCall());
        if (!mayCall()) {
            return Optional.of(notCalled());
        }
        CallRequest request = new CallRequest(
                order.job(),
                order.syncData(),
                tries,
                order.polling().interval(),
                order.polling().settle(),
                Policies.longestUnclearGap(order.polling()),
                Policies.CALL_BUDGET,
                Policies.UNCLEAR_LIMIT,
                mayHaveBeenCalled(),
                null);
        Workflow.setCurrentDetails("**calling**: a call may have been sent; the pending activity tells more");
        CompletedCall[] call = new CompletedCall[1];
        CancellationScope scope = Workflow.newCancellationScope(
                () -> call[0] = new CompletedCall(Async.function(calls::cutOver, request)));
        scope.run();
        Workflow.await(() -> call[0].result.isCompleted() || !mayCall());
        if (!call[0].result.isCompleted()) {
            // The notes of an activity that is cancelled between two attempts are lost: read them first.
            readNotes();
            scope.cancel("the gate is closed");
        }
        try {
            return answered(call[0].result.get());
        } catch (ActivityFailure failure) {
            return callFailed(failure);
        }
    }

    private record CompletedCall(Promise<CallResult> result) {}

    private Optional<CutoverResult> answered(CallResult result) {
        know(result.evidence());
        return switch (result.verdict()) {
            case ACCEPTED, ADOPTED, UNRECOGNISED -> {
                phase = Phase.AWAIT;
                yield Optional.empty();
            }
            case NOT_WAITING -> Optional.of(result(Ending.RELEASED, null, null, "the job was not Waiting any more"));
            case FINISHED_BEFORE -> Optional.of(done(result.observation(), Found.FINISHED_BEFORE));
        };
    }

    private Optional<CutoverResult> callFailed(ActivityFailure failure) {
        if (failure.getCause() instanceof TimeoutFailure
                || (failure.getCause() instanceof CanceledFailure && !isSureOfNotes())) {
            // It died, or ended without a word after its notes were read: nobody knows what it did last.
            know(perhapsSentToo());
        }
        if (!(failure.getCause() instanceof ApplicationFailure known)) {
            return cancelledOrLost();
        }
        Evidence evidence = known.getDetails().get(0, Evidence.class);
        if (evidence != null) {
            know(evidence);
        }
        FailureKind kind = FailureKind.ofType(known.getType());
        String code = known.getDetails().get(1, String.class);
        return switch (kind.consequence()) {
            // Retryable: its retries were ended by the closing gate.
            case WAIT -> cancelledOrLost();
            case LOOK, HOLD -> Optional.of(result(Ending.RELEASED, kind, code, null));
            case BLOCK -> Optional.of(blocked(kind, code, known.getOriginalMessage()));
            case FAIL -> Optional.of(result(Ending.FAILED, kind, code, known.getOriginalMessage()));
        };
    }

    /** The call ended between two attempts: what was sent decides. */
    private Optional<CutoverResult> cancelledOrLost() {
        if (tries.latest()
                .filter(newest -> newest.answer().mayHaveTakenEffect())
                .isEmpty()) {
            return Optional.of(notCalled());
        }
        phase = Phase.AWAIT;
        return Optional.empty();
    }

    /** Empty when the job is {@code Waiting} again: no call took effect. */
    private Optional<CutoverResult> awaitEnd() {
        Instant since = lastCallAt == null ? now() : lastCallAt;
        Workflow.setCurrentDetails("**past the point of no return**: called, and followed until it is `Finished`");
        startDeadline(since);
        Instant settled = since.plus(order.polling().settle());
        Instant quiet = now().plus(untilQuiet());
        AwaitRequest request =
                new AwaitRequest(order.job(), order.polling().interval(), settled.isAfter(quiet) ? settled : quiet);
        Promise<Observation> end = Async.function(ends::awaitEnd, request);
        Workflow.await(() -> end.isCompleted() || isNewlyOverdue());
        if (!end.isCompleted()) {
            overdue = true;
            tellWave(null);
        }
        try {
            return ended(end.get());
        } catch (ActivityFailure failure) {
            return Optional.of(endFailed(failure));
        }
    }

    private Optional<CutoverResult> ended(Observation seen) {
        tries = tries.seen(seen.status());
        if (seen.sighting() == Sighting.FINISHED) {
            boolean acknowledged = tries.latestEffective()
                    .filter(one -> one.answer() == Try.Answer.ACCEPTED)
                    .isPresent();
            return Optional.of(done(seen, acknowledged ? Found.ACCEPTED : Found.ADOPTED));
        }
        return Optional.empty();
    }

    private CutoverResult endFailed(ActivityFailure failure) {
        if (!(failure.getCause() instanceof ApplicationFailure known)) {
            throw failure;
        }
        FailureKind kind = FailureKind.ofType(known.getType());
        Observation seen = known.getDetails().get(0, Observation.class);
        if (seen != null) {
            tries = tries.seen(seen.status());
        }
        Ending ending = kind.consequence() == FailureKind.Consequence.FAIL ? Ending.FAILED : Ending.BLOCKED;
        return result(ending, kind, seen == null ? null : seen.errorCode(), known.getOriginalMessage());
    }

    private void readNotes() {
        nextAttemptAt = null;
        try {
            Noted noted =
                    runs.noted(new CutoverRef(order.job(), Workflow.getInfo().getRunId()), tries);
            know(noted.tries());
            nextAttemptAt = noted.nextAttemptAt();
        } catch (ActivityFailure failure) {
            log.warn("The notes of the pending call could not be read; it counts as perhaps sent", failure);
        }
    }

    /** Whether no attempt can have begun between the reading of the notes and the end of the call. */
    private boolean isSureOfNotes() {
        return nextAttemptAt != null && now().isBefore(nextAttemptAt);
    }

    /** The call that nobody knows the end of may be noted already. */
    private Evidence perhapsSentToo() {
        boolean noted = tries.latest()
                .filter(newest -> newest.answer() == Try.Answer.PERHAPS_SENT && newest.statusAfter() == null)
                .isPresent();
        if (noted) {
            return tries;
        }
        return tries.plus(new Try(null, Try.Answer.PERHAPS_SENT, null, null, null, null));
    }

    private void know(Evidence evidence) {
        tries = evidence;
        // Anew each time: what was noted before it was sent may turn out not to have left, or to have been refused.
        touched = order.touched() || evidence.count() > 0;
        Optional<Try> effective = evidence.latestEffective();
        lastCallAt = effective.isEmpty()
                ? order.lastCallAt()
                : effective.map(Try::at).orElseGet(JobCutoverImpl::now);
    }

    private void startDeadline(Instant since) {
        if (deadline == null) {
            Duration left = Duration.between(now(), since.plus(order.completeWithin()));
            deadline = Workflow.newTimer(
                    left.isNegative() ? Duration.ZERO : left,
                    TimerOptions.newBuilder().setSummary("overdue after").build());
        }
    }

    private boolean isNewlyOverdue() {
        return !overdue && deadline.isCompleted();
    }

    /** Whether a call of this or an earlier cutover may have taken effect; one that was refused has not. */
    private boolean mayHaveBeenCalled() {
        return lastCallAt != null || order.notBefore() != null;
    }

    private boolean mayCall() {
        return gate.open() && !cancelledByHand;
    }

    private CutoverResult notCalled() {
        return cancelledByHand
                ? blocked(FailureKind.CANCELLED_BY_HAND, null, null)
                : result(Ending.RELEASED, null, null, gate.why());
    }

    private CutoverResult blocked(FailureKind kind, String code, String detail) {
        return result(Ending.BLOCKED, kind, code, detail);
    }

    private CutoverResult done(Observation seen, Found found) {
        Found how = found == Found.FINISHED_BEFORE && mayHaveBeenCalled() ? Found.ADOPTED : found;
        return new CutoverResult(
                order.job(),
                Ending.DONE,
                null,
                null,
                null,
                phase,
                touched,
                lastCallAt,
                how == Found.FINISHED_BEFORE
                        ? null
                        : tries.latestKnownEffectiveAt().orElse(order.lastCallAt()),
                seen.at(),
                how,
                seen.imageId(),
                seen.instanceId(),
                tries,
                order.previousRun(),
                false,
                null);
    }

    private CutoverResult result(Ending ending, FailureKind reason, String code, String detail) {
        return new CutoverResult(
                order.job(),
                ending,
                reason,
                code,
                detail,
                phase,
                touched,
                lastCallAt,
                null,
                null,
                null,
                null,
                null,
                tries,
                order.previousRun(),
                false,
                null);
    }

    private void tellWave(CutoverResult result) {
        CutoverWave wave = Workflow.newExternalWorkflowStub(CutoverWave.class, WorkflowIds.wave(order.wave()));
        try {
            wave.cutoverNews(new CutoverNews(
                    order.waveRun(), order.job(), Workflow.getInfo().getRunId(), result, null, null));
        } catch (SignalExternalWorkflowException waveIsGone) {
            log.info("The wave is gone; the result stays here");
        }
    }

    /** How long an attempt of a cutover that was terminated may still be under way, unseen. */
    private Duration untilQuiet() {
        Duration left = order.notBefore() == null ? Duration.ZERO : Duration.between(now(), order.notBefore());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
