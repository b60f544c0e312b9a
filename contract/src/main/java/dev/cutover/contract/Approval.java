package dev.cutover.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Somebody has to agree before a group, or a wave, starts.
 *
 * @param deadline until when, or {@code null}: as long as the window is open
 * @param startAnyway at the deadline it starts without; else it is deferred
 * @param deadlineTime of a plan whose window is a {@link Night}: the deadline without its date; or {@code null}
 */
public record Approval(Instant deadline, boolean startAnyway, LocalTime deadlineTime) {

    /** One whose deadline has a date, or that has none. */
    public Approval(Instant deadline, boolean startAnyway) {
        this(deadline, startAnyway, null);
    }

    /** The same with a date. */
    Approval on(Night night, LocalDate date) {
        return deadlineTime == null ? this : new Approval(night.deadlineAt(date, deadlineTime), startAnyway);
    }
}
