package dev.cutover.acceptance.architecture.offenders.connection;

/** Stands for a class of connection that names one of smc. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.smc.Part forbidden();
}
