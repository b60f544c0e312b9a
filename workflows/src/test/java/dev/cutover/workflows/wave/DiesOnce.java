package dev.cutover.workflows.wave;

import dev.cutover.contract.CutoverOrder;
import dev.cutover.contract.CutoverProgress;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.Gate;
import dev.cutover.contract.JobCutover;
import dev.cutover.workflows.cutover.JobCutoverImpl;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;

/**
 * A cutover that ends after ten minutes without a word the first time, as one that is terminated by hand does: the in-JVM server tells a
 * parent of a child that failed, and not of one that was terminated.
 */
public final class DiesOnce implements JobCutover {

    private final JobCutoverImpl real;

    @WorkflowInit
    public DiesOnce(CutoverOrder order) {
        real = new JobCutoverImpl(order);
    }

    @Override
    public CutoverResult run(CutoverOrder order) {
        if (order.previousRun() == null) {
            Workflow.sleep(Duration.ofMinutes(10));
            throw ApplicationFailure.newNonRetryableFailure("as pretended", "Died");
        }
        return real.run(order);
    }

    @Override
    public void gate(Gate gate) {
        real.gate(gate);
    }

    @Override
    public void confirm() {
        real.confirm();
    }

    @Override
    public CutoverProgress progress() {
        return real.progress();
    }

    @Override
    public CutoverResult result() {
        return real.result();
    }
}
