package dev.cutover.simulator;

import java.time.Duration;

/**
 * What SMC's documentation leaves open, as switches.
 *
 * @param acceptAnyState a cutover call on a {@code Running} job is accepted too
 * @param callShowsAfter how long an accepted call leaves the job {@code Waiting}
 * @param restartResumesCutover whether a job that failed in its last run and is started again goes on to {@code Finished}, or ends in {@code
 *     Waiting}
 */
public record Behaviour(boolean acceptAnyState, Duration callShowsAfter, boolean restartResumesCutover) {

    public static Behaviour documented() {
        return new Behaviour(false, Duration.ZERO, true);
    }

    public Behaviour acceptingAnyState(boolean accept) {
        return new Behaviour(accept, callShowsAfter, restartResumesCutover);
    }
}
