package dev.cutover.starter.plan;

import dev.cutover.contract.Window;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Writes instants as a plan has them: in its zone, with an offset where the zone alone does not tell. */
record WrittenTime(ZoneId zone) {

    /** @param window may be {@code null}, its zone, too, and that may be unknown on this machine: then times are written in UTC */
    static WrittenTime in(Window window) {
        String id = window == null ? null : window.timeZone();
        return new WrittenTime(id != null && ZoneId.getAvailableZoneIds().contains(id) ? ZoneId.of(id) : null);
    }

    /** {@code null} stays {@code null}. */
    String of(Instant instant) {
        if (instant == null) {
            return null;
        }
        if (zone == null) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC) + "Z";
        }
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        boolean tells = zone.getRules().getValidOffsets(local).size() == 1;
        return tells ? local.toString() : local.toString() + zone.getRules().getOffset(instant);
    }
}
