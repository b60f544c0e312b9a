package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;

/**
 * One cutover call on the wire.
 *
 * @param at when it was sent; {@code null} when it is only known that an attempt ended without a note
 * @param code SMC's code, or {@code null}
 * @param requestId SMC's, or {@code null}
 * @param statusBefore what the look just before showed
 * @param statusAfter what the next look showed, or {@code null} when there was none
 */
public record Try(Instant at, Answer answer, String code, String requestId, String statusBefore, String statusAfter) {

    /** What came back. */
    public enum Answer {
        /** Acknowledged. */
        ACCEPTED,
        /** Refused: it had no effect. */
        REFUSED,
        /** No clear answer: it may have taken effect. */
        UNCLEAR,
        /** The attempt died around the call: it may have been sent. */
        PERHAPS_SENT,
        /** Written by a later version. */
        @JsonEnumDefaultValue
        UNRECOGNISED;

        /** Whether the call may have taken effect. */
        public boolean mayHaveTakenEffect() {
            return this != REFUSED;
        }

        /** As reports spell it: {@code perhapsSent}. */
        public String word() {
            return Words.camelCase(this);
        }
    }

    /** A call about to be sent. */
    public static Try sending(Instant at, String statusBefore) {
        return new Try(at, Answer.PERHAPS_SENT, null, null, statusBefore, null);
    }

    public Try answered(Answer newAnswer, String newCode, String newRequestId) {
        return new Try(at, newAnswer, newCode, newRequestId, statusBefore, statusAfter);
    }

    /** The same, sent at another time than was thought. */
    public Try sentAt(Instant when) {
        return new Try(when, answer, code, requestId, statusBefore, statusAfter);
    }

    public Try followedBy(String status) {
        return statusAfter == null ? new Try(at, answer, code, requestId, statusBefore, status) : this;
    }
}
