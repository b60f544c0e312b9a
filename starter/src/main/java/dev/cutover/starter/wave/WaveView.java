package dev.cutover.starter.wave;

import dev.cutover.contract.Actions;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.Plan;
import dev.cutover.contract.WaveProgress;
import dev.cutover.starter.terminal.CommandFailed;
import java.util.List;

/** One wave at one moment, running or over. What is asked of a running wave fails when no worker answers. */
public interface WaveView {

    WaveProgress progress() throws CommandFailed;

    /** All jobs, in the order of the plan. */
    List<JobLine> jobs() throws CommandFailed;

    Actions actions() throws CommandFailed;

    /** What it carries out, as it was started. */
    Plan plan() throws CommandFailed;

    /** Whether it has ended, however. */
    boolean isOver();
}
