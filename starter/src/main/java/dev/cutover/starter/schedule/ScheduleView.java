package dev.cutover.starter.schedule;

import java.time.Instant;
import java.util.List;

/**
 * A schedule as it is.
 *
 * @param note the last word on why it is paused or not, or what it is for; may be empty
 * @param running the workflows of the starts that go on now
 * @param runs the next ones, whether it is paused or not; empty: there are none any more
 * @param missed how many starts an outage has cost
 * @param skipped how many starts were left out because the wave before went on
 */
public record ScheduleView(
        String name,
        Terms terms,
        boolean paused,
        String note,
        Instant createdAt,
        List<String> running,
        List<Run> runs,
        long missed,
        long skipped) {
    public ScheduleView {
        running = List.copyOf(running);
        runs = List.copyOf(runs);
    }
}
