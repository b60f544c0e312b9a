package dev.cutover.acceptance.architecture.offenders.forecast;

/** Stands for a class of forecast that names one of workflows. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.workflows.Part forbidden();
}
