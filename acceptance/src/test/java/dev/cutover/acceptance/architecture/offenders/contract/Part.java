package dev.cutover.acceptance.architecture.offenders.contract;

/** Stands for a class of contract that names one of workflows. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.workflows.Part forbidden();
}
