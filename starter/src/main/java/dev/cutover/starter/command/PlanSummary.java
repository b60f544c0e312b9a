package dev.cutover.starter.command;

import dev.cutover.contract.Night;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Window;
import dev.cutover.starter.plan.CheckedPlan;
import dev.cutover.starter.plan.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a plan would do, before it does it.
 *
 * @param window {@code null}: at once, and as long as it takes; or every {@code night}
 * @param night the window of a plan for a schedule, or {@code null}
 * @param warnings what is probably not meant
 */
record PlanSummary(
        String wave,
        String change,
        String account,
        String planSha256,
        int jobs,
        int groups,
        int maxConcurrent,
        Window window,
        Night night,
        List<Problem> warnings) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter WITH_SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    static PlanSummary of(CheckedPlan checked) {
        Plan plan = checked.plan();
        return new PlanSummary(
                plan.wave(),
                plan.change(),
                plan.account(),
                plan.sha256(),
                plan.size(),
                plan.groups().size(),
                plan.limits().maxConcurrent(),
                plan.window(),
                plan.night(),
                Stream.concat(checked.tooLate().stream(), checked.warnings().stream())
                        .toList());
    }

    /** A warning among what is no error: {@code file:line:column: warning: message (suggestion)}. */
    static String spelt(Problem warning) {
        return new Problem(
                        warning.file(),
                        warning.line(),
                        warning.column(),
                        "warning: " + warning.message(),
                        warning.suggestion())
                .toString();
    }

    /** A sentence without a full stop, and the window below it if there is one. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("wave " + wave + (change == null ? "" : " (" + change + ")") + ": " + counted(jobs, "job") + " in "
                + counted(groups, "group") + ", at most " + maxConcurrent + " at a time, "
                + (account == null ? "the unnamed account" : "account " + account));
        if (window != null) {
            lines.add("  opens       " + (window.opens() == null ? "at once" : spelt(window.opens())));
            lines.add("  last start  " + spelt(window.lastStart()));
            lines.add("  closes      " + spelt(window.closes()));
        }
        if (night != null) {
            lines.add("  opens       " + night.opens() + " " + night.timeZone() + ", in every night of a schedule");
            lines.add("  last start  " + night.lastStart());
            lines.add("  closes      " + night.closes());
            lines.add("It has no dates, and is for `cutover schedule create`; `cutover start` refuses it.");
        }
        return lines;
    }

    /** In the plan's zone and in UTC: one is what was written, the other what everybody understands. */
    private String spelt(Instant instant) {
        DateTimeFormatter form = instant.getEpochSecond() % 60 == 0 ? TIME : WITH_SECONDS;
        String utc = form.withZone(ZoneOffset.UTC).format(instant) + " UTC";
        if (window.timeZone() == null) {
            return utc;
        }
        return form.withZone(ZoneId.of(window.timeZone())).format(instant) + " " + window.timeZone() + " (" + utc + ")";
    }

    private static String counted(int count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }
}
