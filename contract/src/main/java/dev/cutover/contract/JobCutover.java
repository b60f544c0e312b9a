package dev.cutover.contract;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One server's story from its slot to its end: cut over, follow until {@code Finished}, tell the wave. Its workflow id is
 * {@link WorkflowIds#cutover}, so that a job is in one cutover at a time.
 */
@WorkflowInterface
public interface JobCutover {

    @WorkflowMethod(name = "JobCutover")
    CutoverResult run(CutoverOrder order);

    /** Holds the call back or lets it go; counts until the call is sent. */
    @SignalMethod
    void gate(Gate gate);

    /** A person did by hand what its undo does not manage. */
    @SignalMethod
    void confirm();

    @QueryMethod
    CutoverProgress progress();

    /** How it ended, tries included; {@code null} while it runs. For a run that was cancelled: Temporal keeps no result of those. */
    @QueryMethod
    CutoverResult result();
}
