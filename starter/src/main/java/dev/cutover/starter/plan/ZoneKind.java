package dev.cutover.starter.plan;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A time zone by its IANA id. An offset is none: it does not know when clocks change. */
record ZoneKind() implements ScalarKind<ZoneId> {

    private static final List<String> IDS =
            ZoneId.getAvailableZoneIds().stream().sorted().toList();

    @Override
    public String words() {
        return "IANA time zone, such as Asia/Shanghai";
    }

    @Override
    public ZoneId parse(Node.Text text, String written, Problems problems) {
        String value = text.value();
        if (IDS.contains(value)) {
            return ZoneId.of(value);
        }
        boolean offset = value.matches("(?:UTC|GMT)?[+-]\\d.*|Z");
        problems.add(
                text.place(),
                "'" + written + "' must be an " + words() + ", not " + Quote.of(value),
                offset
                        ? "write UTC, or the zone of the place; an offset belongs behind a time"
                        : meant(value).map(id -> "did you mean '" + id + "'?").orElse(null));
        return null;
    }

    /** A city alone tells the zone. */
    private static Optional<String> meant(String value) {
        return IDS.stream()
                .filter(id -> id.toLowerCase(Locale.ROOT)
                        .endsWith("/" + value.toLowerCase(Locale.ROOT).replace(' ', '_')))
                .findFirst()
                .or(() -> Nearest.to(value, IDS));
    }
}
