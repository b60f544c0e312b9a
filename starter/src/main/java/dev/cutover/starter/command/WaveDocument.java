package dev.cutover.starter.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.WaveProgress;
import java.util.List;

/**
 * A wave as {@code status -o json} and {@code start --watch -o json} tell it.
 *
 * @param jobs not there unless they were asked for
 */
record WaveDocument(
        @JsonUnwrapped WaveProgress progress,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<JobLine> jobs) {}
