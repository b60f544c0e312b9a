package dev.cutover.contract;

import dev.cutover.contract.Account.FoundJobs;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Asks an account's worker which jobs there are. Read-only, and over in seconds to minutes. */
@WorkflowInterface
public interface Inventory {

    @WorkflowMethod(name = "Inventory")
    FoundJobs find(JobQuery query);
}
