package dev.cutover.contract;

import dev.cutover.contract.WaveProgress.WaitingStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a wave knows of one group beside its plan and its jobs.
 *
 * @param phase how far it is as a whole
 * @param round how often it has been prepared
 * @param approved somebody has agreed to it, or its deadline has passed without
 * @param goesOn an operator resumed the wave although a job of it did not get done: the groups behind it go on
 * @param frozenSince since when it stands still, or {@code null}
 * @param frozen how long it stood still before that
 * @param waiting the step that a person has to look at, or {@code null}
 * @param steps the newest {@link WaveProgress.GroupProgress#MOST_STEPS}
 * @param told that it is done has been told
 * @param doubtful an earlier execution may have prepared it; what its jobs show will tell
 * @param leftOut the jobs that it began without, being one unit
 */
public record GroupRow(
        GroupPhase phase,
        int round,
        boolean approved,
        boolean goesOn,
        Instant frozenSince,
        Duration frozen,
        WaitingStep waiting,
        List<StepTold> steps,
        boolean told,
        boolean doubtful,
        List<JobId> leftOut) {

    public GroupRow {
        steps = Words.list(steps);
        leftOut = Words.list(leftOut);
    }

    public static GroupRow fresh() {
        return new GroupRow(
                GroupPhase.WAITING, 0, false, false, null, Duration.ZERO, null, List.of(), false, false, List.of());
    }
}
