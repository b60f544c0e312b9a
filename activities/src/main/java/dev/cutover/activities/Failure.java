package dev.cutover.activities;

import dev.cutover.contract.FailureKind;
import dev.cutover.smc.SmcException;
import dev.cutover.smc.SmcException.NoClearAnswer;
import dev.cutover.smc.SmcException.NotSent;
import dev.cutover.smc.SmcException.Refused;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;

/**
 * What SMC's answers come to.
 *
 * @param code SMC's, or {@code null}
 * @param sentence for the operator
 */
record Failure(FailureKind kind, String code, String sentence) {

    /**
     * When only looking. A look without a clear answer harms nobody; and a refusal that is no single job's concern (those are kept by {@link
     * Looks}) is the account's.
     */
    static Failure ofLook(SmcException exception) {
        Failure failure = of(exception);
        if (failure.kind == FailureKind.UNCLEAR) {
            return new Failure(FailureKind.UNAVAILABLE, failure.code, failure.sentence);
        }
        return failure.isRetried() ? failure : new Failure(FailureKind.ACCOUNT, failure.code, failure.sentence);
    }

    static Failure of(SmcException exception) {
        FailureKind kind;
        String code = null;
        if (exception instanceof Refused refused) {
            code = refused.code();
            kind = kindOf(refused.httpStatus(), code);
        } else if (exception instanceof NoClearAnswer unclear) {
            code = unclear.code();
            kind = FailureKind.UNCLEAR;
        } else if (exception instanceof NotSent notSent) {
            kind = notSent.isByCredentials() ? FailureKind.ACCOUNT : FailureKind.UNAVAILABLE;
        } else {
            throw new AssertionError(exception);
        }
        return new Failure(kind, code, exception.getMessage());
    }

    /** The table of SMC's codes. */
    private static FailureKind kindOf(int httpStatus, String code) {
        return switch (code) {
            case "ReplicationJob.InvalidStatus", "ReplicationJob.InvalidBusinessStatus" -> FailureKind.STATE_CONFLICT;
            case "SourceServerState.Invalid" -> FailureKind.SOURCE_OFFLINE;
            case "MissingParameter" -> FailureKind.BAD_REQUEST;
            case "SignatureDoesNotMatch", "IncompleteSignature", "InvalidTimeStamp.Expired", "IllegalTimestamp" ->
                FailureKind.ACCOUNT;
            // Our nonces are used once. One that SMC has seen before came twice, and the first one may have passed.
            case "SignatureNonceUsed" -> FailureKind.UNCLEAR;
            default -> kindOfFamily(httpStatus, code);
        };
    }

    private static FailureKind kindOfFamily(int httpStatus, String code) {
        if (httpStatus == 429 || isOf("Throttling", code)) {
            return FailureKind.THROTTLED;
        }
        if (httpStatus >= 500) {
            // InternalError, ServiceUnavailable and whatever else: nobody says that it had no effect.
            return FailureKind.UNCLEAR;
        }
        if (isOf("Forbidden", code)
                || isOf("InvalidAccessKeyId", code)
                || isOf("InvalidSecurityToken", code)
                || isOf("InvalidAccountStatus", code)) {
            return FailureKind.ACCOUNT;
        }
        if (code.startsWith("InvalidParameter")) {
            return FailureKind.BAD_REQUEST;
        }
        return FailureKind.UNKNOWN_CODE;
    }

    private static boolean isOf(String family, String code) {
        return code.equals(family) || code.startsWith(family + ".");
    }

    /** Whether the next try may help without anyone doing anything. */
    boolean isRetried() {
        return kind.retry() != FailureKind.Retry.NEVER;
    }

    /** To be tried again after a time. */
    ApplicationFailure retry(Duration delay, Object... details) {
        ApplicationFailure.Builder failure = builder(details).setNextRetryDelay(delay);
        if (kind != FailureKind.NOT_YET) {
            return failure.build();
        }
        // Not an error at all: keep it out of the SDK's warnings and failure metrics, and its stack out of the Web UI.
        ApplicationFailure notYet =
                failure.setCategory(ApplicationErrorCategory.BENIGN).build();
        notYet.setStackTrace(new StackTraceElement[0]);
        return notYet;
    }

    /** Not to be tried again: the policies know from the kind. */
    ApplicationFailure end(Object... details) {
        return builder(details).build();
    }

    private ApplicationFailure.Builder builder(Object... details) {
        return ApplicationFailure.newBuilder()
                .setType(kind.name())
                .setMessage(sentence)
                .setDetails(details);
    }

    static Failure notYet(String sentence) {
        return new Failure(FailureKind.NOT_YET, null, sentence);
    }
}
