package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Whether a wave starts new cutovers. */
public enum Standing {
    OPEN,
    /** None until it is resumed. Also what a later version's standings are read as. */
    @JsonEnumDefaultValue
    HELD,
    /** None for good; it ends when those in flight are through. */
    DRAINED;

    public String word() {
        return Words.camelCase(this);
    }
}
