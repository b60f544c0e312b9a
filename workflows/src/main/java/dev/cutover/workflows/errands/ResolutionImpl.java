package dev.cutover.workflows.errands;

import dev.cutover.contract.Account;
import dev.cutover.contract.Account.ResolvedPlan;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Resolution;
import dev.cutover.workflows.Policies;
import io.temporal.workflow.Workflow;

/** Has the account asked for what a plan selects. */
public final class ResolutionImpl implements Resolution {

    @Override
    public ResolvedPlan resolve(Plan plan) {
        return Workflow.newActivityStub(
                        Account.class, Policies.LIST.options(plan.polling(), "what " + plan.wave() + " selects"))
                .resolve(plan);
    }
}
