package dev.cutover.starter.command;

import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Night;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
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
 * @param window {@code null}: at once, and as long as it takes; or every {@code night}
 * @param night the window of a plan for a schedule, or {@code null}
 * @param jobs those that are listed; with what was selected, once it was
 * @param warnings what is probably not meant
 * @param selections what is selected, by group
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
        List<Problem> warnings,
        List<Selected> selections) {

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
                        .toList(),
                plan.groups().stream()
                        .filter(group -> group.select() != null)
                        .map(Selected::of)
                        .toList());
    }

    /**
     * A group that selects its jobs.
     *
     * @param jobs how many it has; zero while nobody has looked
     */
    record Selected(String group, JobQuery query, int atMost, int jobs) {

        static Selected of(PlannedGroup group) {
            return new Selected(
                    group.name(),
                    group.select().query(),
                    group.select().atMost(),
                    group.jobs().size());
        }

        String line() {
            return "  group " + group + " selects " + query.words() + ": "
                    + (jobs == 0
                            ? "at most " + counted(atMost, "job") + ", found when it is started"
                            : counted(jobs, "job") + " of at most " + atMost);
        }
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
        lines.add("wave " + wave + (change == null ? "" : " (" + change + ")") + ": " + spokenJobs() + " in "
                + counted(groups, "group") + ", at most " + maxConcurrent + " at a time, "
                + (account == null ? "the unnamed account" : "account " + account));
        selections.stream().map(Selected::line).forEach(lines::add);
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
        lines.addAll(new PlanText(plan).lines());
        return lines;
    }

    private String spokenJobs() {
        boolean unknown = selections.stream().anyMatch(one -> one.jobs() == 0);
        if (!unknown) {
            return counted(jobs, "job");
        }
        return jobs == 0 ? "jobs that it selects" : counted(jobs, "job") + " and those that it selects";
    }

    private String spelt(Instant instant) {
        return ZoneTime.of(window.timeZone()).both(instant);
    }

    private static String counted(int count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }
}
