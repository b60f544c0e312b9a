package dev.cutover.workflows.cutover;

import dev.cutover.contract.CutoverOrder;
import dev.cutover.contract.CutoverRuns;
import dev.cutover.contract.CutoverRuns.CutoverRef;
import dev.cutover.contract.CutoverRuns.Noted;
import dev.cutover.contract.Ending;
import dev.cutover.contract.Evidence;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.ReplicationJobs;
import dev.cutover.contract.ReplicationJobs.CallRequest;
import dev.cutover.contract.ReplicationJobs.CallResult;
import dev.cutover.workflows.Policies;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/** Calls one job's cutover, with its notes: what may have been sent is known whatever ends the call. */
final class CallStep {

    private static final Logger log = Workflow.getLogger(CallStep.class);

    private final CutoverOrder order;
    private final Calls known;
    private final ReplicationJobs calls;
    private final CutoverRuns runs;
    private Instant nextAttemptAt;

    CallStep(CutoverOrder order, Calls known) {
        this.order = order;
        this.known = known;
        this.calls = Workflow.newActivityStub(
                ReplicationJobs.class, Policies.CUT_OVER.options(order.polling(), order.name()));
        this.runs = Workflow.newActivityStub(CutoverRuns.class, Policies.READ_NOTES.options(order.polling()));
    }

    /** What is done next. */
    enum Next {
        /** A call may have taken effect: the job is followed. */
        FOLLOW,
        /** None was sent that could, and none may be sent any more. */
        NOT_CALLED,
        /** It has come to an end. */
        END
    }

    /** @param end of an {@link Next#END}; else {@code null} */
    record Outcome(Next next, End end) {

        static final Outcome FOLLOW = new Outcome(Next.FOLLOW, null);
        static final Outcome NOT_CALLED = new Outcome(Next.NOT_CALLED, null);

        static Outcome end(End end) {
            return new Outcome(Next.END, end);
        }
    }

    /**
     * Ends when it is known what is done next.
     *
     * @param notAfter no call is sent later, or {@code null}
     * @param isOpen as long as it is, the call is repeated
     */
    Outcome run(Instant notAfter, BooleanSupplier isOpen) {
        CallRequest request = new CallRequest(
                order.job(),
                order.syncData(),
                known.tries(),
                order.polling().interval(),
                order.polling().settle(),
                Policies.longestUnclearGap(order.polling()),
                Policies.CALL_BUDGET,
                Policies.UNCLEAR_LIMIT,
                known.mayHaveTakenEffect(),
                notAfter);
        CompletedCall[] call = new CompletedCall[1];
        CancellationScope scope = Workflow.newCancellationScope(
                () -> call[0] = new CompletedCall(Async.function(calls::cutOver, request)));
        scope.run();
        Workflow.await(() -> call[0].result.isCompleted() || !isOpen.getAsBoolean());
        if (!call[0].result.isCompleted()) {
            // The notes of an activity that is cancelled between two attempts are lost: read them first.
            readNotes();
            scope.cancel("the gate is closed");
        }
        try {
            return answered(call[0].result.get());
        } catch (ActivityFailure failure) {
            return failed(failure);
        }
    }

    private record CompletedCall(Promise<CallResult> result) {}

    private Outcome answered(CallResult answer) {
        known.know(answer.evidence());
        return switch (answer.verdict()) {
            case ACCEPTED, ADOPTED, UNRECOGNISED -> Outcome.FOLLOW;
            case NOT_WAITING -> Outcome.end(End.of(Ending.RELEASED, null, null, "the job was not Waiting any more"));
            case FINISHED_BEFORE -> Outcome.end(End.done(answer.observation(), Found.FINISHED_BEFORE));
        };
    }

    private Outcome failed(ActivityFailure failure) {
        if (failure.getCause() instanceof TimeoutFailure
                || (failure.getCause() instanceof CanceledFailure && !isSureOfNotes())) {
            // It died, or ended without a word after its notes were read: nobody knows what it did last.
            known.knowPerhapsSent();
        }
        if (!(failure.getCause() instanceof ApplicationFailure told)) {
            return whatWasSentDecides();
        }
        Evidence evidence = told.getDetails().get(0, Evidence.class);
        if (evidence != null) {
            known.know(evidence);
        }
        FailureKind kind = FailureKind.ofType(told.getType());
        String code = told.getDetails().get(1, String.class);
        return switch (kind.consequence()) {
            // Retryable: its retries were ended by the closing gate.
            case WAIT -> whatWasSentDecides();
            case LOOK -> Outcome.end(End.of(Ending.RELEASED, kind, code, null));
            // No job's fault. What may have taken effect is followed all the same.
            case HOLD ->
                known.mayLatestHaveTakenEffect()
                        ? Outcome.FOLLOW
                        : Outcome.end(End.of(Ending.RELEASED, kind, code, told.getOriginalMessage()));
            case BLOCK -> orFollow(kind, End.blocked(kind, code, told.getOriginalMessage()));
            case FAIL -> orFollow(kind, End.of(Ending.FAILED, kind, code, told.getOriginalMessage()));
        };
    }

    /** What a look shows behind a call that may have taken effect says nothing of that call: it is followed, and judged as such. */
    private Outcome orFollow(FailureKind kind, End end) {
        boolean settled = kind == FailureKind.GAVE_UP;
        return known.mayLatestHaveTakenEffect() && !settled ? Outcome.FOLLOW : Outcome.end(end);
    }

    /** The call ended between two attempts. */
    private Outcome whatWasSentDecides() {
        return known.mayLatestHaveTakenEffect() ? Outcome.FOLLOW : Outcome.NOT_CALLED;
    }

    private void readNotes() {
        nextAttemptAt = null;
        try {
            Noted noted =
                    runs.noted(new CutoverRef(order.job(), Workflow.getInfo().getRunId()), known.tries());
            known.know(noted.tries());
            nextAttemptAt = noted.nextAttemptAt();
        } catch (ActivityFailure failure) {
            log.warn("The notes of the pending call could not be read; it counts as perhaps sent", failure);
        }
    }

    /** Whether no attempt can have begun between the reading of the notes and the end of the call. */
    private boolean isSureOfNotes() {
        return nextAttemptAt != null
                && Instant.ofEpochMilli(Workflow.currentTimeMillis()).isBefore(nextAttemptAt);
    }
}
