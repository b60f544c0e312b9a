package dev.cutover.starter;

import com.google.protobuf.Timestamp;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.schedule.v1.IntervalSpec;
import io.temporal.api.schedule.v1.Range;
import io.temporal.api.schedule.v1.Schedule;
import io.temporal.api.schedule.v1.ScheduleActionResult;
import io.temporal.api.schedule.v1.ScheduleInfo;
import io.temporal.api.schedule.v1.ScheduleListEntry;
import io.temporal.api.schedule.v1.ScheduleListInfo;
import io.temporal.api.schedule.v1.ScheduleSpec;
import io.temporal.api.schedule.v1.StructuredCalendarSpec;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.CreateScheduleRequest;
import io.temporal.api.workflowservice.v1.CreateScheduleResponse;
import io.temporal.api.workflowservice.v1.DeleteScheduleRequest;
import io.temporal.api.workflowservice.v1.DeleteScheduleResponse;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.api.workflowservice.v1.DescribeScheduleResponse;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.ListSchedulesRequest;
import io.temporal.api.workflowservice.v1.ListSchedulesResponse;
import io.temporal.api.workflowservice.v1.PatchScheduleRequest;
import io.temporal.api.workflowservice.v1.PatchScheduleResponse;
import io.temporal.api.workflowservice.v1.UpdateScheduleRequest;
import io.temporal.api.workflowservice.v1.UpdateScheduleResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Temporal that keeps schedules and starts nothing. Of crons it understands {@code M H D MONTH *}, with {@code *} for day and month; like the real one it keeps
 * no cron, and tells the next times without those that a clock change skips.
 */
public final class FakeSchedules implements AutoCloseable {

    private static final Pattern CRON = Pattern.compile("(\\d+) (\\d+) (\\*|\\d+) (\\*|\\d+) \\*");
    private static final int DAYS = 12 * 366;

    private final Server server;
    private final Map<String, Schedule> schedules = new ConcurrentSkipListMap<>();
    private final List<String> triggered = new CopyOnWriteArrayList<>();
    private final List<String> waves = new CopyOnWriteArrayList<>();
    private final List<String> running = new CopyOnWriteArrayList<>();
    private final List<Started> started = new CopyOnWriteArrayList<>();
    private volatile boolean deserted;

    public FakeSchedules() {
        try {
            server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                    .addService(new Service())
                    .build()
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public TestTerminal terminal() {
        return new TestTerminal().with("TEMPORAL_ADDRESS", "127.0.0.1:" + server.getPort());
    }

    /** As Temporal keeps them, by id. */
    public Map<String, Schedule> schedules() {
        return schedules;
    }

    /** The ids of the schedules that were triggered. */
    public List<String> triggered() {
        return triggered;
    }

    /** There is a wave of that name. */
    public void wave(String name) {
        waves.add("wave:" + name);
    }

    /** A start goes on. */
    public void running(String workflowId) {
        running.add(workflowId);
    }

    /**
     * Every schedule has started a workflow then, the newest last. Whoever asks for its end gets this.
     *
     * @param end {@code null}: it has none to tell
     */
    public void started(Instant at, WorkflowExecutionStatus status, HistoryEvent end) {
        started.add(new Started(at, "scheduled:shop-" + at, "run-" + started.size(), status, end));
    }

    /** It is kept no longer. */
    public void forgotten(Instant at) {
        started(at, null, null);
    }

    /** Nobody waits for work. */
    public void deserted() {
        deserted = true;
    }

    private record Started(Instant at, String workflow, String run, WorkflowExecutionStatus status, HistoryEvent end) {

        WorkflowExecution execution() {
            return WorkflowExecution.newBuilder()
                    .setWorkflowId(workflow)
                    .setRunId(run)
                    .build();
        }

        ScheduleActionResult result() {
            return ScheduleActionResult.newBuilder()
                    .setScheduleTime(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
                    .setActualTime(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
                    .setStartWorkflowResult(execution())
                    .build();
        }
    }

    private Optional<Started> found(WorkflowExecution asked) {
        return started.stream()
                .filter(one -> one.status() != null && one.execution().equals(asked))
                .findFirst();
    }

    private List<ScheduleActionResult> recent() {
        return started.stream().map(Started::result).toList();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static Schedule understood(Schedule asked) {
        ScheduleSpec.Builder spec = asked.getSpec().toBuilder().clearCronString();
        for (String cron : asked.getSpec().getCronStringList()) {
            if (cron.startsWith("@every")) {
                spec.addInterval(IntervalSpec.getDefaultInstance());
                continue;
            }
            Matcher fields = CRON.matcher(cron);
            if (!fields.matches()) {
                throw Status.INVALID_ARGUMENT
                        .withDescription("Invalid schedule spec: CronString does not have 5-7 fields")
                        .asRuntimeException();
            }
            spec.addStructuredCalendar(StructuredCalendarSpec.newBuilder()
                    .addSecond(range("0", 0, 0))
                    .addMinute(range(fields.group(1), 0, 59))
                    .addHour(range(fields.group(2), 0, 23))
                    .addDayOfMonth(range(fields.group(3), 1, 31))
                    .addMonth(range(fields.group(4), 1, 12))
                    .addDayOfWeek(range("*", 0, 6)));
        }
        return asked.toBuilder().setSpec(spec).build();
    }

    private static Range range(String field, int least, int most) {
        int start = field.equals("*") ? least : Integer.parseInt(field);
        return Range.newBuilder()
                .setStart(start)
                .setEnd(field.equals("*") ? most : start)
                .setStep(1)
                .build();
    }

    private static List<Timestamp> next(Schedule schedule) {
        String name = schedule.getSpec().getTimezoneName();
        ZoneId zone = name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        List<Instant> times = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(TestTerminal.NOW, zone);
        for (int day = 0; day < DAYS; day++) {
            LocalDate date = today.plusDays(day);
            for (StructuredCalendarSpec calendar : schedule.getSpec().getStructuredCalendarList()) {
                LocalDateTime local = date.atTime(
                        calendar.getHour(0).getStart(), calendar.getMinute(0).getStart());
                if (isOn(calendar, date)
                        && !zone.getRules().getValidOffsets(local).isEmpty()) {
                    times.add(local.atZone(zone).toInstant());
                }
            }
        }
        return times.stream()
                .filter(time -> time.isAfter(TestTerminal.NOW))
                .sorted()
                .limit(10)
                .map(time ->
                        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).build())
                .toList();
    }

    private static boolean isOn(StructuredCalendarSpec calendar, LocalDate date) {
        return has(calendar.getDayOfMonth(0), date.getDayOfMonth())
                && has(calendar.getMonth(0), date.getMonthValue())
                && (calendar.getYearCount() == 0 || has(calendar.getYear(0), date.getYear()));
    }

    private static boolean has(Range range, int value) {
        return value >= range.getStart() && value <= Math.max(range.getStart(), range.getEnd());
    }

    private Schedule kept(String id) {
        Schedule schedule = schedules.get(id);
        if (schedule == null) {
            throw Status.NOT_FOUND.asRuntimeException();
        }
        return schedule;
    }

    private static <T> void answer(StreamObserver<T> observer, Supplier<T> answer) {
        try {
            observer.onNext(answer.get());
            observer.onCompleted();
        } catch (StatusRuntimeException told) {
            observer.onError(told);
        }
    }

    private final class Service extends WorkflowServiceGrpc.WorkflowServiceImplBase {

        @Override
        public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> observer) {
            answer(observer, GetSystemInfoResponse::getDefaultInstance);
        }

        @Override
        public void describeNamespace(
                DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> observer) {
            answer(observer, DescribeNamespaceResponse::getDefaultInstance);
        }

        @Override
        public void createSchedule(CreateScheduleRequest request, StreamObserver<CreateScheduleResponse> observer) {
            answer(observer, () -> {
                Schedule understood = understood(request.getSchedule());
                if (schedules.putIfAbsent(request.getScheduleId(), understood) != null) {
                    throw Status.ALREADY_EXISTS.asRuntimeException();
                }
                return CreateScheduleResponse.getDefaultInstance();
            });
        }

        @Override
        public void describeSchedule(
                DescribeScheduleRequest request, StreamObserver<DescribeScheduleResponse> observer) {
            answer(observer, () -> {
                Schedule schedule = kept(request.getScheduleId());
                ScheduleInfo.Builder info = ScheduleInfo.newBuilder()
                        .addAllFutureActionTimes(next(schedule))
                        .addAllRecentActions(recent());
                running.forEach(id ->
                        info.addRunningWorkflows(WorkflowExecution.newBuilder().setWorkflowId(id)));
                return DescribeScheduleResponse.newBuilder()
                        .setSchedule(schedule)
                        .setInfo(info)
                        .build();
            });
        }

        @Override
        public void updateSchedule(UpdateScheduleRequest request, StreamObserver<UpdateScheduleResponse> observer) {
            answer(observer, () -> {
                kept(request.getScheduleId());
                schedules.put(request.getScheduleId(), understood(request.getSchedule()));
                return UpdateScheduleResponse.getDefaultInstance();
            });
        }

        @Override
        public void patchSchedule(PatchScheduleRequest request, StreamObserver<PatchScheduleResponse> observer) {
            answer(observer, () -> {
                Schedule schedule = kept(request.getScheduleId());
                String pause = request.getPatch().getPause();
                String resume = request.getPatch().getUnpause();
                if (request.getPatch().hasTriggerImmediately()) {
                    triggered.add(request.getScheduleId());
                } else {
                    schedules.put(
                            request.getScheduleId(),
                            schedule.toBuilder()
                                    .setState(schedule.getState().toBuilder()
                                            .setPaused(!pause.isEmpty())
                                            .setNotes(pause + resume))
                                    .build());
                }
                return PatchScheduleResponse.getDefaultInstance();
            });
        }

        @Override
        public void deleteSchedule(DeleteScheduleRequest request, StreamObserver<DeleteScheduleResponse> observer) {
            answer(observer, () -> {
                kept(request.getScheduleId());
                schedules.remove(request.getScheduleId());
                return DeleteScheduleResponse.getDefaultInstance();
            });
        }

        @Override
        public void listSchedules(ListSchedulesRequest request, StreamObserver<ListSchedulesResponse> observer) {
            answer(observer, () -> {
                ListSchedulesResponse.Builder told = ListSchedulesResponse.newBuilder();
                schedules.forEach((id, schedule) -> told.addSchedules(ScheduleListEntry.newBuilder()
                        .setScheduleId(id)
                        .setInfo(ScheduleListInfo.newBuilder()
                                .setSpec(schedule.getSpec())
                                .setWorkflowType(
                                        schedule.getAction().getStartWorkflow().getWorkflowType())
                                .setNotes(schedule.getState().getNotes())
                                .setPaused(schedule.getState().getPaused())
                                .addAllRecentActions(recent())
                                .addAllFutureActionTimes(next(schedule)))));
                return told.build();
            });
        }

        @Override
        public void describeWorkflowExecution(
                DescribeWorkflowExecutionRequest request, StreamObserver<DescribeWorkflowExecutionResponse> observer) {
            answer(observer, () -> {
                Optional<Started> start = found(request.getExecution());
                if (start.isEmpty() && !waves.contains(request.getExecution().getWorkflowId())) {
                    throw Status.NOT_FOUND.asRuntimeException();
                }
                WorkflowExecutionInfo.Builder info =
                        WorkflowExecutionInfo.newBuilder().setExecution(request.getExecution());
                start.ifPresent(one -> info.setStatus(one.status()));
                return DescribeWorkflowExecutionResponse.newBuilder()
                        .setWorkflowExecutionInfo(info)
                        .build();
            });
        }

        @Override
        public void getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryRequest request,
                StreamObserver<GetWorkflowExecutionHistoryResponse> observer) {
            answer(
                    observer,
                    () -> GetWorkflowExecutionHistoryResponse.newBuilder()
                            .setHistory(History.newBuilder()
                                    .addEvents(found(request.getExecution())
                                            .orElseThrow()
                                            .end()))
                            .build());
        }

        @Override
        public void describeTaskQueue(
                DescribeTaskQueueRequest request, StreamObserver<DescribeTaskQueueResponse> observer) {
            answer(observer, () -> {
                DescribeTaskQueueResponse.Builder told = DescribeTaskQueueResponse.newBuilder();
                if (!deserted) {
                    told.addPollers(PollerInfo.newBuilder()
                            .setLastAccessTime(Timestamp.newBuilder().setSeconds(TestTerminal.NOW.getEpochSecond())));
                }
                return told.build();
            });
        }
    }
}
