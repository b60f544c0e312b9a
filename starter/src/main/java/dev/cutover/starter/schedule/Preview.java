package dev.cutover.starter.schedule;

import io.temporal.client.schedules.ScheduleSpec;
import java.util.List;

/**
 * What Temporal understands by some terms.
 *
 * @param spec as the schedule will have it
 * @param runs the next ones
 */
public record Preview(Terms terms, ScheduleSpec spec, List<Run> runs) {
    public Preview {
        runs = List.copyOf(runs);
    }
}
