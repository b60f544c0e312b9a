package dev.cutover.acceptance.architecture.offenders.workflows;

/** Stands for a class of workflows that names one of smc. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.smc.Part forbidden();
}
