package dev.cutover.starter.wave;

import dev.cutover.contract.MessageTrial;
import dev.cutover.contract.Plan;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One trial of a plan's messages, and the wait for what became of it.
 *
 * @param patience longer than the minute that a trial itself takes at most
 */
record Trial(WorkflowClient client, Plan plan, TemporalFailures failures, Duration patience) {

    /** One that no worker carries out does not stand in the way of the next for long. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    MessageTrial.Result result() throws CommandFailed {
        MessageTrial trial = client.newWorkflowStub(
                MessageTrial.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(WorkflowIds.messageTrial(plan.wave()))
                        .setTaskQueue(WorkflowIds.taskQueue(plan.account()))
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                        .setWorkflowExecutionTimeout(LONGEST)
                        .build());
        start(trial);
        try {
            return WorkflowStub.fromTyped(trial)
                    .getResult(patience.toMillis(), TimeUnit.MILLISECONDS, MessageTrial.Result.class);
        } catch (TimeoutException silence) {
            throw new CommandFailed(
                    ExitCode.NO_WORKER,
                    "No worker told within " + patience.toSeconds()
                            + " s what became of the messages: see that one runs, then try again in two minutes.");
        } catch (RuntimeException failure) {
            throw failures.translated(failure);
        }
    }

    private void start(MessageTrial trial) throws CommandFailed {
        try {
            WorkflowClient.start(trial::run, plan);
        } catch (WorkflowExecutionAlreadyStarted running) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    "The messages of " + plan.wave() + " are being tried already: try again in two minutes.");
        } catch (RuntimeException failure) {
            throw failures.translated(failure);
        }
    }
}
