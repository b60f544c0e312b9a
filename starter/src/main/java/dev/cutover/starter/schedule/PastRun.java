package dev.cutover.starter.schedule;

import java.time.Instant;

/**
 * A start of a schedule that has been.
 *
 * @param at when the schedule wanted it
 * @param wave of its night; {@code null}: nobody tells
 * @param why a sentence, or {@code null}: there is nothing to say
 */
public record PastRun(Instant at, String wave, End end, String why) {

    /** What became of it. */
    public enum End {
        GOES_ON("goes on", false),
        WELL("ended well", false),
        /** All that the plan selects had finished already. */
        NOTHING_TO_DO("nothing to do", false),
        /** The night had its wave before. */
        THERE_ALREADY("had its wave already", false),
        NOT_STARTED("NOT STARTED", true),
        BADLY("ENDED BADLY", true),
        /** It was cancelled or terminated in Temporal. */
        BY_HAND("ENDED BY HAND", true),
        /** Temporal keeps it no longer. */
        FORGOTTEN("is kept no longer", false);

        private final String words;
        private final boolean bad;

        End(String words, boolean bad) {
            this.words = words;
            this.bad = bad;
        }

        /** Those of a bad one stand out. */
        public String words() {
            return words;
        }

        public boolean isBad() {
            return bad;
        }
    }
}
