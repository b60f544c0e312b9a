package dev.cutover.acceptance.architecture.offenders.activities;

/** Stands for a class of activities that names one of workflows. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.workflows.Part forbidden();
}
