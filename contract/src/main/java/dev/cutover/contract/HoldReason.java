package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why a wave is held, and what the operator reads. */
public enum HoldReason {
    BY_HAND("An operator held it: `resume` goes on."),
    ACCOUNT(
            "SMC refuses the account (credentials, rights, clock or balance): mend it; `resume` tries one harmless call first."),
    FAILURES("As many jobs went wrong after they were touched as the plan allows: look at them, then `resume`."),
    BLOCKED_JOBS(
            "As many jobs are in trouble before they were touched as the plan allows: look at them, then `resume`."),
    UNKNOWN_CODE(
            "SMC refused a second job with the same code that this version does not know: look it up, then `resume`."),
    CANARY("The canary did not go well, or proved nothing: look at it, then `resume` or `drain`."),
    GROUP(
            "A job of a group whose plan says `onFailure: hold` did not get done: `resume` goes on with the groups behind it."),
    /** Written by a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED("It is held for a reason that this version does not know: look at the wave.");

    private final String advice;

    HoldReason(String advice) {
        this.advice = advice;
    }

    /** A sentence for the operator. */
    public String advice() {
        return advice;
    }

    /** As reports spell it: {@code byHand}. */
    public String word() {
        return Words.camelCase(this);
    }
}
