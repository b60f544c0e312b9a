package dev.cutover.acceptance.architecture.offenders.simulator;

/** Stands for a class of simulator that names one of smc. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.smc.Part forbidden();
}
