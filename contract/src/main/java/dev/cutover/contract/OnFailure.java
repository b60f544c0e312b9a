package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What happens when a job of a group does not get done. */
public enum OnFailure {
    /** The groups behind it are deferred; the wave goes on. Also what a later version's word is read as. */
    @JsonEnumDefaultValue
    DEFER,
    /** The wave is held for a person to decide: {@code resume} goes on with the groups behind it, {@code drain} defers them. */
    HOLD,
    /** The groups behind it go on without it. */
    CONTINUE;

    public String word() {
        return Words.camelCase(this);
    }
}
