package dev.cutover.acceptance.architecture.offenders.worker;

/** Stands for a class of worker that names one of starter. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.starter.Part forbidden();
}
