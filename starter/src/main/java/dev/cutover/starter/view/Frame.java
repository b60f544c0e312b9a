package dev.cutover.starter.view;

import dev.cutover.contract.JobLine;
import dev.cutover.contract.WaveProgress;
import java.util.List;

/** A wave at one moment, with its jobs in the order of the plan. */
public record Frame(WaveProgress progress, List<JobLine> jobs) {}
