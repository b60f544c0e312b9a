package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How a wave stands as a whole. */
public enum WaveOutcome {
    RUNNING,
    /** Every job is done. */
    DONE,
    /** Jobs were deferred or skipped; none is worse. */
    PARTLY_DONE,
    /** Jobs failed or are unfinished. */
    NOT_DONE,
    /** It was ended by hand or by Temporal, and told nothing. */
    ENDED_WITHOUT_REPORT,
    /** Written by a later version. */
    @JsonEnumDefaultValue
    UNRECOGNISED;

    /** As reports spell it: {@code partlyDone}. */
    public String word() {
        return Words.camelCase(this);
    }
}
