package dev.cutover.starter.command;

import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A time as an operator types it: {@code 2026-11-28T04:30+08:00}, {@code 2026-11-27T20:30Z}, {@code 2026-11-28T04:30} in the wave's zone, or
 * {@code +30m} on the one that is there now.
 *
 * @param option where it was typed, for messages
 * @param what {@code last start}
 */
record TypedTime(String option, String what, String text) {

    private static final Pattern LONGER = Pattern.compile("\\+(?=.)(?:\\d{1,3}h)?(?:\\d{1,4}m)?");

    private static final String NOTHING = " Nothing was done.";

    /** Whether it can be read at all; asked before anybody else is. */
    void check() throws CommandFailed {
        if (!isLonger() && withOffset().isEmpty() && local().isEmpty()) {
            throw wrong("'" + text
                    + "' is no time: write 2026-11-28T04:30 in the wave's zone, the same with an offset as in"
                    + " 2026-11-28T04:30+08:00 or 2026-11-27T20:30Z, or +30m.");
        }
    }

    /**
     * The instant that is meant. Fails with what to write instead.
     *
     * @param now the one that is there now, or {@code null}
     * @param timeZone of the wave (IANA), or {@code null}
     */
    Instant in(Instant now, String timeZone) throws CommandFailed {
        check();
        if (isLonger()) {
            if (now == null) {
                throw wrong("the window has no " + what + " to add " + text.substring(1) + " to: give a time.");
            }
            return now.plus(Duration.parse("PT" + text.substring(1)));
        }
        Optional<Instant> exact = withOffset();
        return exact.isPresent() ? exact.get() : local(local().orElseThrow(), timeZone);
    }

    private boolean isLonger() {
        return LONGER.matcher(text).matches();
    }

    private Optional<Instant> withOffset() {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException without) {
            return Optional.empty();
        }
    }

    private Optional<LocalDateTime> local() {
        try {
            return Optional.of(LocalDateTime.parse(text));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private Instant local(LocalDateTime local, String timeZone) throws CommandFailed {
        ZoneId zone = zone(timeZone);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return switch (offsets.size()) {
            case 0 -> throw skipped(local, zone);
            case 1 -> local.toInstant(offsets.get(0));
            default ->
                throw wrong(text + " comes twice in " + zone + ", because the clock is set back: write " + local
                        + offsets.get(0) + " for the first, or " + local + offsets.get(1) + " for the second.");
        };
    }

    private CommandFailed skipped(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return wrong(text + " does not come in " + zone + ": the clock is set from "
                + change.getDateTimeBefore().toLocalTime() + " to "
                + change.getDateTimeAfter().toLocalTime() + ". Write " + change.getDateTimeAfter()
                + ", or an instant as in "
                + Json.instant(change.getInstant()) + ".");
    }

    private ZoneId zone(String timeZone) throws CommandFailed {
        if (timeZone == null) {
            throw wrong("the wave names no time zone, so '" + text + "' could be anywhere: add an offset, as in " + text
                    + "+08:00, or a Z for UTC.");
        }
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException unknown) {
            throw wrong("this machine does not know the wave's time zone " + timeZone + ": add an offset, as in " + text
                    + "+08:00, or a Z for UTC.");
        }
    }

    private CommandFailed wrong(String sentence) {
        return new CommandFailed(ExitCode.WRONG_USAGE, option + ": " + sentence + NOTHING);
    }
}
