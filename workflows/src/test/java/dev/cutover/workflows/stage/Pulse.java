package dev.cutover.workflows.stage;

import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the attempts of activities: as long as there are new ones, a worker is at work. */
final class Pulse extends WorkerInterceptorBase {

    private final AtomicLong attempts = new AtomicLong();

    long attempts() {
        return attempts.get();
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            @Override
            public ActivityOutput execute(ActivityInput input) {
                attempts.incrementAndGet();
                try {
                    return super.execute(input);
                } finally {
                    attempts.incrementAndGet();
                }
            }
        };
    }
}
