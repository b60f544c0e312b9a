package dev.cutover.starter.command;

import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.CutoverRuns.CutoverRef;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.StepTold;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.wave.Wave;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What hooks said of jobs that are blocked by them: only the cutover of a job knows. */
final class HookWords {

    /** Each is a question of its own. */
    private static final int MOST_ASKED = 20;

    private static final List<Reason> OF_HOOKS = Stream.of(FailureKind.HOOK_REFUSED, FailureKind.NOT_VERIFIED)
            .map(Reason::of)
            .toList();

    private HookWords() {}

    /** Of the first {@value #MOST_ASKED}; the report has all. None of those of which nobody tells. */
    static Map<JobId, String> of(Wave wave, List<JobLine> jobs) {
        Map<JobId, String> said = new LinkedHashMap<>();
        jobs.stream()
                .filter(job -> job.state() == JobState.BLOCKED && job.run() != null && OF_HOOKS.contains(job.reason()))
                .limit(MOST_ASKED)
                .forEach(job -> said(wave, job).ifPresent(words -> said.put(job.job(), words)));
        return said;
    }

    private static Optional<String> said(Wave wave, JobLine job) {
        try {
            return wave.result(new CutoverRef(job.job(), job.run())).flatMap(HookWords::refusal);
        } catch (CommandFailed untold) {
            return Optional.empty();
        }
    }

    /** Of the newest step that did not succeed. */
    private static Optional<String> refusal(CutoverResult result) {
        return result.steps().stream()
                .filter(step -> step.endedAt() != null && !step.done() && step.output() != null)
                .reduce((older, newer) -> newer)
                .map(StepTold::output);
    }
}
