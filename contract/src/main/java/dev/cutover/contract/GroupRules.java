package dev.cutover.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * What counts for a group as a whole.
 *
 * @param approval {@code null}: nobody has to agree
 * @param hooks with any of them the group is one unit: it starts when it is ready as a whole; {@code null}: none
 * @param minReady how many jobs must be ready before it starts; {@code null}: all of a group with hooks, one of another
 * @param startBy when it must have started, else it is deferred whole; {@code null}: as long as it fits
 * @param onFailure {@code null}: {@link OnFailure#DEFER}
 * @param ignoreFit jobs start although they are not expected to end before the window closes
 * @param startByTime of a plan whose window is a {@link Night}: {@code startBy} without its date; or {@code null}
 */
public record GroupRules(
        Approval approval,
        Hooks hooks,
        Integer minReady,
        Instant startBy,
        OnFailure onFailure,
        boolean ignoreFit,
        LocalTime startByTime) {

    /** Those whose times have dates. */
    public GroupRules(
            Approval approval, Hooks hooks, Integer minReady, Instant startBy, OnFailure onFailure, boolean ignoreFit) {
        this(approval, hooks, minReady, startBy, onFailure, ignoreFit, null);
    }

    /** The same with a date. */
    GroupRules on(Night night, LocalDate date) {
        return new GroupRules(
                approval == null ? null : approval.on(night, date),
                hooks,
                minReady,
                startByTime == null ? startBy : night.at(date, startByTime),
                onFailure,
                ignoreFit);
    }

    /** The same once somebody has agreed. */
    GroupRules agreed() {
        return new GroupRules(null, hooks, minReady, startBy, onFailure, ignoreFit, startByTime);
    }

    public static GroupRules none() {
        return new GroupRules(null, null, null, null, null, false);
    }
}
