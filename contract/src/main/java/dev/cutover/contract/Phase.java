package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How far a cutover got; where a retry goes on. */
public enum Phase {
    /** Nothing that could still take effect was sent: call when the job is {@code Waiting}. */
    CALL,
    /** A call may have taken effect: follow the job first. Also what a later version's phases are read as, for it never calls blindly. */
    @JsonEnumDefaultValue
    AWAIT,
    /** SMC shows {@code Finished}; the verification and the after-hook are left. */
    VERIFY,
    /** It was prepared and did not take place: the undo is left. */
    UNDO
}
