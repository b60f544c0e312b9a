package dev.cutover.workflows.errands;

import dev.cutover.contract.Preflight;
import dev.cutover.contract.PreflightChecks;
import dev.cutover.contract.PreflightChecks.CheckRequest;
import dev.cutover.contract.PreflightReport;
import dev.cutover.workflows.Policies;
import io.temporal.workflow.Workflow;

/** One preflight, and nothing else. */
public final class PreflightImpl implements Preflight {

    @Override
    public PreflightReport check(CheckRequest request) {
        String summary = request.plan().size() + " jobs of " + request.plan().wave();
        return Workflow.newActivityStub(PreflightChecks.class, Policies.preflight(request.plan(), summary))
                .check(request);
    }
}
