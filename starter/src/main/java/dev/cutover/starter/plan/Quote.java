package dev.cutover.starter.plan;

import dev.cutover.contract.FoundNames;

/** What a message repeats of a file: short, and without anything that a terminal would obey. */
final class Quote {

    private static final int MOST_SHOWN = 64;

    private Quote() {}

    /** {@code 'text'}, its invisible characters as {@code U+001B}. */
    static String of(String text) {
        boolean all = text.codePointCount(0, text.length()) <= MOST_SHOWN;
        String shown = all ? text : text.substring(0, text.offsetByCodePoints(0, MOST_SHOWN)) + "...";
        return "'" + visible(shown) + "'";
    }

    /** The whole text, its invisible characters as {@code U+001B}. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isInvisible(character)) {
                visible.append(name(character));
            } else {
                visible.appendCodePoint(character);
            }
        });
        return visible.toString();
    }

    /** {@code U+001B} */
    static String name(int character) {
        return String.format("U+%04X", character);
    }

    /** Controls, line breaks, marks that turn the direction of writing, and what stands for no character at all. */
    static boolean isInvisible(int character) {
        return FoundNames.isInvisible(character);
    }
}
