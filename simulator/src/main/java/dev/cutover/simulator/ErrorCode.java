package dev.cutover.simulator;

/** The codes that the simulator answers with by itself. */
enum ErrorCode {
    INTERNAL_ERROR("InternalError", 500),
    THROTTLING("Throttling.User", 400),
    INVALID_STATUS("ReplicationJob.InvalidStatus", 400),
    INVALID_BUSINESS_STATUS("ReplicationJob.InvalidBusinessStatus", 400),
    SOURCE_INVALID("SourceServerState.Invalid", 400),
    KEY_NOT_FOUND("InvalidAccessKeyId.NotFound", 404),
    SIGNATURE_WRONG("SignatureDoesNotMatch", 400),
    SIGNATURE_INCOMPLETE("IncompleteSignature", 400),
    TOKEN_EXPIRED("InvalidSecurityToken.Expired", 403),
    CLOCK_OFF("InvalidTimeStamp.Expired", 400),
    TIME_ILLEGIBLE("IllegalTimestamp", 400),
    NONCE_USED("SignatureNonceUsed", 400),
    PARAMETER_MISSING("MissingParameter", 400),
    // From here on: invented, or spelt in detail by us.
    PARAMETER_INVALID("InvalidParameter", 400),
    RUNNING_JOBS_EXCEEDED("QuotaExceeded.RunningJob", 400),
    ACTION_NOT_FOUND("InvalidAction.NotFound", 404),
    METHOD_UNSUPPORTED("UnsupportedHTTPMethod", 405);

    private final String word;
    private final int status;

    ErrorCode(String word, int status) {
        this.word = word;
        this.status = status;
    }

    String word() {
        return word;
    }

    /** HTTP's. */
    int status() {
        return status;
    }

    boolean isInvented() {
        return compareTo(PARAMETER_INVALID) >= 0;
    }

    Refusal refusal(String message) {
        return new Refusal(status, word, message);
    }
}
