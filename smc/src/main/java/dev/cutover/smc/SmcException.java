package dev.cutover.smc;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why a call has no result. Which of the three it is decides whether the call may have taken effect. No text in here holds a secret: what
 * came over the wire was searched for the key that the call was signed with.
 */
public abstract sealed class SmcException extends Exception {

    private static final long serialVersionUID = 1L;

    private SmcException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether SMC asks for fewer calls. */
    public boolean isThrottled() {
        return false;
    }

    /** SMC said no, with a code. Whether a code such as {@code InternalError} excludes that the call took effect is not said here. */
    public static final class Refused extends SmcException {

        private static final long serialVersionUID = 1L;

        private final int httpStatus;
        private final String code;
        private final String message;
        private final String requestId;
        private final String recommend;

        public Refused(int httpStatus, String code, String message, String requestId) {
            this(httpStatus, code, message, requestId, null);
        }

        public Refused(int httpStatus, String code, String message, String requestId, String recommend) {
            super(
                    "SMC refused with " + code + " (HTTP " + httpStatus + ", request " + requestId + "): " + message,
                    null);
            this.httpStatus = httpStatus;
            this.code = code;
            this.message = message;
            this.requestId = requestId;
            this.recommend = recommend;
        }

        /** 400 to 599. */
        public int httpStatus() {
            return httpStatus;
        }

        /** As SMC spells it; {@code Throttling} for an HTTP 429 without a body. Never {@code null}. */
        public String code() {
            return code;
        }

        @Override
        public boolean isThrottled() {
            return httpStatus == 429 || code.equals("Throttling") || code.startsWith("Throttling.");
        }

        /** SMC's own sentence, or {@code null}. */
        public String message() {
            return message;
        }

        /** SMC's, or {@code null}. */
        public String requestId() {
            return requestId;
        }

        /** What SMC recommends, mostly an address of a page, or {@code null}. */
        public String recommend() {
            return recommend;
        }
    }

    /** The request was sent, or perhaps sent, and what came back cannot be read as an answer: it may have taken effect. */
    public static final class NoClearAnswer extends SmcException {

        private static final long serialVersionUID = 1L;

        private final String what;
        /** 0: no status line came. */
        private final int httpStatus;

        private final String code;

        public NoClearAnswer(String what, Throwable cause) {
            this(what, 0, null, cause);
        }

        /** {@code httpStatus} 0: no status line came; {@code code} may be {@code null}. */
        public NoClearAnswer(String what, int httpStatus, String code, Throwable cause) {
            super("no clear answer from SMC: " + (httpStatus == 0 ? "" : "HTTP " + httpStatus + ", ") + what, cause);
            this.what = what;
            this.httpStatus = httpStatus;
            this.code = code;
        }

        /** What came instead of an answer. */
        public String what() {
            return what;
        }

        /** The status of what came; empty when not even that did, and then it is open whether the request arrived. */
        public OptionalInt httpStatus() {
            return httpStatus == 0 ? OptionalInt.empty() : OptionalInt.of(httpStatus);
        }

        @Override
        public boolean isThrottled() {
            return httpStatus == 429;
        }

        /** A code that stood in an error body of another shape, or {@code null}. */
        public String code() {
            return code;
        }
    }

    /** Not a byte of the request left: it had no effect. */
    public static final class NotSent extends SmcException {

        private static final long serialVersionUID = 1L;

        private final String reason;
        private final boolean spacedOut;
        /** {@code null}: it was not for want of credentials. */
        private final Duration keyless;

        public NotSent(String reason, Throwable cause) {
            this(reason, false, null, cause);
        }

        private NotSent(String reason, boolean spacedOut, Duration keyless, Throwable cause) {
            super("not sent to SMC: " + reason, cause);
            this.reason = reason;
            this.spacedOut = spacedOut;
            this.keyless = keyless;
        }

        /** There were no credentials to sign it with, and there have been none for so long. */
        public static NotSent withoutCredentials(String reason, Duration keyless) {
            return new NotSent(reason, false, keyless, null);
        }

        /** Its turn would have come too late: so many calls wait, or SMC takes so few. */
        public static NotSent spacedOut(String reason) {
            return new NotSent(reason, true, null, null);
        }

        /** Why; what the {@link CallGuard} said, word for word, when it was the guard. */
        public String reason() {
            return reason;
        }

        /** Whether there were no credentials to sign it with. */
        public boolean isByCredentials() {
            return keyless != null;
        }

        /** For how long there have been no credentials, from the first call that found none; empty when it was for another reason. */
        public Optional<Duration> keyless() {
            return Optional.ofNullable(keyless);
        }

        /** Whether its turn would have come too late: calls are spaced out, so that SMC takes them. */
        public boolean isSpacedOut() {
            return spacedOut;
        }
    }
}
