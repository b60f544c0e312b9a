package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How far a group is as a whole. One without hooks goes from the first to the last. */
public enum GroupPhase {
    /** Nothing of the group's own has begun. */
    WAITING,
    /** Its before-hook runs; its slots are taken. */
    BEFORE,
    /** It is prepared, and its jobs are cut over. */
    CUTTING_OVER,
    /** All its jobs are cut over, and its after-hook runs. */
    AFTER,
    /** What was prepared is undone. */
    UNDO,
    /** Nothing of the group's own is left to do. */
    THROUGH,
    /** Written by a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED;

    /** Whether something of it has begun, and is not through. */
    public boolean isUnderWay() {
        return this != WAITING && this != THROUGH;
    }

    public String word() {
        return Words.camelCase(this);
    }
}
