package dev.cutover.starter.command;

import dev.cutover.contract.ZoneTime;
import dev.cutover.starter.plan.CheckedPlan;
import dev.cutover.starter.schedule.Timing;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What is typed of a schedule's terms. */
final class ScheduleTerms {

    static final Duration USUAL_CATCH_UP = Duration.ofMinutes(10);

    private static final int CRON_FIELDS = 5;
    private static final Pattern FIELD = Pattern.compile("\\S+");
    private static final Duration LONGEST_CATCH_UP = Duration.ofHours(24);
    private static final Pattern LENGTH = Pattern.compile("(?=.)(?:(\\d{1,2})h)?(?:(\\d{1,4})m)?");

    /** Behind the name stands {@code -2026-11-28} in the name of each wave, which has at most 63 characters. */
    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,51}";

    /** Again and again, or once. */
    static final class When {
        @Option(
                names = "--cron",
                paramLabel = "CRON",
                description = "again and again: minute, hour, day of month, month, day of week, as in '30 0 * * 1-5'")
        private String cron;

        @Option(names = "--at", paramLabel = "T", description = "once, as in 2026-11-28T00:30, or +2h from now")
        private String at;
    }

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "of --cron and --at (IANA); default: that of the plan")
    private String timeZone;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "which account's workers; default: as the plan says, else those without a name")
    private String account;

    /** Fails with how a schedule may be called. */
    static void checkName(String name) throws CommandFailed {
        if (!name.matches(NAME)) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "'" + name.replaceAll("\\p{Cntrl}", "?")
                            + "' cannot be the name of a schedule: give small letters, digits, '.', '_' and '-', beginning"
                            + " with a letter or digit, at most 52; each wave is called as it, with the date of its night"
                            + " behind. Nothing was done.");
        }
    }

    /** The plan for a schedule of that name. Fails when it is refused, or has dates. */
    CheckedPlan plan(Path file, String name, Terminal terminal) throws CommandFailed {
        CheckedPlan checked = Plans.check(file, name, account, terminal.clock());
        if (checked.plan().night() != null) {
            return checked;
        }
        boolean dated = checked.plan().window() != null;
        throw new CommandFailed(
                ExitCode.PLAN_REFUSED,
                (dated ? "The window of the plan has dates" : "The plan has no window")
                        + ", and a schedule starts it in many nights: write times without a date,"
                        + " window: { opens: 01:00, lastStart: 04:15, closes: 05:00, timeZone: Asia/Shanghai }"
                        + (dated
                                ? ", and leave the date out of its other times, too. For one night: `cutover start "
                                        + file + "`."
                                : ".")
                        + " Nothing was done.");
    }

    /** @param usual the zone that counts when none was typed */
    Timing timing(When when, String usual, Instant now) throws CommandFailed {
        ZoneId zone = zone(usual);
        if (when.cron == null) {
            Instant at = new TypedTime("--at", "start", when.at).in(now, zone.getId());
            if (!at.isAfter(now)) {
                throw new CommandFailed(
                        ExitCode.WRONG_USAGE,
                        "--at is " + ZoneTime.of(zone.getId()).both(at)
                                + ", and that has passed: give a time that is to come. Nothing was done.");
            }
            return Timing.once(at, zone);
        }
        if (when.cron.contains("TZ=") || when.cron.contains("#")) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "--cron is '" + when.cron
                            + "': give the five fields only, as in '30 0 * * 1-5', and the zone as --time-zone. Nothing was"
                            + " done.");
        }
        long fields = FIELD.matcher(when.cron).results().count();
        if (!when.cron.startsWith("@") && fields != CRON_FIELDS) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "--cron is '" + when.cron + "', and has " + fields
                            + (fields == 1 ? " field" : " fields")
                            + ": give five, minute, hour, day of month, month, day of week, as in '30 0 * * 1-5'. Nothing was"
                            + " done.");
        }
        return Timing.cron(when.cron, zone);
    }

    /** The same times in the zone that was typed, if one was. */
    Timing moved(Timing timing) throws CommandFailed {
        return timeZone == null
                ? timing
                : new Timing(timing.cron(), timing.at(), zone(timing.zone().getId()));
    }

    boolean hasZone() {
        return timeZone != null;
    }

    boolean hasAccount() {
        return account != null;
    }

    private ZoneId zone(String usual) throws CommandFailed {
        String id = timeZone == null ? usual : timeZone;
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "--time-zone is '" + id
                            + "': give an IANA time zone, such as Asia/Shanghai, Europe/Berlin or UTC. Nothing was done.");
        }
        return ZoneId.of(id);
    }

    static Duration catchUp(String text) throws CommandFailed {
        Matcher length = LENGTH.matcher(text);
        if (length.matches()) {
            Duration duration = Duration.ofHours(number(length.group(1))).plusMinutes(number(length.group(2)));
            if (duration.compareTo(Duration.ofMinutes(1)) >= 0 && duration.compareTo(LONGEST_CATCH_UP) <= 0) {
                return duration;
            }
        }
        throw new CommandFailed(
                ExitCode.WRONG_USAGE,
                "--catch-up is '" + text + "': give 1m to 24h, as in 10m or 1h30m. Nothing was done.");
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
