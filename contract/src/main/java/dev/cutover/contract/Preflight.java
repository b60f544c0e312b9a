package dev.cutover.contract;

import dev.cutover.contract.PreflightChecks.CheckRequest;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Has an account's worker carry out a preflight. Read-only, and over in seconds to minutes. */
@WorkflowInterface
public interface Preflight {

    @WorkflowMethod(name = "Preflight")
    PreflightReport check(CheckRequest request);
}
