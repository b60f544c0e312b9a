package dev.cutover.simulator;

/** A call that SMC says no to. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static Refusal invalid(String parameter, String message) {
        return new Refusal(
                ErrorCode.PARAMETER_INVALID.status(), ErrorCode.PARAMETER_INVALID.word() + "." + parameter, message);
    }

    static Refusal throttled() {
        return ErrorCode.THROTTLING.refusal("Request was denied due to user flow control.");
    }

    /** HTTP's. */
    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
