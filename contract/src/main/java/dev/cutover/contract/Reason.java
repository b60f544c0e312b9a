package dev.cutover.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * Why a job stands where it stands, as reports spell it: a {@link FailureKind}, a {@link Found}, or one of the constants here.
 *
 * @param word in camel case
 */
public record Reason(@JsonValue String word) {

    /** The wave was drained before its turn came. */
    public static final Reason DRAINED = new Reason("drained");

    /** A group that it comes after has a job that did not get done. */
    public static final Reason GROUP_BEFORE_NOT_DONE = new Reason("groupBeforeNotDone");

    /** The window's last start passed before its turn came. */
    public static final Reason LAST_START_PASSED = new Reason("lastStartPassed");

    /** It is not expected to end before the window closes. */
    public static final Reason DOES_NOT_FIT = new Reason("doesNotFit");

    /** The window closed while a person had to act. */
    public static final Reason WINDOW_CLOSED = new Reason("windowClosed");

    /** Nobody approved its group, or the wave, in time. */
    public static final Reason NOT_APPROVED = new Reason("notApproved");

    /** Too few jobs of its group were ready in time. */
    public static final Reason GROUP_NOT_READY = new Reason("groupNotReady");

    /** Its group was cut over in part, and what was prepared was undone. */
    public static final Reason GROUP_SPLIT = new Reason("groupSplit");

    /** An operator finished it by hand. */
    public static final Reason MARKED_DONE = new Reason("markedDone");

    /** An operator skipped it. */
    public static final Reason SKIPPED = new Reason("skipped");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Reason {}

    public static Reason of(FailureKind kind) {
        return new Reason(kind.word());
    }

    public static Reason of(Found found) {
        return new Reason(found.word());
    }

    /** The failure that it names, if it names one. */
    public Optional<FailureKind> failure() {
        return Arrays.stream(FailureKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
