package dev.cutover.acceptance.architecture.offenders.workflows.cutover;

/** Stands for a class of cutover that names one of board. */
public interface Part {
    dev.cutover.acceptance.architecture.offenders.workflows.board.Part forbidden();
}
