package dev.cutover.starter.view;

import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress;
import java.util.List;
import java.util.Map;

/**
 * What is told of jobs in trouble beside their state and reason, where there is room.
 *
 * @param typed what to type; {@code null}: nothing is
 * @param said what a job's own hook last said
 */
public record Asides(Typed typed, Map<JobId, String> said) {

    static final Asides NONE = new Asides(null, Map.of());

    /** Of a wave that is over nothing can be typed. */
    public static Asides of(WaveProgress wave, List<JobLine> jobs, Map<JobId, String> said) {
        return new Asides(wave.outcome() == WaveOutcome.RUNNING ? new Typed(wave.wave(), jobs) : null, said);
    }

    List<String> commands(List<JobLine> jobs) {
        return typed == null || jobs.get(0).state() != JobState.BLOCKED ? List.of() : typed.forBlocked(jobs);
    }

    /** Whatever is in the words of a hook, a terminal stays as it is. */
    String said(JobLine job) {
        String words = said.get(job.job());
        return words == null ? "" : "  its hook said: " + words.replaceAll("[\\s\\p{Cc}]+", " ");
    }
}
