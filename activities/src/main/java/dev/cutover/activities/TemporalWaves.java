package dev.cutover.activities;

import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.Plan;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WorkflowIds;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionMetadata;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those that Temporal lists, each asked how it stands. */
final class TemporalWaves implements OtherWaves {

    private static final Logger log = LoggerFactory.getLogger(TemporalWaves.class);

    private final WorkflowClient client;

    TemporalWaves(WorkflowClient client) {
        this.client = client;
    }

    @Override
    public Optional<Told> beside(Plan plan, Runnable sign) {
        String query = "WorkflowType = 'CutoverWave' AND ExecutionStatus = 'Running' AND TaskQueue = '"
                + WorkflowIds.taskQueue(plan.account()) + "'";
        try (Stream<WorkflowExecutionMetadata> found = client.listExecutions(query)) {
            List<String> ids = found.map(wave -> wave.getExecution().getWorkflowId())
                    .filter(id -> !id.equals(WorkflowIds.wave(plan.wave())))
                    .toList();
            return Optional.of(asked(ids, id -> client.newWorkflowStub(CutoverWave.class, id), plan.account(), sign));
        } catch (StatusRuntimeException refusal) {
            if (refusal.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
                log.warn("Temporal does not tell which waves run", refusal);
            }
            return Optional.empty();
        }
    }

    static Told asked(List<String> ids, Function<String, CutoverWave> waves, String account, Runnable sign) {
        List<Other> others = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (String id : ids) {
            try {
                WaveProgress told = waves.apply(id).progress();
                sign.run();
                boolean hasEnded = told.outcome() != WaveOutcome.RUNNING;
                if (!hasEnded && Objects.equals(told.account(), account)) {
                    others.add(other(told, jobsLeft(waves.apply(id), sign)));
                }
            } catch (WorkflowException failure) {
                // Its workers are away, or are of a version that does not understand it.
                log.warn("{} does not tell how it stands", id, failure);
                silent.add(id.substring(WorkflowIds.wave("").length()));
            }
        }
        return new Told(others, silent);
    }

    /** Who has fewer jobs left than slots does not need them all. */
    private static Other other(WaveProgress told, Set<JobId> left) {
        return new Other(told.wave(), Math.min(told.maxConcurrent(), left.size()), told.window(), left);
    }

    private static Set<JobId> jobsLeft(CutoverWave wave, Runnable sign) {
        Set<JobId> left = new HashSet<>();
        JobPage page;
        int number = 1;
        do {
            page = wave.jobs(number);
            sign.run();
            page.jobs().stream()
                    .filter(job -> !job.state().isOutcome())
                    .map(JobLine::job)
                    .forEach(left::add);
            number++;
        } while (number <= page.pages());
        return left;
    }
}
