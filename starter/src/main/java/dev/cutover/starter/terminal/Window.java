package dev.cutover.starter.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a line may be. Colours take no room, and letters of two columns take two.
 *
 * @param columns at least {@value #NARROWEST}: in a narrower window the terminal itself cuts
 */
public record Window(int columns) {

    /** For what no window shows: a line is as long as it is. */
    public static final Window ENDLESS = new Window(Integer.MAX_VALUE);

    private static final int USUAL = 80;
    private static final int NARROWEST = 40;
    private static final int WIDEST = 10_000;

    private static final String ELLIPSIS = "\u2026";
    private static final String COLOURS_OFF = "\u001b[0m";

    private static final Pattern PARTS = Pattern.compile("\u001b\\[[0-9;]*m|\\X");

    public Window {
        columns = Math.max(NARROWEST, columns);
    }

    /** @param asked what the terminal tells; 0 when it tells nothing. Not asked where {@code COLUMNS} says it */
    public static Window of(Map<String, String> environment, IntSupplier asked) {
        String set = environment.getOrDefault("COLUMNS", "");
        int told = set.matches("[1-9]\\d{0,3}") ? Integer.parseInt(set) : asked.getAsInt();
        return new Window(told < 1 || told > WIDEST ? USUAL : told);
    }

    /** One line of at most the window's width; what is cut off is seen to be missing. */
    public String cut(String line) {
        if (width(line) <= columns) {
            return line;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        boolean coloured = false;
        Matcher parts = PARTS.matcher(line);
        while (parts.find()) {
            coloured |= parts.group().startsWith("\u001b");
            used += partWidth(parts.group());
            if (used > columns - 1) {
                break;
            }
            kept.append(parts.group());
        }
        return kept.append(ELLIPSIS).append(coloured ? COLOURS_OFF : "").toString();
    }

    /** The words in as many lines as it takes; none is lost. */
    public List<String> wrapped(String indent, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && indent.length() + width(line) + 1 + width(word) > columns) {
                lines.add((indent + line).stripTrailing());
                line.setLength(0);
            } else if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(word);
            while (indent.length() + width(line) > columns) {
                String part = beginning(line, columns - indent.length());
                lines.add(indent + part);
                line.delete(0, part.length());
            }
        }
        lines.add((indent + line).stripTrailing());
        return lines;
    }

    private static String beginning(CharSequence word, int most) {
        Matcher parts = PARTS.matcher(word);
        int used = 0;
        int end = 0;
        while (parts.find()) {
            used += partWidth(parts.group());
            if (used > most) {
                break;
            }
            end = parts.end();
        }
        return word.toString().substring(0, end);
    }

    private static int width(CharSequence text) {
        return PARTS.matcher(text)
                .results()
                .mapToInt(part -> partWidth(part.group()))
                .sum();
    }

    /** Of a letter with all that is drawn onto it, or of a colour. */
    private static int partWidth(String part) {
        int letter = part.codePointAt(0);
        if (letter == '\u001b') {
            return 0;
        }
        return isWide(letter) ? 2 : 1;
    }

    /** As terminals draw East Asian letters, their marks, and pictures. */
    private static boolean isWide(int letter) {
        boolean marks = (letter >= 0x3000 && letter <= 0x303F) || (letter >= 0xFF01 && letter <= 0xFF60);
        return marks
                || letter >= 0x1F300
                || switch (Character.UnicodeScript.of(letter)) {
                    case HAN, HANGUL, HIRAGANA, KATAKANA -> true;
                    default -> false;
                };
    }
}
