package dev.cutover.workflows.wave;

import dev.cutover.contract.CutoverOrder;
import dev.cutover.contract.Phase;
import dev.cutover.contract.Plan;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Job;
import dev.cutover.workflows.board.Trail;
import io.temporal.workflow.Workflow;

/**
 * What the cutovers of a wave are told to do.
 *
 * @param searchable whether they may be listed by what they are found by
 */
record Orders(Plan plan, Board board, boolean searchable) {

    /** Of a job whose cutover begins. */
    CutoverOrder of(Job job, Phase from) {
        Trail trail = job.trail();
        return new CutoverOrder(
                plan.wave(),
                Workflow.getInfo().getFirstExecutionRunId(),
                job.id(),
                job.planned().name(),
                plan.defaults().syncData(job.planned()),
                plan.defaults().completeWithin(job.planned()),
                plan.polling(),
                from,
                trail.isCalled(),
                trail.lastCallAt(),
                trail.notBefore(),
                trail.run(),
                board.hours().lastStart(),
                plan.change(),
                plan.account(),
                job.group().name(),
                plan.defaults().hooks(job.planned()),
                trail.isPrepared(),
                trail.round(),
                searchable);
    }
}
