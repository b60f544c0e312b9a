package dev.cutover.activities;

import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WorkflowIds;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    public Optional<List<Other>> running(String account) {
        String query = "WorkflowType = 'CutoverWave' AND ExecutionStatus = 'Running' AND TaskQueue = '"
                + WorkflowIds.taskQueue(account) + "'";
        List<Other> others = new ArrayList<>();
        try (Stream<WorkflowExecutionMetadata> found = client.listExecutions(query)) {
            for (WorkflowExecutionMetadata wave : found.toList()) {
                asked(wave)
                        .filter(told -> Objects.equals(told.account(), account))
                        .ifPresent(told -> others.add(new Other(told.wave(), told.maxConcurrent(), told.window())));
            }
        } catch (StatusRuntimeException refusal) {
            if (refusal.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
                log.warn("Temporal does not tell which waves run", refusal);
            }
            return Optional.empty();
        }
        return Optional.of(others);
    }

    /** Empty when it does not answer: it has just ended, or its workers are away. */
    private Optional<WaveProgress> asked(WorkflowExecutionMetadata wave) {
        try {
            return Optional.of(client.newWorkflowStub(
                            CutoverWave.class, wave.getExecution().getWorkflowId())
                    .progress());
        } catch (WorkflowException silent) {
            log.warn("{} does not tell how it stands", wave.getExecution().getWorkflowId(), silent);
            return Optional.empty();
        }
    }
}
