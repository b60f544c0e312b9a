package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The id of an SMC replication job, such as {@code j-bp1fnx5y3djc4cop0001}. */
public record JobId(@JsonValue String value) implements Comparable<JobId> {

    /** @param value as SMC spells it; it is not checked here, because a record in a history must never throw. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobId {}

    @Override
    public int compareTo(JobId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
