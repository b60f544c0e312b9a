package dev.cutover.contract;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** Sends one message to each receiver of a plan, from the account's worker. Its workflow id is {@link WorkflowIds#messageTrial}. */
@WorkflowInterface
public interface MessageTrial {

    /** Ends when each receiver has taken its message or failed to, within a minute. */
    @WorkflowMethod(name = "MessageTrial")
    Result run(Plan plan);

    /** @param receivers in the order of the plan, the heartbeat last */
    record Result(List<Told> receivers) {
        public Result {
            receivers = Words.list(receivers);
        }
    }

    /**
     * @param to what it is, without its secret: {@code slack}, {@code heartbeat}
     * @param failure why it did not take it, or {@code null}
     */
    record Told(String to, String failure) {}
}
