package dev.cutover.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** How an instant is told to people in a wave's own zone. */
public final class ZoneTime {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ZoneId zone;

    private ZoneTime(ZoneId zone) {
        this.zone = zone;
    }

    /** @param name as IANA has it; UTC when this machine does not know it, or it is {@code null} */
    public static ZoneTime of(String name) {
        if (name == null) {
            return new ZoneTime(ZoneOffset.UTC);
        }
        try {
            ZoneId zone = ZoneId.of(name);
            return new ZoneTime(zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone);
        } catch (DateTimeException unknown) {
            return new ZoneTime(ZoneOffset.UTC);
        }
    }

    /** {@code 04:15 Asia/Shanghai}; with its day unless that is the one of now. */
    public String near(Instant at, Instant now) {
        ZonedDateTime there = at.atZone(zone);
        return there.toLocalDate().equals(now.atZone(zone).toLocalDate()) ? time(there) + " " + name() : full(at);
    }

    /** {@code 2026-11-28 04:15 Asia/Shanghai}. */
    public String full(Instant at) {
        ZonedDateTime there = at.atZone(zone);
        return DAY.format(there) + " " + time(there) + " " + name();
    }

    /** {@code 2026-11-28 04:15 Asia/Shanghai (2026-11-27 20:15 UTC)}: one is what was written, the other what everybody understands. */
    public String both(Instant at) {
        return zone.equals(ZoneOffset.UTC) ? full(at) : full(at) + " (" + of(null).full(at) + ")";
    }

    private static String time(ZonedDateTime there) {
        return (there.getSecond() == 0 ? TIME : SECONDS).format(there);
    }

    private String name() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }
}
