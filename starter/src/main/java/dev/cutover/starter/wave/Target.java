package dev.cutover.starter.wave;

import dev.cutover.contract.JobId;
import dev.cutover.contract.WorkflowIds;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowTargetOptions;

/** One run of a workflow, as Temporal's client wants it named. */
final class Target {

    private Target() {}

    static WorkflowTargetOptions run(WorkflowExecution execution) {
        return WorkflowTargetOptions.newBuilder()
                .setWorkflowId(execution.getWorkflowId())
                .setRunId(execution.getRunId())
                .build();
    }

    /** A run of a job's cutover. */
    static WorkflowTargetOptions run(JobId job, String run) {
        return WorkflowTargetOptions.newBuilder()
                .setWorkflowId(WorkflowIds.cutover(job))
                .setRunId(run)
                .build();
    }
}
