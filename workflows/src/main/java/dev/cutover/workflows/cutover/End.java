package dev.cutover.workflows.cutover;

import dev.cutover.contract.Ending;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.Observation;

/**
 * How a cutover ended, as far as SMC is concerned.
 *
 * @param seen what the last look showed, of one that is done; else {@code null}
 */
record End(Ending ending, FailureKind reason, String code, String detail, Observation seen, Found found) {

    static End of(Ending ending, FailureKind reason, String code, String detail) {
        return new End(ending, reason, code, detail, null, null);
    }

    static End done(Observation seen, Found found) {
        return new End(Ending.DONE, null, null, null, seen, found);
    }

    static End blocked(FailureKind kind, String code, String detail) {
        return of(Ending.BLOCKED, kind, code, detail);
    }
}
