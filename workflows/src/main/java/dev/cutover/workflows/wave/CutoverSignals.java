package dev.cutover.workflows.wave;

import dev.cutover.contract.JobId;
import dev.cutover.contract.WorkflowIds;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.workflow.Async;
import io.temporal.workflow.ExternalWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/** What a wave tells its cutovers. One that has ended does not mind. */
final class CutoverSignals {

    private static final Logger log = Workflow.getLogger(CutoverSignals.class);

    private final List<Promise<Void>> underWay = new ArrayList<>();

    void send(JobId job, String run, String name, Object... words) {
        ExternalWorkflowStub cutover = Workflow.newUntypedExternalWorkflowStub(WorkflowExecution.newBuilder()
                .setWorkflowId(WorkflowIds.cutover(job))
                .setRunId(run)
                .build());
        underWay.add(Async.procedure(() -> {
            try {
                cutover.signal(name, words);
            } catch (SignalExternalWorkflowException gone) {
                log.info("A cutover had ended when it was told of something: {} {}", name, job);
            }
        }));
    }

    /** Whether none would get lost if the wave continued as new. */
    boolean areSent() {
        underWay.removeIf(Promise::isCompleted);
        return underWay.isEmpty();
    }
}
