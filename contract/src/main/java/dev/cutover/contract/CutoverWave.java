package dev.cutover.contract;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One execution of a plan. Its workflow id is {@link WorkflowIds#wave}.
 *
 * <p>An update that makes no sense now is refused: its caller gets a {@code WorkflowUpdateException} whose cause is an
 * {@code ApplicationFailure} with a sentence for the operator as its original message. It leaves no event. No handler fails in another way.
 *
 * <p>Cancelling it drains it. Temporal then closes it as cancelled and keeps no result: its queries go on telling how it ended.
 */
@WorkflowInterface
public interface CutoverWave {

    /** The type that a refusal is thrown with. SDK 1.38 puts one of its own in its place before the caller sees it. */
    String REFUSED = "Refused";

    @WorkflowMethod(name = "CutoverWave")
    WaveResult run(WaveStart start);

    /** From a {@link JobCutover}: it has ended, or it is overdue. */
    @SignalMethod
    void cutoverNews(CutoverNews news);

    /** No new cutovers until {@link #resume}. */
    @UpdateMethod
    ActionAccepted hold(WaveAction action);

    @UpdateValidatorMethod(updateName = "hold")
    void validateHold(WaveAction action);

    @UpdateMethod
    ActionAccepted resume(WaveAction action);

    @UpdateValidatorMethod(updateName = "resume")
    void validateResume(WaveAction action);

    /** No new cutovers for good; the wave ends when those in flight are through. */
    @UpdateMethod
    ActionAccepted drain(WaveAction action);

    @UpdateValidatorMethod(updateName = "drain")
    void validateDrain(WaveAction action);

    /** Takes jobs out that are watched or blocked. */
    @UpdateMethod
    ActionAccepted skip(JobsAction action);

    @UpdateValidatorMethod(updateName = "skip")
    void validateSkip(JobsAction action);

    /** Lets blocked jobs go on where they stood. */
    @UpdateMethod
    ActionAccepted retry(JobsAction action);

    @UpdateValidatorMethod(updateName = "retry")
    void validateRetry(JobsAction action);

    /** Takes blocked jobs for done that a person finished by hand; refused unless SMC shows {@code Finished}, or it is overridden. */
    @UpdateMethod
    ActionAccepted markDone(JobsAction action);

    @UpdateValidatorMethod(updateName = "markDone")
    void validateMarkDone(JobsAction action);

    /** Agrees to a group, or to the wave, that waits for it. */
    @UpdateMethod
    ActionAccepted approve(StepAction action);

    @UpdateValidatorMethod(updateName = "approve")
    void validateApprove(StepAction action);

    /** A manual step of a group is done; or a person did by hand what an undo does not manage. */
    @UpdateMethod
    ActionAccepted confirm(StepAction action);

    @UpdateValidatorMethod(updateName = "confirm")
    void validateConfirm(StepAction action);

    /** Makes the window longer. */
    @UpdateMethod
    ActionAccepted extend(ExtendAction action);

    @UpdateValidatorMethod(updateName = "extend")
    void validateExtend(ExtendAction action);

    /** Changes a limit. */
    @UpdateMethod
    ActionAccepted set(SetAction action);

    @UpdateValidatorMethod(updateName = "set")
    void validateSet(SetAction action);

    @QueryMethod
    WaveProgress progress();

    /** @param page from 1; a page past the end is empty */
    @QueryMethod
    JobPage jobs(int page);

    @QueryMethod
    Actions actions();

    /** What it carries out, as it was started. */
    @QueryMethod
    Plan plan();
}
