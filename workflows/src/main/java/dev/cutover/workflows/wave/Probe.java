package dev.cutover.workflows.wave;

import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import dev.cutover.contract.ReplicationJobs;
import dev.cutover.workflows.AccountTrouble;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.board.Board;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/** One harmless call, before a wave that was held for its account goes on. */
final class Probe {

    private final JobId job;
    private final ReplicationJobs jobs;
    private Promise<Void> asked;

    Probe(Plan plan, Board board) {
        this.job = board.jobs().get(0).id();
        this.jobs = Workflow.newActivityStub(
                ReplicationJobs.class, Policies.PROBE.options(plan.polling(), "whether SMC takes the account"));
    }

    void ask() {
        if (asked == null) {
            asked = Async.procedure(jobs::probe, job);
        }
    }

    boolean hasNews() {
        return asked != null && asked.isCompleted();
    }

    /**
     * What came of it.
     *
     * @param trouble {@code null}: SMC takes the account
     */
    record Answer(AccountTrouble trouble) {}

    Optional<Answer> take() {
        if (!hasNews()) {
            return Optional.empty();
        }
        RuntimeException failure = asked.getFailure();
        asked = null;
        if (failure == null) {
            return Optional.of(new Answer(null));
        }
        boolean told = failure instanceof ActivityFailure && failure.getCause() instanceof ApplicationFailure;
        return Optional.of(new Answer(
                told ? AccountTrouble.of((ActivityFailure) failure) : new AccountTrouble("SMC does not answer")));
    }
}
