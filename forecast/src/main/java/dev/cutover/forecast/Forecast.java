package dev.cutover.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When each group will be through, which jobs will not make it and why, and what would do.
 *
 * <p>A pure function: the wave's own rules are played through some dozens of times, each time with other runs drawn from the jobs' spreads; the same wave
 * gives the same forecast on every machine. Little is assumed in common to all runs of a night: one on which all are far slower than ever is worse
 * than the {@code p90}. Nobody is waited for, nothing is held and nothing goes wrong: a forecast is when the plan can be through, not when it
 * will be through whatever happens.
 *
 * @param jobs that have not come to an outcome
 * @param through when all of them are; {@code null} in it: not in this window
 * @param ends when the last one that makes it is through
 * @param needs from the first start to the last end, were there no window
 * @param left how many will not make it
 * @param groups in the order of the plan
 * @param jobsLeft those that will not make it, or may not, in the order of the plan
 * @param remedy {@code null}: nothing is left
 */
public record Forecast(
        int jobs,
        Likely<Instant> through,
        Likely<Instant> ends,
        Likely<Duration> needs,
        Likely<Integer> left,
        List<GroupForecast> groups,
        List<JobLeft> jobsLeft,
        Remedy remedy) {

    /** Never fails, whatever is asked: what can never start is left. */
    public static Forecast of(WaveAhead wave) {
        Roster roster = new Roster(wave);
        Lots lots = Lots.of(roster);
        Terms terms = Terms.of(wave);
        Courses courses = Courses.of(roster, terms, lots);
        Courses withoutEnd = terms.hasEnd() ? Courses.of(roster, terms.withoutEnd(), lots) : courses;
        int left = courses.left();
        return new Forecast(
                roster.ahead(),
                courses.moments(CourseLog::through),
                courses.moments(CourseLog::lastEnd),
                withoutEnd.durations(CourseLog::lasts),
                courses.counts(CourseLog::left),
                groups(roster, courses),
                jobsLeft(roster, courses),
                left == 0 ? null : new Remedies(roster, lots, terms, left).find(withoutEnd));
    }

    private static List<GroupForecast> groups(Roster roster, Courses courses) {
        List<GroupForecast> groups = new ArrayList<>();
        for (GroupAhead group : roster.wave().groups()) {
            int number = groups.size();
            groups.add(new GroupForecast(
                    group.name(),
                    (int) group.jobs().stream().filter(job -> !job.isOver()).count(),
                    courses.moments(course -> course.through(number)),
                    courses.counts(course -> course.left(number))));
        }
        return List.copyOf(groups);
    }

    private static List<JobLeft> jobsLeft(Roster roster, Courses courses) {
        return roster.inPlanOrder()
                .filter(job -> courses.percentLeft(job) >= JobLeft.LEAST_PERCENT)
                .mapToObj(job -> new JobLeft(
                        roster.job(job).id(),
                        roster.groupOf(job).name(),
                        courses.usualObstacle(job),
                        courses.percentLeft(job)))
                .toList();
    }
}
