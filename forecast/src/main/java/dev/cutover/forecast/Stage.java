package dev.cutover.forecast;

/** How far a job is when the forecast is made. */
public enum Stage {
    /** It has no slot. */
    AHEAD,
    /** It has a slot, or is past its call. */
    IN_FLIGHT,
    /** SMC is through with it, its slot is free, and its after-hook is under way. */
    VERIFYING,
    /** The groups behind it may go on as far as it is concerned: done, or taken out by a person. */
    THROUGH,
    /** It came to an outcome, and is not through. */
    LOST,
    /** A person has to act; nobody is counted on to do so. */
    BLOCKED
}
