package dev.cutover.acceptance.architecture.offenders.workflows.wave;

/** Stands for a class of wave that names one of cutover. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.workflows.cutover.Part forbidden();
}
