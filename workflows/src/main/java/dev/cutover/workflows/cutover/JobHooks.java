package dev.cutover.workflows.cutover;

import dev.cutover.contract.CutoverOrder;
import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.StepTold;
import dev.cutover.workflows.HookRun;
import dev.cutover.workflows.Policies;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The hooks of one job's own cutover, and whether it stands prepared. */
final class JobHooks {

    private final CutoverOrder order;
    private final List<StepTold> steps = new ArrayList<>();
    private boolean preparedHere;
    private boolean prepared;
    private boolean confirmed;

    JobHooks(CutoverOrder order) {
        this.order = order;
        this.prepared = order.prepared();
    }

    private Hook hook(HookStep step) {
        return order.hooks() == null ? null : order.hooks().of(step);
    }

    boolean has(HookStep step) {
        return hook(step) != null;
    }

    /** Whether its before-hook ran, or may have run, and was not undone. */
    boolean isPrepared() {
        return prepared;
    }

    /** Prepares it, once in this cutover. An earlier one may have done so already: the key is the same. */
    HookRun.Outcome prepare() {
        if (preparedHere || !has(HookStep.BEFORE)) {
            return new HookRun.Outcome(true, null);
        }
        // From now on, whatever comes back: it may have been done in part.
        prepared = true;
        HookRun.Outcome outcome = run(HookStep.BEFORE, false, null, null);
        preparedHere = outcome.done();
        return outcome;
    }

    /** Lets it pass, or not. One that was let pass is what it was prepared for. */
    HookRun.Outcome pass(String imageId, String instanceId) {
        HookRun.Outcome outcome =
                has(HookStep.AFTER) ? run(HookStep.AFTER, true, imageId, instanceId) : new HookRun.Outcome(true, null);
        prepared = prepared && !outcome.done();
        return outcome;
    }

    /**
     * Undoes what was prepared, and ends when that has succeeded, or when a person has done it.
     *
     * @param failed is told each time that it does not succeed
     */
    void undo(Consumer<String> failed) {
        while (has(HookStep.UNDO) && !confirmed) {
            HookRun.Outcome outcome = run(HookStep.UNDO, false, null, null);
            if (outcome.done()) {
                break;
            }
            failed.accept(outcome.output());
            Workflow.await(Policies.UNDO_REST, () -> confirmed);
        }
        prepared = false;
        preparedHere = false;
        confirmed = false;
    }

    /** A person has done what its undo does not manage. */
    void confirm() {
        confirmed = true;
    }

    private HookRun.Outcome run(HookStep step, boolean cutOver, String imageId, String instanceId) {
        Instant beganAt = now();
        HookRun.Outcome outcome = HookRun.start(hook(step), input(step, cutOver, imageId, instanceId))
                .get();
        steps.add(new StepTold(step, order.round(), beganAt, now(), outcome.done(), outcome.output()));
        return outcome;
    }

    private HookInput input(HookStep step, boolean cutOver, String imageId, String instanceId) {
        String key = String.join(
                "/",
                order.wave(),
                order.waveRun(),
                "job",
                order.job().value(),
                step.word(),
                String.valueOf(order.round()));
        return new HookInput(
                key,
                step,
                order.round(),
                order.wave(),
                order.change(),
                order.account(),
                order.group(),
                order.job(),
                List.of(new HookInput.Server(order.job(), order.name(), cutOver, imageId, instanceId)));
    }

    /** What became of them, oldest first; of many tries of an undo the last ones. */
    List<StepTold> steps() {
        return steps.subList(Math.max(0, steps.size() - MOST_STEPS), steps.size());
    }

    private static final int MOST_STEPS = 20;

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
