package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How a done job came to be {@code Finished}. */
public enum Found {
    /** By a call that SMC acknowledged. */
    ACCEPTED,
    /** By a call whose answer was lost; the state says that it took effect. */
    ADOPTED,
    /** Before this wave sent a call that may have taken effect. */
    FINISHED_BEFORE,
    /** Written by a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED;

    /** As reports spell it: {@code finishedBefore}. */
    public String word() {
        return Words.camelCase(this);
    }
}
