package dev.cutover.starter.command;

import dev.cutover.contract.Plan;
import dev.cutover.contract.Window;
import dev.cutover.contract.ZoneTime;
import dev.cutover.starter.plan.CheckedPlan;
import dev.cutover.starter.plan.Problem;
import dev.cutover.starter.view.PlanText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a plan would do, before it does it.
 *
 * @param window {@code null}: at once, and as long as it takes
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
        List<Problem> warnings) {

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

    /** A sentence without a full stop; below it the window, if there is one, and what else the plan asks for. */
    List<String> lines(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("wave " + wave + (change == null ? "" : " (" + change + ")") + ": " + counted(jobs, "job") + " in "
                + counted(groups, "group") + ", at most " + maxConcurrent + " at a time, "
                + (account == null ? "the unnamed account" : "account " + account));
        if (window != null) {
            lines.add("  opens       " + (window.opens() == null ? "at once" : spelt(window.opens())));
            lines.add("  last start  " + spelt(window.lastStart()));
            lines.add("  closes      " + spelt(window.closes()));
        }
        lines.addAll(new PlanText(plan).lines());
        return lines;
    }

    private String spelt(Instant instant) {
        return ZoneTime.of(window.timeZone()).both(instant);
    }

    private static String counted(int count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }
}
