package dev.cutover.worker;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;

/** An activity tells the story of its workflow. */
final class StoryOfActivity extends ActivityInboundCallsInterceptorBase {

    private final ActivityInboundCallsInterceptor next;
    private String workflowId;

    StoryOfActivity(ActivityInboundCallsInterceptor next) {
        super(next);
        this.next = next;
    }

    @Override
    public void init(ActivityExecutionContext context) {
        workflowId = context.getInfo().getWorkflowId();
        next.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
        return Story.ofWorkflow(workflowId)
                .inWave(wave(input.getHeader().getValues().get(StoryInterceptor.HEADER)))
                .told(() -> next.execute(input));
    }

    private static String wave(Payload header) {
        return header == null
                ? null
                : DefaultDataConverter.STANDARD_INSTANCE.fromPayload(header, String.class, String.class);
    }
}
