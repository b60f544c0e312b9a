package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Which of the hooks. */
public enum HookStep {
    BEFORE,
    AFTER,
    UNDO,
    /** Written by a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED;

    public String word() {
        return Words.camelCase(this);
    }
}
