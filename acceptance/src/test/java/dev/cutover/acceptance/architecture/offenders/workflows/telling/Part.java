package dev.cutover.acceptance.architecture.offenders.workflows.telling;

/** Stands for a class of telling that names one of wave. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.workflows.wave.Part forbidden();
}
