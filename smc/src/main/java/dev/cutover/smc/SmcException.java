package dev.cutover.smc;

/** Why a call has no result. Which of the three it is decides whether the call may have taken effect. */
public abstract sealed class SmcException extends Exception {

    private static final long serialVersionUID = 1L;

    private SmcException(String message, Throwable cause) {
        super(message, cause);
    }

    /** SMC said no, with a code. Whether a code such as {@code InternalError} excludes that the call took effect is not said here. */
    public static final class Refused extends SmcException {

        private static final long serialVersionUID = 1L;

        private final int httpStatus;
        private final String code;
        private final String requestId;

        public Refused(int httpStatus, String code, String message, String requestId) {
            super(
                    "SMC refused with " + code + " (HTTP " + httpStatus + ", request " + requestId + "): " + message,
                    null);
            this.httpStatus = httpStatus;
            this.code = code;
            this.requestId = requestId;
        }

        public int httpStatus() {
            return httpStatus;
        }

        public String code() {
            return code;
        }

        /** SMC's, or {@code null}. */
        public String requestId() {
            return requestId;
        }
    }

    /** The request was sent, or perhaps sent, and what came back cannot be read as an answer: it may have taken effect. */
    public static final class NoClearAnswer extends SmcException {

        private static final long serialVersionUID = 1L;

        public NoClearAnswer(String what, Throwable cause) {
            super("no clear answer from SMC: " + what, cause);
        }
    }

    /** Not a byte of the request left: it had no effect. */
    public static final class NotSent extends SmcException {

        private static final long serialVersionUID = 1L;

        private final boolean byCredentials;

        public NotSent(String why, Throwable cause) {
            this(why, false, cause);
        }

        NotSent(String why, boolean byCredentials, Throwable cause) {
            super("not sent to SMC: " + why, cause);
            this.byCredentials = byCredentials;
        }

        /** Whether there were no credentials to sign it with. */
        public boolean isByCredentials() {
            return byCredentials;
        }
    }
}
