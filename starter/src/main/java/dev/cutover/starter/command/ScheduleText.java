package dev.cutover.starter.command;

import dev.cutover.contract.Night;
import dev.cutover.contract.Plan;
import dev.cutover.contract.ZoneTime;
import dev.cutover.starter.schedule.PastRun;
import dev.cutover.starter.schedule.Run;
import dev.cutover.starter.schedule.Terms;
import dev.cutover.starter.view.PlanText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A schedule in words. */
final class ScheduleText {

    private ScheduleText() {}

    /** What it will do. */
    static List<String> of(Terms terms) {
        Plan plan = terms.plan();
        Night night = plan.night();
        List<String> lines = new ArrayList<>();
        lines.add("schedule " + plan.wave() + (plan.change() == null ? "" : " (" + plan.change() + ")") + ": "
                + jobs(plan) + ", at most " + plan.limits().maxConcurrent() + " at a time, "
                + account(plan));
        lines.add("  starts      "
                + (terms.timing().cron() != null
                        ? terms.timing().cron() + " " + terms.timing().zone().getId()
                        : terms.timing().at() == null
                                ? "as Temporal's Web UI shows"
                                : "once, "
                                        + ZoneTime.of(terms.timing().zone().getId())
                                                .both(terms.timing().at())));
        lines.add("  night       opens " + night.opens() + ", last start " + night.lastStart() + ", closes "
                + night.closes() + " " + night.timeZone());
        lines.addAll(new PlanText(plan).lines());
        lines.add("  catches up  a start that an outage delays by more than " + spelt(terms.catchUp())
                + " does not take place");
        lines.add("  overlap     while a night's wave goes on, the next start is left out");
        lines.add("  bad end     "
                + (terms.pauseOnFailure()
                        ? "pauses after a wave that ended badly, until it is resumed"
                        : "goes on with the next night"));
        return lines;
    }

    static String account(Plan plan) {
        return plan.account() == null ? "the unnamed account" : "account " + plan.account();
    }

    private static String jobs(Plan plan) {
        boolean selects = plan.groups().stream().anyMatch(group -> group.select() != null);
        return selects ? "jobs selected each night" : plan.size() + (plan.size() == 1 ? " job" : " jobs");
    }

    /** The next ones, and what clock changes do to them. */
    static List<String> of(List<Run> runs, Terms terms) {
        if (runs.isEmpty()) {
            return List.of("It does not start any more.");
        }
        ZoneTime times = ZoneTime.of(terms.plan().night().timeZone());
        List<String> lines = new ArrayList<>();
        lines.add(runs.size() == 1 ? "the next start" : "the next " + runs.size() + " starts");
        for (Run run : runs) {
            lines.add("  " + times.full(run.at()) + "  " + run.wave() + "  "
                    + times.full(run.window().opens()) + " to "
                    + times.near(run.window().closes(), run.window().opens()));
            run.told().forEach(told -> lines.add("    " + told));
        }
        if (terms.timing().cron() != null && !terms.timing().zone().getRules().isFixedOffset()) {
            lines.add(
                    "A time that a clock change skips counts as the moment when the clock goes forward, one that comes"
                            + " twice as its first.");
        }
        return lines;
    }

    /** Those that have been, and what became of them. */
    static List<String> past(List<PastRun> past, Terms terms) {
        if (past.isEmpty()) {
            return List.of("It has not started yet.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(past.size() == 1 ? "the last start" : "the last " + past.size() + " starts");
        past.forEach(run -> lines.add("  " + past(run, terms.plan().night().timeZone())));
        return lines;
    }

    /** In one line, whatever names it tells. */
    static String past(PastRun run, String timeZone) {
        String line = ZoneTime.of(timeZone).full(run.at())
                + (run.wave() == null ? "" : "  " + run.wave())
                + "  " + run.end().words()
                + (run.why() == null ? "" : ": " + run.why());
        return line.replaceAll("\\p{Cntrl}", "?");
    }

    /** {@code 1h30m}. */
    private static String spelt(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
