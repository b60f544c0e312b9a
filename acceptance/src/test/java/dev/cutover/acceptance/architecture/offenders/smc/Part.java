package dev.cutover.acceptance.architecture.offenders.smc;

/** Stands for a class of smc that names one of contract. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.contract.Part forbidden();
}
