package dev.cutover.starter.plan;

import java.util.function.UnaryOperator;

/**
 * Text: whatever YAML makes of {@code yes}, {@code 010} or {@code 1.0} elsewhere, here it is what was written.
 *
 * @param words for the reference and for messages
 * @param pattern that the whole text matches, or {@code null}: any
 * @param most characters
 * @param mended from a text that does not match the pattern, a suggestion or {@code null}
 */
record TextKind(String words, String pattern, int most, UnaryOperator<String> mended) implements ScalarKind<String> {

    /** Any text on one line. */
    static TextKind line(int most) {
        return new TextKind("text, at most " + most + " characters", null, most, found -> null);
    }

    @Override
    public String parse(Node.Text text, String written, Problems problems) {
        String value = text.value();
        var invisible = value.codePoints().filter(Quote::isInvisible).findFirst();
        if (invisible.isPresent()) {
            int character = invisible.getAsInt();
            String noun = character == '\n' || character == '\r' ? "a line break" : "an invisible character";
            problems.add(
                    text.place(),
                    "'" + written + "' has " + noun + ", " + Quote.name(character) + ": " + Quote.of(value),
                    "remove it: it would reach terminals and reports");
            return null;
        }
        if (value.isBlank()) {
            problems.add(text.place(), "'" + written + "' is blank", "give a value");
            return null;
        }
        if (!value.equals(value.strip())) {
            problems.add(
                    text.place(),
                    "'" + written + "' begins or ends with a space: " + Quote.of(value),
                    "write " + Quote.of(value.strip()));
            return null;
        }
        int length = value.codePointCount(0, value.length());
        if (pattern == null ? length > most : !value.matches(pattern)) {
            problems.add(text.place(), refusal(written, value, length), mended.apply(value));
            return null;
        }
        return value;
    }

    private String refusal(String written, String value, int length) {
        return length > most
                ? "'" + written + "' has " + length + " characters, at most " + most + " are allowed: "
                        + Quote.of(value)
                : "'" + written + "' must be " + words + ", not " + Quote.of(value);
    }
}
