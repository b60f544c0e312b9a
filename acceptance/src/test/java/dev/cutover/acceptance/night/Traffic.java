package dev.cutover.acceptance.night;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Listens on the line between a worker and its Temporal: as long as a task is in the worker's hands, nothing is stuck. */
final class Traffic implements ClientInterceptor {

    private final AtomicLong messages = new AtomicLong();
    private final AtomicInteger inHand = new AtomicInteger();

    /** Grows with each word that is exchanged. */
    long messages() {
        return messages.get();
    }

    boolean isQuiet() {
        return inHand.get() <= 0;
    }

    /** What was in hand was not. */
    void forget() {
        inHand.set(0);
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        if (!WorkflowServiceGrpc.SERVICE_NAME.equals(method.getServiceName())) {
            // The questions what time it is.
            return next.newCall(method, options);
        }
        boolean ends = method.getBareMethodName().startsWith("Respond");
        boolean polls = method.getBareMethodName().startsWith("Poll");
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                if (!polls) {
                    messages.incrementAndGet();
                }
                super.start(
                        new SimpleForwardingClientCallListener<>(listener) {
                            @Override
                            public void onMessage(A answer) {
                                if (isTask(answer)) {
                                    inHand.incrementAndGet();
                                    messages.incrementAndGet();
                                }
                                super.onMessage(answer);
                            }

                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                if (ends && isLastWord(status)) {
                                    inHand.decrementAndGet();
                                }
                                if (!polls) {
                                    messages.incrementAndGet();
                                }
                                super.onClose(status, trailers);
                            }
                        },
                        headers);
            }
        };
    }

    private static boolean isTask(Object answer) {
        return (answer instanceof PollWorkflowTaskQueueResponse decision
                        && !decision.getTaskToken().isEmpty())
                || (answer instanceof PollActivityTaskQueueResponse deed
                        && !deed.getTaskToken().isEmpty());
    }

    /** Others are said again. */
    private static boolean isLastWord(Status status) {
        return status.isOk()
                || status.getCode() == Status.Code.NOT_FOUND
                || status.getCode() == Status.Code.INVALID_ARGUMENT;
    }
}
