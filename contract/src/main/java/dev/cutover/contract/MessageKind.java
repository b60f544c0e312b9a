package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What a wave tells people of by itself. */
public enum MessageKind {
    /** A preflight found something that is in the way, or may be. */
    PREFLIGHT,
    OPENED,
    /** Also said again every 15 minutes until somebody acts. */
    HELD,
    BLOCKED,
    OVERDUE,
    /** A group, or the wave, waits for its approval; or a manual step for its confirmation. */
    WAITS_FOR_A_PERSON,
    GROUP_DONE,
    /** {@code lastStart} is near, and there are jobs that have not started. */
    LAST_START_NEAR,
    /** It has ended. */
    DONE,
    /** A schedule's night has no wave: it could not be started, or nothing is left to do. */
    NOT_STARTED,
    /** Sent by {@code cutover notify test}. */
    TEST,
    /** Written by a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED;

    public String word() {
        return Words.camelCase(this);
    }
}
