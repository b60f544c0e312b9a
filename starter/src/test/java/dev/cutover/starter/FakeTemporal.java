package dev.cutover.starter;

import static io.temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage.UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED;

import com.google.protobuf.util.Timestamps;
import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.Converter;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionCompletedEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.update.v1.Input;
import io.temporal.api.update.v1.Outcome;
import io.temporal.api.update.v1.UpdateRef;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** A Temporal that tells what a test wants: of waves, of who waits on a task queue, and of a worker's answers. It runs nothing. */
public final class FakeTemporal implements AutoCloseable {

    private final Server server;
    public final FakeRegister register = new FakeRegister();
    private final Map<String, Instant> pollers = new HashMap<>();
    private final List<WorkflowExecutionInfo> waves = new CopyOnWriteArrayList<>();
    private final Map<String, Object> results = new HashMap<>();
    private final Map<String, WaveStart> starts = new HashMap<>();
    private final Map<String, Status> refusals = new HashMap<>();
    private final List<StartWorkflowExecutionRequest> started = new CopyOnWriteArrayList<>();
    private final List<Deed> deeds = new CopyOnWriteArrayList<>();
    private final Queue<Object> coming = new ConcurrentLinkedQueue<>();
    private final Queue<Status> busy = new ConcurrentLinkedQueue<>();
    private String refusal;
    private Function<String, Object> worker = query -> {
        throw Status.FAILED_PRECONDITION.asRuntimeException();
    };

    public FakeTemporal() {
        try {
            server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                    .addService(new Service())
                    .addService(register)
                    .build()
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public TestTerminal terminal() {
        return new TestTerminal().with("TEMPORAL_ADDRESS", "127.0.0.1:" + server.getPort());
    }

    /** A worker has asked for work then. */
    public void polled(String taskQueue, Instant at) {
        pollers.put(taskQueue, at);
    }

    /** The answers to queries by their names; what it throws is Temporal's answer. */
    public void answering(Function<String, Object> newWorker) {
        worker = newWorker;
    }

    /** A run of a wave; the newest comes first. Its run id is {@code <name>-<number>}. */
    public void wave(String name, int number, WorkflowExecutionStatus status, Instant startedAt) {
        wave(name, number, number, status, startedAt);
    }

    /** One that was continued from an earlier run. */
    public void wave(String name, int number, int first, WorkflowExecutionStatus status, Instant startedAt) {
        waves.add(WorkflowExecutionInfo.newBuilder()
                .setExecution(WorkflowExecution.newBuilder()
                        .setWorkflowId("wave:" + name)
                        .setRunId(name + "-" + number))
                .setFirstRunId(name + "-" + first)
                .setType(WorkflowType.newBuilder().setName("CutoverWave"))
                .setTaskQueue("cutover")
                .setStatus(status)
                .setStartTime(Timestamps.fromMillis(startedAt.toEpochMilli()))
                .setCloseTime(Timestamps.fromMillis(startedAt.plusSeconds(60).toEpochMilli()))
                .build());
    }

    /** A run of a job's cutover. */
    public void cutover(String job, String run, WorkflowExecutionStatus status) {
        waves.add(WorkflowExecutionInfo.newBuilder()
                .setExecution(WorkflowExecution.newBuilder()
                        .setWorkflowId("cutover:" + job)
                        .setRunId(run))
                .setType(WorkflowType.newBuilder().setName("JobCutover"))
                .setStatus(status)
                .build());
    }

    /** Whoever wants to {@code describe} or {@code query} this workflow gets this answer. */
    public void refusing(String question, String workflowId, Status answer) {
        refusals.put(question + " " + workflowId, answer);
    }

    private void refuse(String question, WorkflowExecution about) {
        Status answer = refusals.get(question + " " + about.getWorkflowId());
        if (answer != null) {
            throw answer.asRuntimeException();
        }
    }

    /** No wave is kept any longer. */
    public void forget() {
        waves.clear();
    }

    /** What a run was started with. */
    public void begun(String name, int number, WaveStart start) {
        starts.put(name + "-" + number, start);
    }

    /** What a run that has completed told. */
    public void result(String name, int number, WaveResult result) {
        results.put(name + "-" + number, result);
    }

    /** What a run of a job's cutover told that has completed. */
    public void result(String run, CutoverResult result) {
        results.put(run, result);
    }

    /** An update that a wave accepted. */
    public record Deed(String update, Payloads arguments) {

        /** Its one argument. */
        public <T> T argument(Class<T> type) {
            return Converter.dataConverter().fromPayloads(0, Optional.of(arguments), type, type);
        }
    }

    /** The updates that were accepted, oldest first. */
    public List<Deed> deeds() {
        return deeds;
    }

    /** Every update is refused with this sentence. */
    public void refusing(String sentence) {
        refusal = sentence;
    }

    /** Before a workflow that is started tells anything, each look at it finds its activity with one of these notes. */
    public void willNote(Object... notes) {
        coming.addAll(List.of(notes));
    }

    /** So many looks at what a workflow tells are answered so. */
    public void willSay(Status answer, int times) {
        busy.addAll(Collections.nCopies(times, answer));
    }

    /** What a workflow that is started will tell. */
    public void willTell(Object result) {
        results.put("new", result);
    }

    public List<StartWorkflowExecutionRequest> started() {
        return started;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    static <T> void answer(StreamObserver<T> observer, Supplier<T> answer) {
        try {
            observer.onNext(answer.get());
            observer.onCompleted();
        } catch (StatusRuntimeException told) {
            observer.onError(told);
        }
    }

    private WorkflowExecutionInfo find(WorkflowExecution wanted) {
        return waves.stream()
                .filter(wave -> wave.getExecution().getWorkflowId().equals(wanted.getWorkflowId()))
                .filter(wave -> wanted.getRunId().isEmpty()
                        || wave.getExecution().getRunId().equals(wanted.getRunId()))
                .findFirst()
                .orElseThrow(() -> Status.NOT_FOUND.asRuntimeException());
    }

    private static Payloads payloads(Object value) {
        return Converter.dataConverter().toPayloads(value).orElseThrow();
    }

    private final class Service extends WorkflowServiceGrpc.WorkflowServiceImplBase {

        @Override
        public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> observer) {
            answer(observer, GetSystemInfoResponse::getDefaultInstance);
        }

        @Override
        public void describeNamespace(
                DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> observer) {
            answer(
                    observer,
                    () -> DescribeNamespaceResponse.newBuilder()
                            .setConfig(register.config())
                            .build());
        }

        @Override
        public void describeTaskQueue(
                DescribeTaskQueueRequest request, StreamObserver<DescribeTaskQueueResponse> observer) {
            DescribeTaskQueueResponse.Builder told = DescribeTaskQueueResponse.newBuilder();
            Instant at = pollers.get(request.getTaskQueue().getName());
            if (at != null) {
                told.addPollers(PollerInfo.newBuilder().setLastAccessTime(Timestamps.fromMillis(at.toEpochMilli())));
            }
            answer(observer, told::build);
        }

        @Override
        public void startWorkflowExecution(
                StartWorkflowExecutionRequest request, StreamObserver<StartWorkflowExecutionResponse> observer) {
            started.add(request);
            answer(
                    observer,
                    () -> StartWorkflowExecutionResponse.newBuilder()
                            .setRunId("new")
                            .build());
        }

        @Override
        public void listWorkflowExecutions(
                ListWorkflowExecutionsRequest request, StreamObserver<ListWorkflowExecutionsResponse> observer) {
            answer(
                    observer,
                    () -> ListWorkflowExecutionsResponse.newBuilder()
                            .addAllExecutions(waves)
                            .build());
        }

        @Override
        public void countWorkflowExecutions(
                CountWorkflowExecutionsRequest request, StreamObserver<CountWorkflowExecutionsResponse> observer) {
            answer(observer, register::count);
        }

        @Override
        public void describeWorkflowExecution(
                DescribeWorkflowExecutionRequest request, StreamObserver<DescribeWorkflowExecutionResponse> observer) {
            answer(observer, () -> {
                refuse("describe", request.getExecution());
                Object note = coming.poll();
                if (note != null) {
                    return DescribeWorkflowExecutionResponse.newBuilder()
                            .addPendingActivities(PendingActivityInfo.newBuilder()
                                    .setAttempt(1)
                                    .setHeartbeatDetails(payloads(note)))
                            .build();
                }
                return DescribeWorkflowExecutionResponse.newBuilder()
                        .setWorkflowExecutionInfo(find(request.getExecution()))
                        .build();
            });
        }

        @Override
        public void queryWorkflow(QueryWorkflowRequest request, StreamObserver<QueryWorkflowResponse> observer) {
            answer(observer, () -> {
                refuse("query", request.getExecution());
                return QueryWorkflowResponse.newBuilder()
                        .setQueryResult(payloads(worker.apply(request.getQuery().getQueryType())))
                        .build();
            });
        }

        @Override
        public void updateWorkflowExecution(
                UpdateWorkflowExecutionRequest request, StreamObserver<UpdateWorkflowExecutionResponse> observer) {
            answer(
                    observer,
                    () -> UpdateWorkflowExecutionResponse.newBuilder()
                            .setUpdateRef(UpdateRef.newBuilder()
                                    .setWorkflowExecution(request.getWorkflowExecution())
                                    .setUpdateId(request.getRequest().getMeta().getUpdateId()))
                            .setStage(UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED)
                            .setOutcome(outcome(request.getRequest().getInput()))
                            .build());
        }

        private Outcome outcome(Input update) {
            if (refusal != null) {
                return Outcome.newBuilder()
                        .setFailure(Failure.newBuilder()
                                .setMessage(refusal)
                                .setApplicationFailureInfo(ApplicationFailureInfo.newBuilder()
                                        .setType("Refused")
                                        .setNonRetryable(true)))
                        .build();
            }
            deeds.add(new Deed(update.getName(), update.getArgs()));
            return Outcome.newBuilder()
                    .setSuccess(payloads(new ActionAccepted(List.of())))
                    .build();
        }

        @Override
        public void getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryRequest request,
                StreamObserver<GetWorkflowExecutionHistoryResponse> observer) {
            answer(observer, () -> {
                if (!busy.isEmpty()) {
                    throw busy.remove().asRuntimeException();
                }
                if (!coming.isEmpty()) {
                    return GetWorkflowExecutionHistoryResponse.getDefaultInstance();
                }
                String run = request.getExecution().getRunId();
                if (starts.containsKey(run)) {
                    return GetWorkflowExecutionHistoryResponse.newBuilder()
                            .setHistory(History.newBuilder()
                                    .addEvents(HistoryEvent.newBuilder()
                                            .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED)
                                            .setWorkflowExecutionStartedEventAttributes(
                                                    WorkflowExecutionStartedEventAttributes.newBuilder()
                                                            .setInput(payloads(starts.get(run))))))
                            .build();
                }
                Object result = results.get(run.isEmpty() ? "new" : run);
                if (result == null) {
                    throw Status.NOT_FOUND.asRuntimeException();
                }
                return GetWorkflowExecutionHistoryResponse.newBuilder()
                        .setHistory(History.newBuilder()
                                .addEvents(HistoryEvent.newBuilder()
                                        .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED)
                                        .setWorkflowExecutionCompletedEventAttributes(
                                                WorkflowExecutionCompletedEventAttributes.newBuilder()
                                                        .setResult(payloads(result)))))
                        .build();
            });
        }
    }
}
