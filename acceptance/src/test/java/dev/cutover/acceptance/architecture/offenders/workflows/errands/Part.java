package dev.cutover.acceptance.architecture.offenders.workflows.errands;

/** Stands for a class of errands that names one of cutover. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.workflows.cutover.Part forbidden();
}
