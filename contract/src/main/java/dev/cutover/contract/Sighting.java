package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Optional;

/** What a look at a job showed, in the words of a cutover. */
public enum Sighting {
    /** Between two incremental runs: it can be cut over now. */
    WAITING(null),
    RUNNING(null),
    FINISHED(null),
    IN_ERROR(FailureKind.JOB_IN_ERROR),
    STOPPED(FailureKind.JOB_STOPPED),
    NEVER_STARTED(FailureKind.JOB_NEVER_STARTED),
    ONE_OFF(FailureKind.JOB_ONE_OFF),
    EXPIRED(FailureKind.JOB_EXPIRED),
    DELETING(FailureKind.JOB_DELETING),
    MISSING(FailureKind.JOB_MISSING),
    /** SMC refuses to tell anything about it. */
    REFUSED(FailureKind.BAD_REQUEST),
    /** A status that this version does not know. */
    @JsonEnumDefaultValue
    UNRECOGNISED(FailureKind.JOB_STATUS_UNKNOWN);

    private final FailureKind trouble;

    Sighting(FailureKind trouble) {
        this.trouble = trouble;
    }

    /** Why a cutover cannot go on from here; empty when it can, now or later. */
    public Optional<FailureKind> trouble() {
        return Optional.ofNullable(trouble);
    }
}
