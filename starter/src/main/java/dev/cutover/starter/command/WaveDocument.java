package dev.cutover.starter.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.WaveProgress;
import java.util.List;

/** A wave as {@code status -o json} and {@code start -o json} tell it. */
record WaveDocument(
        WaveProgress wave,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<JobLine> jobs) {}
