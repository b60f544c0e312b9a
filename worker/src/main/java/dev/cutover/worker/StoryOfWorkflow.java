package dev.cutover.worker;

import dev.cutover.contract.WorkflowIds;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.Header;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every thread of one workflow tells its story. */
final class StoryOfWorkflow extends WorkflowInboundCallsInterceptorBase {

    private final WorkflowInboundCallsInterceptor next;

    StoryOfWorkflow(WorkflowInboundCallsInterceptor next) {
        super(next);
        this.next = next;
    }

    private Story story() {
        // The memo is there before the first line of the workflow, its input is not.
        return Story.ofWorkflow(Workflow.getInfo().getWorkflowId())
                .inWave((String) Workflow.getMemo(WorkflowIds.MEMO_WAVE, String.class));
    }

    @Override
    public void init(WorkflowOutboundCallsInterceptor outbound) {
        next.init(new Outbound(outbound, this));
    }

    @Override
    public QueryOutput handleQuery(QueryInput input) {
        return story().told(() -> next.handleQuery(input));
    }

    @Override
    public Object newWorkflowMethodThread(Runnable runnable, String name) {
        return next.newWorkflowMethodThread(told(runnable), name);
    }

    @Override
    public Object newCallbackThread(Runnable runnable, String name) {
        return next.newCallbackThread(told(runnable), name);
    }

    private Runnable told(Runnable runnable) {
        return () -> story().told(runnable);
    }

    private static final class Outbound extends WorkflowOutboundCallsInterceptorBase {

        private final WorkflowOutboundCallsInterceptor next;
        private final StoryOfWorkflow inbound;

        Outbound(WorkflowOutboundCallsInterceptor next, StoryOfWorkflow inbound) {
            super(next);
            this.next = next;
            this.inbound = inbound;
        }

        @Override
        public Object newChildThread(Runnable runnable, boolean detached, String name) {
            return next.newChildThread(inbound.told(runnable), detached, name);
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            String wave = inbound.story().wave();
            if (wave == null) {
                return next.executeActivity(input);
            }
            Map<String, Payload> values = new LinkedHashMap<>(input.getHeader().getValues());
            DefaultDataConverter.STANDARD_INSTANCE
                    .toPayload(wave)
                    .ifPresent(payload -> values.put(StoryInterceptor.HEADER, payload));
            return next.executeActivity(new ActivityInput<>(
                    input.getActivityName(),
                    input.getResultClass(),
                    input.getResultType(),
                    input.getArgs(),
                    input.getOptions(),
                    new Header(values)));
        }
    }
}
