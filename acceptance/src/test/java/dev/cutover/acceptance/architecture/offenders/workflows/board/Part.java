package dev.cutover.acceptance.architecture.offenders.workflows.board;

/** Stands for a class of board that names one of telling. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.workflows.telling.Part forbidden();
}
