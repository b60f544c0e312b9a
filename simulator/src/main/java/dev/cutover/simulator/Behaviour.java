package dev.cutover.simulator;

import java.time.Duration;

/**
 * What SMC's documentation leaves open, as switches.
 *
 * @param acceptAnyState a cutover call on a {@code Running} job is accepted too, and takes effect when the run under way has ended
 * @param callShowsAfter how long an accepted cutover call leaves the job {@code Waiting}
 * @param restartResumesCutover whether a job whose last run failed or was paused, and that is started again, goes on to {@code Finished}, or
 *     ends in {@code Waiting}
 */
public record Behaviour(boolean acceptAnyState, Duration callShowsAfter, boolean restartResumesCutover) {

    /** As the documentation reads, and where it says nothing, the way that troubles a caller least. */
    public static Behaviour documented() {
        return new Behaviour(false, Duration.ZERO, true);
    }

    public Behaviour acceptingAnyState(boolean accept) {
        return new Behaviour(accept, callShowsAfter, restartResumesCutover);
    }

    public Behaviour showingCallsAfter(Duration delay) {
        return new Behaviour(acceptAnyState, delay, restartResumesCutover);
    }

    public Behaviour resumingCutover(boolean resume) {
        return new Behaviour(acceptAnyState, callShowsAfter, resume);
    }
}
