package dev.cutover.starter.plan;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time: {@code 90s}, {@code 25m}, {@code 2h}, {@code 1h30m}, or ISO 8601 as {@code PT25M}. */
record DurationKind(Duration least, Duration most) implements ScalarKind<Duration> {

    // Nine digits of hours are far beyond every bound, and never too many for a Duration.
    private static final Pattern SHORT = Pattern.compile("(?:\\d{1,9}h)?(?:\\d{1,9}m)?(?:\\d{1,9}s)?");
    private static final Pattern SPELT_OUT = Pattern.compile("(\\d{1,9}) ?([a-z])[a-z]*");

    @Override
    public String words() {
        return "duration, " + spelt(least) + " to " + spelt(most);
    }

    /** As a plan writes it: {@code 1h30m}. */
    static String spelt(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    @Override
    public Duration parse(Node.Text text, String written, Problems problems) {
        String value = text.value();
        Duration duration = parse(value);
        if (duration == null) {
            problems.add(
                    text.place(),
                    "'" + written + "' must be a duration such as 90s, 25m, 2h, 1h30m or PT25M, not " + Quote.of(value),
                    suggestion(value));
            return null;
        }
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            problems.add(
                    text.place(),
                    "'" + written + "' must be from " + spelt(least) + " to " + spelt(most) + ", not "
                            + Quote.of(value),
                    null);
            return null;
        }
        return duration;
    }

    private static Duration parse(String text) {
        boolean isShort = !text.isEmpty() && SHORT.matcher(text).matches();
        if (!isShort && !text.startsWith("P")) {
            return null;
        }
        try {
            return Duration.parse(isShort ? "PT" + text : text);
        } catch (DateTimeParseException failure) {
            return null;
        }
    }

    private static String suggestion(String text) {
        if (text.matches("\\d{1,9}")) {
            return "say of what: " + text + "s, " + text + "m or " + text + "h";
        }
        Matcher words = SPELT_OUT.matcher(text.toLowerCase(Locale.ROOT));
        if (!words.matches()) {
            return null;
        }
        return switch (words.group(2)) {
            case "h", "m", "s" -> "write " + words.group(1) + words.group(2);
            case "d" -> "write " + Long.parseLong(words.group(1)) * 24 + "h";
            default -> null;
        };
    }
}
