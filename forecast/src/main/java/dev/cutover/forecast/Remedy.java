package dev.cutover.forecast;

import java.time.Duration;

/**
 * What would do: with each of these by itself no more jobs are left, in nine of ten courses, than with as many slots as there are jobs or with a window that
 * never ends.
 *
 * @param slots the fewest that were found to do: more do not always end sooner, so that fewer may do by luck; {@code null}: no number does
 * @param leftWithSlots how many jobs are left then: those that slots cannot help
 * @param later by how much the last start and the end of the window would have to move; {@code null}: no time does
 * @param leftWhenLater how many jobs are left then: those that time cannot help
 * @param earlier by how much the window would have to open earlier; {@code null}: that does not do, or it would be past
 */
public record Remedy(Integer slots, int leftWithSlots, Duration later, int leftWhenLater, Duration earlier) {

    /** Nothing that a plan can say would do. */
    public boolean isNone() {
        return slots == null && later == null;
    }
}
