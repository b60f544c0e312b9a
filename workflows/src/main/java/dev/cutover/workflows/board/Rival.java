package dev.cutover.workflows.board;

/** Whether somebody else's cutover of a job runs: nothing is started until Temporal has told. */
enum Rival {
    NONE,
    /** One ran when that was last known; before a start it is asked again. */
    SUSPECTED,
    /** One was in the way of a start: it is asked whose. */
    MET
}
