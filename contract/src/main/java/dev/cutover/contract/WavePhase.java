package dev.cutover.contract;

import java.time.Instant;

/** Where a wave stands, in the one word by which it can be searched for. */
public enum WavePhase {
    WAITS_FOR_APPROVAL,
    /** It has not opened yet. */
    WAITS_FOR_WINDOW,
    OPEN,
    /** Nothing goes on without one. */
    WAITS_FOR_PERSON,
    HELD,
    DRAINED,
    /** Ended, as the next two: see {@link WaveOutcome}. */
    DONE,
    PARTLY_DONE,
    NOT_DONE;

    public static WavePhase of(WaveProgress wave, Instant now) {
        return switch (wave.outcome()) {
            case RUNNING -> running(wave, now);
            case DONE -> DONE;
            case PARTLY_DONE -> PARTLY_DONE;
            case NOT_DONE, ENDED_WITHOUT_REPORT, UNRECOGNISED -> NOT_DONE;
        };
    }

    private static WavePhase running(WaveProgress wave, Instant now) {
        return switch (wave.standing()) {
            case HELD -> HELD;
            case DRAINED -> DRAINED;
            case OPEN -> {
                if (wave.waitsForApproval()) {
                    yield WAITS_FOR_APPROVAL;
                }
                if (isAhead(wave.window(), now)) {
                    yield WAITS_FOR_WINDOW;
                }
                yield wave.settled() ? WAITS_FOR_PERSON : OPEN;
            }
        };
    }

    /** Of one that begins. */
    public static WavePhase atStart(Plan plan, Instant now) {
        if (plan.approval() != null) {
            return WAITS_FOR_APPROVAL;
        }
        return isAhead(plan.window(), now) ? WAITS_FOR_WINDOW : OPEN;
    }

    private static boolean isAhead(Window window, Instant now) {
        return window != null && window.opens() != null && now.isBefore(window.opens());
    }

    /** As it is searched for: {@code waitsForWindow}. */
    public String word() {
        return Words.camelCase(this);
    }
}
