package dev.cutover.worker;

import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;

/**
 * Puts {@code wave} and {@code job} into the MDC of every workflow thread and activity. Nothing here decides anything, so a replay without
 * it is the same.
 */
final class StoryInterceptor extends WorkerInterceptorBase {

    /** By which an activity learns its wave, which it cannot know from its workflow's id. */
    static final String HEADER = "cutover-wave";

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new StoryOfWorkflow(next);
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new StoryOfActivity(next);
    }
}
