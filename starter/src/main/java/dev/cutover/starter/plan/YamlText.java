package dev.cutover.starter.plan;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes YAML line by line, with comments. Written by hand, because the library's emitter does not write comments. */
final class YamlText {

    private static final String INDENT = "  ";

    /** What some reader of YAML takes for something else than a text. */
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean beginsItem;

    /** Each on a line of its own, at the depth of what follows; not within an item before its first key. */
    void comments(List<String> lines) {
        for (String line : lines) {
            String visible = Quote.visible(line);
            text.append(INDENT.repeat(depth))
                    .append(visible.isEmpty() ? "#" : "# " + visible)
                    .append('\n');
        }
    }

    /** @param value as YAML has it; {@code null}: nothing is written */
    void key(String name, String value) {
        if (value != null) {
            line(name + ": " + value);
        }
    }

    /** A key with keys of its own. */
    void section(String name, Runnable body) {
        line(name + ":");
        depth++;
        body.run();
        depth--;
    }

    /** An item of a list of sections; its first line gets the dash. */
    void item(Runnable body) {
        beginsItem = true;
        depth++;
        body.run();
        depth--;
    }

    private void line(String content) {
        text.append(INDENT.repeat(beginsItem ? depth - 1 : depth))
                .append(beginsItem ? "- " : "")
                .append(content)
                .append('\n');
        beginsItem = false;
    }

    /** A text; {@code null} stays {@code null}. In quotes, unless every reader of YAML takes it for one without. */
    static String quoted(String text) {
        if (text == null) {
            return null;
        }
        boolean plain = text.matches("[A-Za-z][A-Za-z0-9._-]*") && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : inQuotes(text);
    }

    private static String inQuotes(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').appendCodePoint(character);
            } else if ((character >= ' ' && character < 0x7F) || Character.isLetterOrDigit(character)) {
                quoted.appendCodePoint(character);
            } else {
                quoted.append(String.format(character > 0xFFFF ? "\\U%08X" : "\\u%04X", character));
            }
        });
        return quoted.append('"').toString();
    }

    /** A list on one line; an empty one is not written. */
    static String list(List<String> texts) {
        return texts.isEmpty()
                ? null
                : texts.stream().map(YamlText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    static String duration(Duration duration) {
        if (duration == null) {
            return null;
        }
        boolean whole = duration.equals(duration.truncatedTo(ChronoUnit.SECONDS));
        return whole ? DurationKind.spelt(duration) : duration.toString();
    }

    static String value(Object value) {
        return value == null ? null : value.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
