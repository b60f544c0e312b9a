package dev.cutover.acceptance.architecture.offenders.starter;

/** Stands for a class of starter that names one of worker. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.worker.Part forbidden();
}
