package dev.cutover.acceptance.architecture.offenders.workflows;

/** Stands for a class beneath the rooms that names one of theirs. */
public interface NamesRoom {
    dev.cutover.acceptance.architecture.offenders.workflows.board.Part forbidden();
}
