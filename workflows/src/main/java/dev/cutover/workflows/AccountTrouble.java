package dev.cutover.workflows;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Hold;
import dev.cutover.contract.HoldReason;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;

/**
 * SMC refuses the account.
 *
 * @param detail SMC's code, or what else is known
 */
public record AccountTrouble(String detail) {

    public static boolean isBehind(RuntimeException failure) {
        return failure instanceof ActivityFailure
                && failure.getCause() instanceof ApplicationFailure told
                && FailureKind.ofType(told.getType()).consequence() == FailureKind.Consequence.HOLD;
    }

    public static AccountTrouble of(ActivityFailure failure) {
        ApplicationFailure told = (ApplicationFailure) failure.getCause();
        String code =
                told.getDetails().getSize() == 0 ? null : told.getDetails().get(0, String.class);
        return new AccountTrouble(code == null ? told.getOriginalMessage() : code);
    }

    public Hold hold(Instant now) {
        String shortened = detail == null || detail.length() <= Hold.LONGEST_DETAIL
                ? detail
                : detail.substring(0, Hold.LONGEST_DETAIL - 3) + "...";
        return new Hold(HoldReason.ACCOUNT, shortened, now, false);
    }
}
