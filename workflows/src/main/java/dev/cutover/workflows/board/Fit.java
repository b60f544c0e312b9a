package dev.cutover.workflows.board;

import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.Plan;
import dev.cutover.forecast.Makespan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether something may still start: the last start has not passed, and it is expected to end before the window closes. */
final class Fit {

    private final Plan plan;
    private final Hours hours;

    Fit(Plan plan, Hours hours) {
        this.plan = plan;
        this.hours = hours;
    }

    boolean mayCall(Instant now) {
        return hours.hasOpened(now) && !hours.isPastLastStart(now);
    }

    /** Whether a call of it may be sent now, and fits into the window. */
    boolean canCallNow(Job job, Instant now) {
        return mayCall(now)
                && latestStart(job).filter(latest -> now.isAfter(latest)).isEmpty();
    }

    /** @param atOnce how many of its jobs are in cutover at one time */
    boolean canCallNow(Group unit, int atOnce, Instant now) {
        return mayCall(now)
                && latestStart(unit, atOnce)
                        .filter(latest -> now.isAfter(latest))
                        .isEmpty();
    }

    /** Until when it may start; empty: whenever. */
    Optional<Instant> latestStart(Job job) {
        return hours.latestStart(expectedDuration(job), job.group().rules().ignoreFit());
    }

    Optional<Instant> latestStart(Group unit, int atOnce) {
        if (hours.window() == null) {
            return Optional.empty();
        }
        List<Duration> expected = unit.jobs().stream()
                .filter(job -> !job.isOver())
                .map(this::expectedDuration)
                .toList();
        Duration whole = withHooks(Makespan.of(expected, atOnce), unit.rules().hooks());
        return hours.latestStart(whole, unit.rules().ignoreFit());
    }

    /** From the slot to the end, its own hooks counted in. */
    Duration expectedDuration(Job job) {
        return withHooks(
                plan.defaults().expectedDuration(job.planned(), job.pastRuns()),
                plan.defaults().hooks(job.planned()));
    }

    private static Duration withHooks(Duration duration, Hooks hooks) {
        return hooks == null
                ? duration
                : duration.plus(expected(hooks.before())).plus(expected(hooks.after()));
    }

    private static Duration expected(Hook hook) {
        return hook == null ? Duration.ZERO : hook.expectedDuration();
    }
}
