package dev.cutover.acceptance.architecture.offenders.worker;

/** Names a class of workflows that is no workflow. */
public interface LooksInside {
    dev.cutover.acceptance.architecture.offenders.workflows.Innocent forbidden();
}
