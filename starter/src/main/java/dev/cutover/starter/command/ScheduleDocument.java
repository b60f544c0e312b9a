package dev.cutover.starter.command;

import dev.cutover.contract.Night;
import dev.cutover.contract.Plan;
import dev.cutover.starter.schedule.PastRun;
import dev.cutover.starter.schedule.Run;
import dev.cutover.starter.schedule.ScheduleView;
import dev.cutover.starter.schedule.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One schedule as JSON.
 *
 * @param cron {@code null}: it starts once, {@code at} that time
 * @param timeZone of {@code cron}
 * @param running the workflows that go on now
 * @param lastStarts the newest first
 */
record ScheduleDocument(
        String name,
        String change,
        String account,
        String planSha256,
        String cron,
        Instant at,
        String timeZone,
        Night night,
        Duration catchUp,
        boolean pauseOnFailure,
        boolean paused,
        String note,
        Instant createdAt,
        List<String> running,
        List<Run> nextStarts,
        long missed,
        long skipped,
        List<PastRun> lastStarts) {

    static ScheduleDocument of(ScheduleView view, List<PastRun> lastStarts) {
        Terms terms = view.terms();
        Plan plan = terms.plan();
        return new ScheduleDocument(
                view.name(),
                plan.change(),
                plan.account(),
                plan.sha256(),
                terms.timing().cron(),
                terms.timing().at(),
                terms.timing().zone().getId(),
                plan.night(),
                terms.catchUp(),
                terms.pauseOnFailure(),
                view.paused(),
                view.note(),
                view.createdAt(),
                view.running(),
                view.runs(),
                view.missed(),
                view.skipped(),
                lastStarts);
    }
}
