package dev.cutover.workflows.errands;

import dev.cutover.contract.Account;
import dev.cutover.contract.Account.FoundJobs;
import dev.cutover.contract.Inventory;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Polling;
import dev.cutover.workflows.Policies;
import io.temporal.workflow.Workflow;

/** Has the account listed. */
public final class InventoryImpl implements Inventory {

    @Override
    public FoundJobs find(JobQuery query) {
        // Not the query: a summary is short, or Temporal refuses it.
        return Workflow.newActivityStub(
                        Account.class, Policies.LIST.options(Polling.defaults(), "the jobs of the account"))
                .find(query);
    }
}
