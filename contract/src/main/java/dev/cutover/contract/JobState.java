package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a job of a wave stands. The first three are under way, the others are outcomes. */
public enum JobState {
    /** Polled until it is {@code Waiting} and its turn comes. */
    WATCHING,
    /** It holds a slot: its {@link JobCutover} runs. */
    CUTTING_OVER,
    /** A person has to act. */
    BLOCKED,
    DONE,
    /** Nothing can be done. */
    FAILED,
    /** Touched, and a person must look. */
    UNFINISHED,
    /** Not done and untouched: for the next plan. */
    DEFERRED,
    /** An operator took it out. */
    SKIPPED,
    /** Written by a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED;

    public boolean isOutcome() {
        return switch (this) {
            case DONE, FAILED, UNFINISHED, DEFERRED, SKIPPED -> true;
            case WATCHING, CUTTING_OVER, BLOCKED, UNRECOGNISED -> false;
        };
    }

    /** As counts and reports spell it: {@code cuttingOver}. */
    public String word() {
        return Words.camelCase(this);
    }
}
