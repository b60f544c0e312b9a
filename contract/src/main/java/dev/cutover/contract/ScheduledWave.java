package dev.cutover.contract;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * What a schedule starts: one night's wave of a plan without dates. Its workflow id begins with {@link WorkflowIds#scheduled}, the schedule's with
 * {@link WorkflowIds#schedule}; the wave is called as {@link WorkflowIds#nightly} says. To cancel it is to drain the wave.
 */
@WorkflowInterface
public interface ScheduledWave {

    /** Where Temporal notes when a schedule wanted something to start. */
    String NOMINAL_TIME = "TemporalScheduledStartTime";

    /**
     * Starts the wave of the night that is meant at the nominal time, and waits for it. Fails with a sentence, as a {@link Failure}, when none can
     * be started, which the plan's receivers are told, or when the wave ended badly.
     *
     * @param plan one without dates, called as its schedule
     * @param searchable whether the namespace knew every {@link SearchAttribute} when the schedule was written; absent in an older one
     */
    @WorkflowMethod(name = "ScheduledWave")
    Result run(Plan plan, boolean searchable);

    /**
     * @param wave the name of the night's wave
     * @param thereAlready the night has had its wave before, and nothing was started: a clock change fires twice, or somebody was faster
     * @param outcome {@code null} when it was there already
     * @param counts the same
     * @param nothingToDo all that the plan selects has finished already, and nothing was started
     * @param leftOut what was selected and cannot be cut over, a sentence for each group; empty: nothing
     */
    record Result(
            String wave,
            boolean thereAlready,
            WaveOutcome outcome,
            JobCounts counts,
            boolean nothingToDo,
            List<String> leftOut) {
        public Result {
            leftOut = Words.list(leftOut);
        }
    }

    /** The types of its failures. */
    enum Failure {
        /** The night's last start has passed, or the clock change of that night left no time between opening and last start. */
        TOO_LATE,
        /** The plan cannot be carried out: its zone is unknown, or what it selects is refused. */
        PLAN_REFUSED,
        /** Jobs failed or are unfinished, or a group is split. */
        ENDED_BADLY,
        /** The wave was ended by hand. */
        ENDED_WITHOUT_REPORT
    }
}
