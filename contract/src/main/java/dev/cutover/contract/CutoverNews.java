package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * What a cutover tells its wave.
 *
 * @param waveRun first run id of the wave that started it; a wave ignores news for another one
 * @param run the cutover's run id
 * @param result how it ended, without its tries; {@code null}: it goes on
 * @param milestone what is new while it goes on; {@code null}: {@link Milestone#OVERDUE}
 * @param detail a sentence for the operator, or {@code null}
 */
public record CutoverNews(
        String waveRun, JobId job, String run, CutoverResult result, Milestone milestone, String detail) {

    /** Something on the way. */
    public enum Milestone {
        /** In flight past its deadline. */
        OVERDUE,
        /** SMC is through with it, and its slot is free; what is left is the user's own. */
        SLOT_FREE,
        /** Its undo does not succeed; it is tried on. */
        UNDO_FAILS,
        /** SMC refuses the account (the detail is its code), so that it cannot be followed just now. */
        ACCOUNT_REFUSED,
        /** Written by a later version. */
        @JsonEnumDefaultValue
        UNRECOGNISED
    }

    public static CutoverNews ended(String waveRun, JobId job, String run, CutoverResult result) {
        return new CutoverNews(waveRun, job, run, result, null, null);
    }
}
