package dev.cutover.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times are spelt. */
final class Times {

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    /** As our own documents spell an instant. */
    static String text(Instant instant) {
        return MILLIS.format(instant);
    }

    /** As SMC spells it; {@code null} is empty. */
    static String seconds(Instant instant) {
        return instant == null ? "" : SECONDS.format(instant);
    }
}
