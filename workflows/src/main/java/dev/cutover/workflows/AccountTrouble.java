package dev.cutover.workflows;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;

/**
 * SMC refuses the account.
 *
 * @param detail SMC's code, or what else is known
 */
record AccountTrouble(String detail) {

    static AccountTrouble of(ActivityFailure failure) {
        ApplicationFailure told = (ApplicationFailure) failure.getCause();
        String code =
                told.getDetails().getSize() == 0 ? null : told.getDetails().get(0, String.class);
        return new AccountTrouble(code == null ? told.getOriginalMessage() : code);
    }
}
