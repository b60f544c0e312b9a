package dev.cutover.simulator;

import java.util.Arrays;
import java.util.Optional;

/** What can go wrong on demand. */
public enum FaultKind {
    // name in files           what happens
    INTERNAL_ERROR_BEFORE("internalErrorBefore"), // refused with InternalError, nothing done
    INTERNAL_ERROR_AFTER("internalErrorAfter"), // done, and answered with InternalError
    THROTTLE("throttle"), // refused with Throttling.User
    ANSWER_LOST("answerLost"), // done, and the connection closed without an answer
    ACKNOWLEDGED_ONLY("acknowledgedOnly"), // acknowledged, and not done
    CONNECTION_DROPPED("connectionDropped"), // the connection closed before anything was done
    SLOW_ANSWER("slowAnswer"), // done, answered after `delay`
    GARBAGE("garbage"), // done, answered with a body that nobody can read
    STATE_RACE("stateRace"), // a scheduled run starts just before the call
    SOURCE_OFFLINE("sourceOffline"), // the source server goes offline just before the call, and stays so
    ERROR_IN_LAST_RUN("errorInLastRun"), // done, and the last run ends in error
    STALE_READS("staleReads"), // done, and looks show the state before it for `delay`
    REFUSE("refuse"), // refused with `code` and `status`
    CREDENTIALS_EXPIRED(
            "credentialsExpired"), // all calls are refused with InvalidSecurityToken.Expired once `after` has passed
    THROTTLE_ABOVE("throttleAbove"); // all calls past `callsPerSecond` are refused with Throttling.User

    private final String word;

    FaultKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Optional<FaultKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** Whether it concerns the account and not one call. */
    boolean isOfAccount() {
        return this == CREDENTIALS_EXPIRED || this == THROTTLE_ABOVE;
    }
}
