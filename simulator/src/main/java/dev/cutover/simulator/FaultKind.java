package dev.cutover.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can go wrong on demand. */
public enum FaultKind {
    // name in files, what it strikes, when, keys of its own     what happens
    /** All calls are refused with {@code InvalidSecurityToken.Expired}, until they come with a new token. */
    CREDENTIALS_EXPIRED("credentialsExpired", Scope.ACCOUNT, Moment.INSTEAD, ""),
    /** All calls past so many in a second are refused with {@code Throttling.User}. */
    THROTTLE_ABOVE("throttleAbove", Scope.ACCOUNT, Moment.INSTEAD, "callsPerSecond"),
    /** Refused with {@code Throttling.User}. */
    THROTTLE("throttle", Scope.CALL, Moment.INSTEAD, ""),
    /** Refused with a code of one's choice. */
    REFUSE("refuse", Scope.CALL, Moment.INSTEAD, "code status"),
    /** Nothing done, and answered with {@code InternalError}. */
    INTERNAL_ERROR_BEFORE("internalErrorBefore", Scope.CALL, Moment.INSTEAD, ""),
    /** The connection closed before anything was done. */
    CONNECTION_DROPPED("connectionDropped", Scope.CALL, Moment.INSTEAD, ""),
    /** A scheduled run starts just before the call. */
    STATE_RACE("stateRace", Scope.CUTOVER, Moment.JUST_BEFORE, ""),
    /** The source server goes offline just before the call, and stays so. */
    SOURCE_OFFLINE("sourceOffline", Scope.CALL_ON_A_JOB, Moment.JUST_BEFORE, ""),
    /** Acknowledged, and not done. */
    ACKNOWLEDGED_ONLY("acknowledgedOnly", Scope.CALL_ON_A_JOB, Moment.WITH_THE_DEED, ""),
    /** Done, and answered with {@code InternalError}. */
    INTERNAL_ERROR_AFTER("internalErrorAfter", Scope.CALL, Moment.WITH_THE_DEED, ""),
    /** Done, and the connection closed without an answer. */
    ANSWER_LOST("answerLost", Scope.CALL, Moment.WITH_THE_DEED, ""),
    /** Done, and answered with a body that nobody can read. */
    GARBAGE("garbage", Scope.CALL, Moment.WITH_THE_DEED, ""),
    /** Done, and answered late. */
    SLOW_ANSWER("slowAnswer", Scope.CALL, Moment.WITH_THE_DEED, "delay"),
    /** Done, and looks go on to show the job as it was. */
    STALE_READS("staleReads", Scope.CALL_ON_A_JOB, Moment.WITH_THE_DEED, "delay"),
    /** Done, and the last run ends in error. */
    ERROR_IN_LAST_RUN("errorInLastRun", Scope.CUTOVER, Moment.WITH_THE_DEED, "");

    /** Which calls it can strike. */
    enum Scope {
        ACCOUNT("kind times after"),
        CALL("kind operation jobs times rate after"),
        CALL_ON_A_JOB(CALL.keys),
        CUTOVER("kind jobs times rate after");

        private final String keys;

        Scope(String keys) {
            this.keys = keys;
        }

        boolean allows(Operation operation) {
            return switch (this) {
                case ACCOUNT, CALL -> true;
                case CALL_ON_A_JOB -> !operation.isLook();
                case CUTOVER -> operation == Operation.CUT_OVER;
            };
        }
    }

    /** When it strikes. */
    enum Moment {
        /** In the place of the deed, whatever the call is. */
        INSTEAD,
        JUST_BEFORE,
        /** As a part of the deed: a call that is refused, or has no such part, is spared, and the fault waits for the next. */
        WITH_THE_DEED
    }

    private final String word;
    private final Scope scope;
    private final Moment moment;
    private final String ownKeys;

    FaultKind(String word, Scope scope, Moment moment, String ownKeys) {
        this.word = word;
        this.scope = scope;
        this.moment = moment;
        this.ownKeys = ownKeys;
    }

    /** As files spell it. */
    public String word() {
        return word;
    }

    Scope scope() {
        return scope;
    }

    Moment moment() {
        return moment;
    }

    /** Whether it has a use for this key of a faults file. */
    boolean takes(String key) {
        return List.of((scope.keys + " " + ownKeys).split(" ")).contains(key);
    }

    static Optional<FaultKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
