package dev.cutover.activities;

/** What somebody else said, fit to be quoted: on one line, without control characters, of bounded length. Secrets are masked before. */
final class Excerpt {

    /** The longest quotation within a sentence. */
    static final int IN_SENTENCE = 200;

    private static final String BETWEEN = " ... ";
    private static final String CUT = " ...";

    /** More than this is not even looked at: it may be long, and what is cut off in its middle may be half a secret. */
    private static final int MARGIN = 4;

    private Excerpt() {}

    /** Its beginning. */
    static String of(String text, int longest) {
        String clean = clean(beginning(text, longest * MARGIN));
        return clean.length() <= longest && text.length() <= longest * MARGIN
                ? clean
                : beginning(clean, longest - CUT.length()) + CUT;
    }

    /** Its beginning and its end, with what is between them left out. */
    static String ofEnds(String text, int longest) {
        if (text.length() <= longest * MARGIN && clean(text).length() <= longest) {
            return clean(text);
        }
        int half = (longest - BETWEEN.length()) / 2;
        String first = clean(beginning(text, longest * MARGIN));
        String last = clean(end(text, longest * MARGIN));
        return beginning(first, half) + BETWEEN + end(last, half);
    }

    /** Its last line that says something; empty when there is none. */
    static String ofLastLine(String text) {
        String last = text.lines().filter(line -> !clean(line).isEmpty()).reduce("", (earlier, later) -> later);
        return of(last, IN_SENTENCE);
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Z}]+", " ").strip();
    }

    /** Half a character of two parts is none. */
    private static String beginning(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static String end(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int from = text.length() - length;
        return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }
}
