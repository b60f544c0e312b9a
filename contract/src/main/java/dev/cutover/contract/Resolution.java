package dev.cutover.contract;

import dev.cutover.contract.Account.ResolvedPlan;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Asks an account's worker which jobs a plan selects. Read-only. */
@WorkflowInterface
public interface Resolution {

    @WorkflowMethod(name = "Resolution")
    ResolvedPlan resolve(Plan plan);
}
