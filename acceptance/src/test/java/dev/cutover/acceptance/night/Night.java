package dev.cutover.acceptance.night;

import com.google.protobuf.Timestamp;
import dev.cutover.activities.CutoverRunsImpl;
import dev.cutover.activities.ReplicationJobsImpl;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.simulator.Simulator;
import dev.cutover.smc.AccessKey;
import dev.cutover.smc.SmcClient;
import dev.cutover.smc.SmcSettings;
import dev.cutover.starter.report.Report;
import dev.cutover.starter.report.Reports;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.wave.Waves;
import dev.cutover.workflows.cutover.JobCutoverImpl;
import dev.cutover.workflows.wave.CutoverWaveImpl;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One night in skipped time: the real workflows, activities and client against the real simulator; only hooks and people are pretended. */
final class Night implements AutoCloseable {

    private static final Duration STEP = Duration.ofMinutes(10);

    /** Once it is drained and looked after, everything is over long before. */
    private static final Duration NEVER = Duration.ofHours(24);

    private final Draft draft;
    private final SkippedTime time = new SkippedTime(Draft.BEGIN);
    private final Simulator simulator;
    private final SmcClient client;
    private final WatchedSmc smc;
    private final PretendedHooks hooks;
    private WorkerFactory factory;
    private final Person person;
    private final CutoverWave wave;
    private final AtomicInteger keys = new AtomicInteger();
    private String firstRun;

    Night(Draft draft) throws IOException {
        this.draft = draft;
        simulator = Simulator.start(draft.options(), draft.servers(), draft.faults(), time);
        client = new SmcClient(SmcSettings.at(simulator.endpoint()), this::key, time);
        smc = new WatchedSmc(
                client, simulator, draft.jobs(), draft.options().behaviour().callShowsAfter(), time);
        hooks = new PretendedHooks(draft.seed(), time, this::truth);
        wave = time.client()
                .newWorkflowStub(
                        CutoverWave.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(WorkflowIds.taskQueue(null))
                                .setWorkflowId(WorkflowIds.wave(draft.plan().wave()))
                                .build());
        person = new Person(wave, simulator, time, time::awaitQuiet, () -> keys.incrementAndGet());
        work();
    }

    private AccessKey key() {
        return new AccessKey(draft.options().keyId(), draft.options().keySecret(), "token-" + keys.get(), null);
    }

    private Map<String, String> truth(HookInput input) {
        Map<String, String> truth = new LinkedHashMap<>();
        input.servers().forEach(server -> {
            String job = server.job().value();
            truth.put(job, smc.isInCutover(job) ? "in cutover" : simulator.status(job));
        });
        return truth;
    }

    /** A worker begins. */
    void work() {
        factory = WorkerFactory.newInstance(time.client());
        Worker worker = factory.newWorker(WorkflowIds.taskQueue(null));
        worker.registerWorkflowImplementationTypes(CutoverWaveImpl.class, JobCutoverImpl.class);
        worker.registerActivitiesImplementations(
                new ReplicationJobsImpl(smc, time, () -> TimeUnit.MILLISECONDS.toNanos(time.millis()), Duration.ZERO),
                new CutoverRunsImpl(time.client(), time),
                hooks);
        factory.start();
    }

    void start() {
        WorkflowExecution execution =
                WorkflowClient.start(wave::run, new WaveStart(draft.plan(), null, draft.continueAfterEvents(), null));
        firstRun = execution.getRunId();
    }

    /** From the first deed to the wave's end. */
    Morning play() throws CommandFailed {
        start();
        for (Deed deed : draft.deeds()) {
            passUntil(Draft.BEGIN.plus(deed.at()));
            if (isOver()) {
                return morning();
            }
            person.carryOut(deed);
        }
        passUntil(Draft.BEGIN.plus(Draft.LONGEST));
        if (!isOver()) {
            person.carryOut(new Deed(Draft.LONGEST, Deed.Kind.DRAIN, 0));
        }
        while (!isOver()) {
            if (time.instant().isAfter(Draft.BEGIN.plus(NEVER))) {
                if (hasLostACancellation()) {
                    throw new EngineFailed("a cancellation was lost");
                }
                throw new AssertionError("the wave does not end: " + wave.progress() + "\n" + inFlight());
            }
            person.carryOut(new Deed(Draft.LONGEST, Deed.Kind.LOOK_AFTER_ALL, 0));
            passUntil(time.instant().plus(STEP));
        }
        return morning();
    }

    private void passUntil(Instant then) {
        while (time.instant().isBefore(then) && !isOver()) {
            Instant next = time.instant().plus(STEP);
            time.passUntil(next.isBefore(then) ? next : then);
        }
    }

    private boolean isOver() {
        return time.client()
                        .newUntypedWorkflowStub(WorkflowIds.wave(draft.plan().wave()))
                        .describe()
                        .getStatus()
                != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    private Morning morning() throws CommandFailed {
        // A cutover tells its wave how it ended, and ends a moment later.
        time.awaitQuiet();
        String id = WorkflowIds.wave(draft.plan().wave());
        WaveResult result = time.client().newUntypedWorkflowStub(id).getResult(WaveResult.class);
        List<JobLine> lines = wave.jobs(1).jobs();
        Report report = Reports.gather(
                new Waves(time.client(), "this process", time)
                        .named(draft.plan().wave()),
                gathered -> {});
        return new Morning(
                draft,
                result,
                lines,
                report,
                simulator.ledger(),
                smc.calls(),
                smc.truth(),
                hooks.asked(),
                person.accepted(),
                starts(),
                time.unlocked());
    }

    /** The jobs whose cutovers the wave started, in that order. */
    private List<Morning.Start> starts() {
        List<Morning.Start> starts = new ArrayList<>();
        String run = firstRun;
        while (!run.isEmpty()) {
            HistoryEvent last = null;
            for (HistoryEvent event : time.client()
                    .fetchHistory(WorkflowIds.wave(draft.plan().wave()), run)
                    .getEvents()) {
                last = event;
                if (event.hasStartChildWorkflowExecutionInitiatedEventAttributes()) {
                    String id = event.getStartChildWorkflowExecutionInitiatedEventAttributes()
                            .getWorkflowId();
                    Instant at = instant(event.getEventTime());
                    starts.add(new Morning.Start(at, id.substring(id.indexOf(':') + 1)));
                }
            }
            run = last != null && last.hasWorkflowExecutionContinuedAsNewEventAttributes()
                    ? last.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId()
                    : "";
        }
        return starts;
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    /**
     * A cutover that asked for the end of an activity, and was never told of it; or that asked in the moment in which the activity ended: the in-JVM
     * server (1.38.0) then refuses the whole workflow task (ACTIVITY_UNKNOWN), forgets it without a word in the history, and refuses the next one
     * again. A real server takes such a request for done.
     */
    private boolean hasLostACancellation() {
        return histories()
                .anyMatch(history -> isUnanswered(history.getValue()) || hasForgottenATask(history.getValue()));
    }

    private static boolean isUnanswered(List<HistoryEvent> events) {
        boolean asked = events.stream().anyMatch(HistoryEvent::hasActivityTaskCancelRequestedEventAttributes);
        long scheduled = events.stream()
                .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .count();
        return asked && events.stream().filter(Night::endsAnActivity).count() < scheduled;
    }

    /** A workflow task that was begun, has no end, and was followed by another: no server that works writes such a history. */
    private static boolean hasForgottenATask(List<HistoryEvent> events) {
        boolean begun = false;
        for (HistoryEvent event : events) {
            if (begun && event.hasWorkflowTaskScheduledEventAttributes()) {
                return true;
            }
            begun = event.hasWorkflowTaskStartedEventAttributes() || (begun && !endsAWorkflowTask(event));
        }
        return false;
    }

    /** What the cutovers that have not ended have come to. */
    private String inFlight() {
        return histories()
                .map(history -> history.getKey() + " "
                        + history.getValue().stream()
                                .map(event -> event.getEventType().name().substring("EVENT_TYPE_".length()))
                                .toList())
                .collect(Collectors.joining("\n"));
    }

    private Stream<Map.Entry<JobLine, List<HistoryEvent>>> histories() {
        return wave.jobs(1).jobs().stream()
                .filter(line -> line.state() == JobState.CUTTING_OVER && line.run() != null)
                .map(line -> Map.entry(
                        line,
                        time.client()
                                .fetchHistory(WorkflowIds.cutover(line.job()), line.run())
                                .getEvents()));
    }

    private static boolean endsAWorkflowTask(HistoryEvent event) {
        return event.hasWorkflowTaskCompletedEventAttributes()
                || event.hasWorkflowTaskFailedEventAttributes()
                || event.hasWorkflowTaskTimedOutEventAttributes();
    }

    private static boolean endsAnActivity(HistoryEvent event) {
        return event.hasActivityTaskCompletedEventAttributes()
                || event.hasActivityTaskFailedEventAttributes()
                || event.hasActivityTaskTimedOutEventAttributes()
                || event.hasActivityTaskCanceledEventAttributes();
    }

    @Override
    public void close() {
        person.close();
        factory.shutdownNow();
        time.close();
        client.close();
        simulator.close();
    }
}
