package dev.cutover.starter.plan;

import dev.cutover.contract.Plan;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a wave may be called. */
final class WaveName {

    static final int MOST = 63;

    static final TextKind KIND = new TextKind(
            "lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit, at most " + MOST,
            Plan.WAVE_NAME,
            MOST,
            found -> "for example " + fitting(found));

    private WaveName() {}

    /**
     * The name of a wave that follows: {@code night} as {@code night-carry-over}, and that as {@code night-carry-over-2}. A name that would be too
     * long is cut before the suffix.
     */
    static String next(String old, String suffix) {
        Matcher followed = Pattern.compile("(.*?)" + Pattern.quote(suffix) + "(?:-([1-9]\\d{0,3}))?")
                .matcher(old);
        if (!followed.matches()) {
            return cut(old, suffix);
        }
        int number = followed.group(2) == null ? 1 : Integer.parseInt(followed.group(2));
        return cut(followed.group(1), suffix + "-" + (number + 1));
    }

    private static String cut(String base, String suffix) {
        String cut = base.substring(0, Math.min(base.length(), MOST - suffix.length()));
        return cut.replaceAll("[._-]+$", "") + suffix;
    }

    /** The nearest name that fits the pattern. */
    static String fitting(String text) {
        String name = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        String cut = name.substring(0, Math.min(MOST, name.length())).replaceAll("[^a-z0-9]+$", "");
        return cut.isEmpty() ? "wave-1" : cut;
    }
}
