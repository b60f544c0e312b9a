package dev.cutover.acceptance.night;

import java.time.Duration;

/**
 * Something that is done to a wave, or to the world around it.
 *
 * @param at so long after the night began
 * @param seed decides what is left open: which job, until when
 */
record Deed(Duration at, Kind kind, long seed) {

    enum Kind {
        HOLD,
        RESUME,
        DRAIN,
        SKIP,
        RETRY,
        RESTART,
        MARK_DONE,
        APPROVE,
        CONFIRM,
        EXTEND,
        SET,
        /** A scheduled run of a job begins. */
        RUN_BEGINS,
        SOURCE_GOES_OFFLINE,
        /** A person does whatever helps. */
        LOOK_AFTER_ALL
    }
}
