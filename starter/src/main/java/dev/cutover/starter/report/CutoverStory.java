package dev.cutover.starter.report;

import dev.cutover.contract.CutoverProgress;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.CutoverRuns.CutoverRef;
import dev.cutover.contract.Evidence;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.StepTold;
import dev.cutover.contract.Try;
import dev.cutover.starter.terminal.CommandFailed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * All cutovers of one job in one wave, put together from what each run of them told.
 *
 * @param tries oldest first
 * @param incomplete there may be more tries than these
 * @param steps what became of its hooks, oldest first
 */
record CutoverStory(
        List<Try> tries,
        int leftOut,
        boolean incomplete,
        Instant cutOverAt,
        Instant finishedAt,
        String imageId,
        String instanceId,
        List<StepTold> steps) {

    /** What is asked about one run of the job's cutover. */
    @FunctionalInterface
    interface Question<T> {
        /** Empty when nobody knows; fails when it could not be asked. */
        Optional<T> about(CutoverRef cutover) throws CommandFailed;
    }

    /**
     * Follows the runs back from the newest. Fails when a question does.
     *
     * @param results what a run told at its end; empty when it told nothing
     * @param inFlight how a run stands; empty when nobody answers
     */
    static CutoverStory of(JobLine job, Question<CutoverResult> results, Question<CutoverProgress> inFlight)
            throws CommandFailed {
        Deque<Evidence> chapters = new ArrayDeque<>();
        Deque<List<StepTold>> steps = new ArrayDeque<>();
        CutoverResult done = null;
        boolean incomplete = false;
        String run = job.run();
        while (run != null) {
            CutoverRef cutover = new CutoverRef(job.job(), run);
            Optional<CutoverResult> ended = results.about(cutover);
            if (ended.isPresent()) {
                done = done == null ? ended.get() : done;
                chapters.addFirst(ended.get().tries());
                steps.addFirst(ended.get().steps());
                run = ended.get().previousRun();
                continue;
            }
            Optional<CutoverProgress> told = inFlight.about(cutover);
            // What its pending call has tried is not told until that has ended.
            incomplete = true;
            told.map(CutoverProgress::tries).ifPresent(chapters::addFirst);
            run = told.map(CutoverProgress::previousRun).orElse(null);
        }
        List<Try> tries = new ArrayList<>();
        chapters.forEach(chapter -> chapter.tries().forEach(tries::add));
        int leftOut = chapters.stream().mapToInt(Evidence::leftOut).sum();
        return done == null
                ? new CutoverStory(tries, leftOut, incomplete, null, null, null, null, all(steps))
                : new CutoverStory(
                        tries,
                        leftOut,
                        incomplete,
                        done.cutOverAt(),
                        done.finishedAt(),
                        done.imageId(),
                        done.instanceId(),
                        all(steps));
    }

    private static List<StepTold> all(Deque<List<StepTold>> chapters) {
        return chapters.stream().flatMap(List::stream).toList();
    }
}
