package dev.cutover.starter.view;

import java.time.Duration;

/**
 * Something about a wave as a whole that a person should know now.
 *
 * @param label one word or two: {@code split}
 * @param lasting what is so, without what changes from look to look: in a log it is told once
 * @param momentary the same, with the times of this look
 * @param command what to type, or {@code null}
 */
record Notice(Weight weight, String label, String lasting, String momentary, String command) {

    /** How much it matters. */
    enum Weight {
        BAD,
        WARNING,
        PLAIN
    }

    /**
     * @param subject what it is about: {@code app}
     * @param age how it goes on: {@code for 12 min}; or empty
     * @param detail a sentence, or empty
     */
    static Notice aged(Weight weight, String label, String subject, String age, String detail, String command) {
        // Words of a plan, of a hook or of SMC: whatever is in them, a terminal stays as it is.
        String sentence = detail.isEmpty() ? "" : ": " + detail.replaceAll("[\\s\\p{Cc}]+", " ");
        return new Notice(
                weight, label, subject + sentence, subject + (age.isEmpty() ? "" : ", " + age) + sentence, command);
    }

    /** For a log. */
    String line() {
        return label + "  " + lasting + (command == null ? "" : "  `" + command + "`");
    }

    /** {@code 42 min}. */
    static String minutes(Duration duration) {
        return duration.toMinutes() < 1 ? "less than a minute" : duration.toMinutes() + " min";
    }

    /** {@code 3:12:00}; nothing is negative. */
    static String clock(Duration duration) {
        return duration.isNegative()
                ? "0:00:00"
                : "%d:%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}
