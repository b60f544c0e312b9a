package dev.cutover.simulator;

import java.util.Map;

/**
 * What became of a call: what it did, and what its caller hears.
 *
 * @param effect {@code accepted}, {@code refused} or {@code none}
 * @param answer {@code sent}, {@code lost}, {@code garbled} or {@code dropped}
 * @param status HTTP's
 * @param code {@code null} when there is no error
 */
record Outcome(String effect, String answer, int status, String code, String message, Map<String, Object> body) {

    static Outcome of(String effect, Map<String, Object> body) {
        return new Outcome(effect, "sent", 200, null, null, body);
    }

    static Outcome of(Refusal refusal) {
        return new Outcome("refused", "sent", refusal.status(), refusal.code(), refusal.getMessage(), Map.of());
    }

    /** SMC failed; whether it had done something by then is {@code effect}. */
    static Outcome internalError(String effect) {
        return new Outcome(
                effect,
                "sent",
                ErrorCode.INTERNAL_ERROR.status(),
                ErrorCode.INTERNAL_ERROR.word(),
                "An internal error occurred.",
                Map.of());
    }

    static Outcome dropped() {
        return new Outcome("none", "dropped", 0, null, null, Map.of());
    }

    Outcome answered(String how) {
        return new Outcome(effect, how, status, code, message, body);
    }
}
