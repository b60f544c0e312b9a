package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How a {@link JobCutover} ended. */
public enum Ending {
    /** SMC shows {@code Finished}. */
    DONE,
    /** The job was not {@code Waiting} any more, or the gate closed: back to the watch. */
    RELEASED,
    /** A person has to act. */
    BLOCKED,
    /** Nothing can be done. */
    FAILED,
    /** Written by a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED
}
