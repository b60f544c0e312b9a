package dev.cutover.workflows.wave;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import dev.cutover.contract.ReplicationJobs;
import dev.cutover.contract.Standing;
import dev.cutover.workflows.AccountTrouble;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Job;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has jobs started at SMC that operators retry with a restart. Starting one twice is harmless. */
final class Restarts {

    private final Board board;
    private final ReplicationJobs jobs;
    private final Map<JobId, Promise<Void>> asked = new LinkedHashMap<>();

    Restarts(Plan plan, Board board) {
        this.board = board;
        this.jobs =
                Workflow.newActivityStub(ReplicationJobs.class, Policies.RESTART.options(plan.polling(), "restart"));
    }

    void ask() {
        if (board.isAccountInTrouble()) {
            return;
        }
        for (Job job : board.jobs()) {
            if (job.isRestarting() && !asked.containsKey(job.id())) {
                asked.put(job.id(), Async.procedure(jobs::restart, job.id()));
            }
        }
    }

    boolean hasNews() {
        return asked.values().stream().anyMatch(Promise::isCompleted);
    }

    /** Empty unless SMC refuses the account; then the job is asked for again when that is mended. */
    Optional<AccountTrouble> takeNews() {
        Optional<AccountTrouble> trouble = Optional.empty();
        List<JobId> answered = asked.entrySet().stream()
                .filter(one -> one.getValue().isCompleted())
                .map(Map.Entry::getKey)
                .toList();
        for (JobId id : answered) {
            Promise<Void> answer = asked.remove(id);
            RuntimeException failure = answer.getFailure();
            boolean isRefused = AccountTrouble.isBehind(failure);
            if (isRefused) {
                trouble = Optional.of(AccountTrouble.of((ActivityFailure) failure));
            }
            // A drained wave is not held for it, and would ask again at once.
            if (!isRefused || board.standing() == Standing.DRAINED) {
                board.job(id).filter(Job::isRestarting).ifPresent(job -> take(job, failure));
            }
        }
        return trouble;
    }

    private static void take(Job job, RuntimeException failure) {
        if (failure == null) {
            job.restarted();
            return;
        }
        String code = null;
        if (failure instanceof ActivityFailure && failure.getCause() instanceof ApplicationFailure told) {
            code = FailureKind.ofType(told.getType()) == FailureKind.UNRECOGNISED
                            || told.getDetails().getSize() == 0
                    ? told.getOriginalMessage()
                    : told.getDetails().get(0, String.class);
        }
        job.failToRestart(code);
    }
}
