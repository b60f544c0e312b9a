package dev.cutover.acceptance.architecture.offenders.contract;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** What a workflow is asked for. */
@WorkflowInterface
public interface Flow {
    @WorkflowMethod
    void run();
}
