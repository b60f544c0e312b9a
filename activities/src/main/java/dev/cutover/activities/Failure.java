package dev.cutover.activities;

import dev.cutover.contract.FailureKind;
import dev.cutover.smc.SmcException;
import dev.cutover.smc.SmcException.NoClearAnswer;
import dev.cutover.smc.SmcException.NotSent;
import dev.cutover.smc.SmcException.Refused;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Arrays;

/**
 * What SMC's answers come to.
 *
 * @param code SMC's, or {@code null}
 * @param sentence for the operator
 */
record Failure(FailureKind kind, String code, String sentence) {

    /**
     * So long there may be no key to sign with before it is the account's trouble: whoever gives the keys (a metadata service, say) may have a
     * hiccup, and a wave is not held for that. Counted by the worker's line to SMC, and kept in no history.
     */
    static final Duration KEYLESS_PATIENCE = Duration.ofMinutes(2);

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
            kind = kindOf(refused);
        } else if (exception instanceof NoClearAnswer unclear) {
            code = unclear.code();
            kind = FailureKind.UNCLEAR;
        } else if (exception instanceof NotSent notSent) {
            kind = kindOf(notSent);
        } else {
            throw new AssertionError(exception);
        }
        return new Failure(kind, code, exception.getMessage());
    }

    private static FailureKind kindOf(NotSent notSent) {
        if (notSent.isSpacedOut()) {
            return FailureKind.THROTTLED;
        }
        boolean persists = notSent.keyless()
                .filter(time -> time.compareTo(KEYLESS_PATIENCE) >= 0)
                .isPresent();
        return persists ? FailureKind.ACCOUNT : FailureKind.UNAVAILABLE;
    }

    /** The table of SMC's codes. */
    private static FailureKind kindOf(Refused refused) {
        return switch (refused.code()) {
            case "ReplicationJob.InvalidStatus", "ReplicationJob.InvalidBusinessStatus" -> FailureKind.STATE_CONFLICT;
            case "SourceServerState.Invalid" -> FailureKind.SOURCE_OFFLINE;
            case "MissingParameter" -> FailureKind.BAD_REQUEST;
            case "SignatureDoesNotMatch", "IncompleteSignature", "InvalidTimeStamp.Expired", "IllegalTimestamp" ->
                FailureKind.ACCOUNT;
            // Our nonces are used once. One that SMC has seen before came twice, and the first one may have passed.
            case "SignatureNonceUsed" -> FailureKind.UNCLEAR;
            default -> kindOfFamily(refused);
        };
    }

    private static FailureKind kindOfFamily(Refused refused) {
        if (refused.isThrottled()) {
            return FailureKind.THROTTLED;
        }
        if (refused.httpStatus() >= 500) {
            // InternalError, ServiceUnavailable and whatever else: nobody says that it had no effect.
            return FailureKind.UNCLEAR;
        }
        String code = refused.code();
        if (isOf("Forbidden", code)
                || isOf("InvalidAccessKeyId", code)
                || isOf("InvalidSecurityToken", code)
                || isOf("InvalidAccountStatus", code)) {
            return FailureKind.ACCOUNT;
        }
        if (code.startsWith("InvalidParameter")) {
            return FailureKind.BAD_REQUEST;
        }
        return isOverQuota(code) ? FailureKind.QUOTA : FailureKind.UNKNOWN_CODE;
    }

    /** SMC's own code is not documented. This is how the vendor's other services spell theirs, before or behind the name of a thing. */
    private static boolean isOverQuota(String code) {
        return Arrays.stream(code.split("\\."))
                .anyMatch(part -> part.equals("QuotaExceeded") || part.equals("QuotaExceed"));
    }

    private static boolean isOf(String family, String code) {
        return code.equals(family) || code.startsWith(family + ".");
    }

    /** Whether all jobs of a look share it, so that none of them needs to be looked for. */
    boolean isSharedByAll() {
        return isRetried() || kind == FailureKind.ACCOUNT || kind == FailureKind.QUOTA;
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

    /** Not to be tried again, whatever the policy says. */
    ApplicationFailure end(Object... details) {
        return builder(details).setNonRetryable(true).build();
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
