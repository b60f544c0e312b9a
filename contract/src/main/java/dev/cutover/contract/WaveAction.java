package dev.cutover.contract;

/**
 * An operator's word to a whole wave.
 *
 * @param actor who; not blank, at most {@link #LONGEST_ACTOR} characters
 * @param reason why; not blank, at most {@link #LONGEST_REASON} characters
 */
public record WaveAction(String actor, String reason) {

    public static final int LONGEST_ACTOR = 64;
    public static final int LONGEST_REASON = 200;
}
