package dev.cutover.workflows.cutover;

import dev.cutover.contract.CutoverNews;
import dev.cutover.contract.CutoverNews.Milestone;
import dev.cutover.contract.CutoverOrder;
import dev.cutover.contract.CutoverProgress;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.Ending;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.Gate;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobCutover;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Phase;
import dev.cutover.contract.ReplicationJobs;
import dev.cutover.contract.ReplicationJobs.AwaitRequest;
import dev.cutover.contract.SearchValues;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Words;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.workflows.AccountTrouble;
import dev.cutover.workflows.HookRun;
import dev.cutover.workflows.Listing;
import dev.cutover.workflows.Policies;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
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

/** Prepares, looks, calls, looks until SMC's state tells how it ended; then lets it pass, or undoes what was prepared. */
public final class JobCutoverImpl implements JobCutover {

    private static final String FOLLOWED =
            "**past the point of no return**: called, and followed until it is `Finished`";

    private static final Logger log = Workflow.getLogger(JobCutoverImpl.class);

    private final CutoverOrder order;
    private final CallStep call;
    private final ReplicationJobs ends;
    private final Calls known;
    private final JobHooks hooks;
    private final Listing listing;

    private Gate gate;
    private boolean cancelledByHand;
    private Phase phase;
    private Promise<Void> deadline;
    private boolean overdue;
    private boolean reopened;
    private CutoverResult result;

    @WorkflowInit
    public JobCutoverImpl(CutoverOrder order) {
        this.order = order;
        this.phase = order.phase();
        this.gate = new Gate(true, null, order.lastStart());
        this.known = new Calls(order);
        this.hooks = new JobHooks(order);
        this.listing = new Listing(order.searchable());
        this.call = new CallStep(order, known);
        this.ends = Workflow.newActivityStub(
                ReplicationJobs.class, Policies.AWAIT_END.options(order.polling(), order.name()));
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
                    result = result(story());
                    Workflow.setCurrentDetails(ending());
                    listing.end(SearchValues.of(order, result));
                    tellWave(CutoverNews.ended(
                            order.waveRun(), order.job(), Workflow.getInfo().getRunId(), result.withoutTries()));
                })
                .run();
        return result;
    }

    private String ending() {
        String why = result.reason() == null ? "" : ": " + result.reason().advice();
        return "**" + Words.spoken(result.ending()) + "**" + why;
    }

    private End story() {
        End end = phase == Phase.UNDO ? End.of(Ending.RELEASED, null, null, null) : course();
        return end.ending() == Ending.DONE ? letPass(end) : undo(end);
    }

    private End course() {
        for (int round = 0; round < Policies.ROUNDS_WITHOUT_EFFECT; round++) {
            Optional<End> ended = phase == Phase.CALL ? call() : Optional.empty();
            if (ended.isEmpty()) {
                ended = awaitEnd();
            }
            if (ended.isPresent()) {
                return ended.get();
            }
            reach(Phase.CALL);
        }
        return End.blocked(FailureKind.NO_EFFECT, null, null);
    }

    /** Where it is searched for. */
    private void reach(Phase next) {
        phase = next;
        listing.show(SearchValues.of(order, next));
    }

    @Override
    public void gate(Gate newGate) {
        reopened = reopened || (newGate.open() && !gate.open());
        gate = newGate;
    }

    @Override
    public void confirm() {
        hooks.confirm();
    }

    @Override
    public CutoverProgress progress() {
        return new CutoverProgress(
                phase,
                known.tries().count(),
                known.lastCallAt(),
                overdue,
                mayCall(),
                known.tries(),
                order.previousRun());
    }

    @Override
    public CutoverResult result() {
        return result;
    }

    /** Empty when a call may have taken effect; else how it ended. */
    private Optional<End> call() {
        Workflow.setCurrentDetails(
                known.mayHaveTakenEffect()
                        ? "**about to call again**: an earlier call may have taken effect"
                        : "**before the call**: nothing that could take effect has been sent");
        Workflow.await(untilQuiet(), () -> !mayCall());
        if (!mayCall()) {
            return Optional.of(notCalled());
        }
        HookRun.Outcome prepared = hooks.prepare();
        if (!prepared.done()) {
            return Optional.of(End.blocked(FailureKind.HOOK_REFUSED, null, prepared.output()));
        }
        if (!mayCall()) {
            return Optional.of(notCalled());
        }
        Workflow.setCurrentDetails("**calling**: a call may have been sent; the pending activity tells more");
        Instant notAfter = gate.lastStart();
        CallStep.Outcome outcome = call.run(notAfter, () -> isGateOpen() && !isEarlierNow(notAfter));
        return switch (outcome.next()) {
            case FOLLOW -> {
                reach(Phase.AWAIT);
                yield Optional.empty();
            }
            // A call that knew of a later last start has been ended: another one may be in time.
            case NOT_CALLED -> isEarlierNow(notAfter) && mayCall() ? call() : Optional.of(notCalled());
            case END -> Optional.of(outcome.end());
        };
    }

    /** Empty when the job is {@code Waiting} again: no call took effect. */
    private Optional<End> awaitEnd() {
        Instant since = known.lastCallAt() == null ? now() : known.lastCallAt();
        Workflow.setCurrentDetails(FOLLOWED);
        if (phase == Phase.AWAIT) {
            startDeadline(since);
        }
        Instant settled = since.plus(order.polling().settle());
        Instant quiet = now().plus(untilQuiet());
        AwaitRequest request =
                new AwaitRequest(order.job(), order.polling().interval(), settled.isAfter(quiet) ? settled : quiet);
        while (true) {
            Promise<Observation> end = Async.function(ends::awaitEnd, request);
            Workflow.await(() -> end.isCompleted() || isNewlyOverdue());
            if (!end.isCompleted()) {
                overdue = true;
                tellWave(Milestone.OVERDUE, null);
            }
            try {
                Observation seen = end.get();
                known.seen(seen.status());
                return seen.sighting() == Sighting.FINISHED
                        ? Optional.of(End.done(seen, known.how()))
                        : Optional.empty();
            } catch (ActivityFailure failure) {
                if (!AccountTrouble.isBehind(failure)) {
                    return Optional.of(endFailed(failure));
                }
                sitOut(AccountTrouble.of(failure));
            }
        }
    }

    /** It goes on at SMC whatever SMC says of the account; the wave tells a person, and is told when that is mended. */
    private void sitOut(AccountTrouble trouble) {
        Workflow.setCurrentDetails(
                "**past the point of no return**, and not followed just now: SMC refuses the account ("
                        + trouble.detail() + ")");
        reopened = false;
        tellWave(Milestone.ACCOUNT_REFUSED, trouble.detail());
        Workflow.await(Policies.ACCOUNT_REST, () -> reopened);
        Workflow.setCurrentDetails(FOLLOWED);
    }

    private End endFailed(ActivityFailure failure) {
        if (!(failure.getCause() instanceof ApplicationFailure told)) {
            throw failure;
        }
        FailureKind kind = FailureKind.ofType(told.getType());
        Observation seen = told.getDetails().get(0, Observation.class);
        if (seen != null) {
            known.seen(seen.status());
        }
        Ending ending = kind.consequence() == FailureKind.Consequence.FAIL ? Ending.FAILED : Ending.BLOCKED;
        return End.of(ending, kind, seen == null ? null : seen.errorCode(), told.getOriginalMessage());
    }

    /** SMC is through with it: what it left is looked at, and the after-hook is asked. What was finished before is nobody's of this wave. */
    private End letPass(End end) {
        phase = Phase.VERIFY;
        boolean ours = end.found() != Found.FINISHED_BEFORE || known.mayHaveTakenEffect() || hooks.isPrepared();
        if (!ours) {
            return end;
        }
        Observation seen = end.seen();
        for (int look = 1; look < Policies.LOOKS_AT_WHAT_IS_LEFT && !hasLeftSomething(seen); look++) {
            Optional<End> again = awaitEnd();
            seen = again.map(End::seen).orElse(seen);
            seen = seen == null ? end.seen() : seen;
        }
        if (!hasLeftSomething(seen)) {
            return End.blocked(
                    FailureKind.NOT_VERIFIED, seen.errorCode(), "SMC shows no image and no instance, or an error");
        }
        if (hooks.has(HookStep.AFTER)) {
            reach(Phase.VERIFY);
            tellWave(Milestone.SLOT_FREE, null);
            Workflow.setCurrentDetails("**cut over**: its after-hook runs");
        }
        HookRun.Outcome passed = hooks.pass(seen.imageId(), seen.instanceId());
        End done = End.done(seen, end.found());
        return passed.done()
                ? done
                : new End(Ending.BLOCKED, FailureKind.NOT_VERIFIED, null, passed.output(), seen, end.found());
    }

    private static boolean hasLeftSomething(Observation seen) {
        boolean error = seen.errorCode() != null && !seen.errorCode().isEmpty();
        return !error && (isThere(seen.imageId()) || isThere(seen.instanceId()));
    }

    private static boolean isThere(String id) {
        return id != null && !id.isEmpty();
    }

    /** What was prepared and does not take place is undone; never while it is unclear whether it took place. */
    private End undo(End end) {
        if (!hooks.isPrepared() || phase == Phase.AWAIT) {
            return end;
        }
        reach(Phase.UNDO);
        tellWave(Milestone.SLOT_FREE, null);
        Workflow.setCurrentDetails("**not called**: what was prepared is undone");
        hooks.undo(why -> {
            Workflow.setCurrentDetails("**not called**: its undo does not succeed, and is tried on: " + why);
            tellWave(Milestone.UNDO_FAILS, why);
        });
        phase = Phase.CALL;
        return end;
    }

    private void startDeadline(Instant since) {
        if (deadline == null) {
            Duration left = Duration.between(now(), since.plus(order.completeWithin()));
            deadline = Workflow.newTimer(
                    left.isNegative() ? Duration.ZERO : left,
                    TimerOptions.newBuilder()
                            .setSummary(order.name() + " is overdue then")
                            .build());
        }
    }

    private boolean isNewlyOverdue() {
        return !overdue && deadline != null && deadline.isCompleted();
    }

    private boolean mayCall() {
        return isGateOpen() && !isTooLate();
    }

    private boolean isGateOpen() {
        return gate.open() && !cancelledByHand;
    }

    /** Whether the last start has come to be earlier than that. */
    private boolean isEarlierNow(Instant notAfter) {
        return gate.lastStart() != null && (notAfter == null || gate.lastStart().isBefore(notAfter));
    }

    private boolean isTooLate() {
        return gate.lastStart() != null && now().isAfter(gate.lastStart());
    }

    private End notCalled() {
        if (cancelledByHand) {
            return End.blocked(FailureKind.CANCELLED_BY_HAND, null, null);
        }
        boolean late = gate.open() && isTooLate();
        return End.of(Ending.RELEASED, late ? FailureKind.TOO_LATE : null, null, gate.why());
    }

    private CutoverResult result(End end) {
        boolean done = end.ending() == Ending.DONE;
        Found how = end.found() == Found.FINISHED_BEFORE && known.mayHaveTakenEffect() ? Found.ADOPTED : end.found();
        Observation left = end.seen();
        return new CutoverResult(
                order.job(),
                end.ending(),
                end.reason(),
                end.code(),
                end.detail(),
                phase,
                known.isTouched(),
                known.lastCallAt(),
                how == null || how == Found.FINISHED_BEFORE ? null : known.cutOverAt(),
                left == null ? null : left.at(),
                done ? how : null,
                left == null ? null : left.imageId(),
                left == null ? null : left.instanceId(),
                known.tries(),
                order.previousRun(),
                hooks.isPrepared(),
                hooks.steps(),
                order.notBefore());
    }

    private void tellWave(Milestone milestone, String detail) {
        tellWave(
                new CutoverNews(order.waveRun(), order.job(), Workflow.getInfo().getRunId(), null, milestone, detail));
    }

    private void tellWave(CutoverNews news) {
        CutoverWave wave = Workflow.newExternalWorkflowStub(CutoverWave.class, WorkflowIds.wave(order.wave()));
        try {
            wave.cutoverNews(news);
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
