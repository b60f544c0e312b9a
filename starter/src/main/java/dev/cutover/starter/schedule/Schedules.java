package dev.cutover.starter.schedule;

import dev.cutover.contract.Plan;
import dev.cutover.contract.ScheduledWave;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import dev.cutover.starter.terminal.Terminal;
import dev.cutover.starter.wave.Waves;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleListActionStartWorkflow;
import io.temporal.client.schedules.ScheduleListDescription;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The schedules of one namespace of Temporal that start waves. */
public final class Schedules implements AutoCloseable {

    /** So many runs are shown: as many as Temporal tells. */
    public static final int NEXT_RUNS = 10;

    /** So many of those that have been are shown. */
    public static final int LAST_RUNS = 5;

    /** So far ahead starts are put in the place of those that a clock change skips; an update looks as far again. */
    static final Duration FORESIGHT = Duration.ofDays(5 * 365);

    private final Waves waves;
    private final WorkflowClient workflows;
    private final ScheduleClient client;
    private final String server;
    private final InstantSource clock;

    private Schedules(Waves waves, InstantSource clock) {
        this.waves = waves;
        this.workflows = waves.client();
        this.client = ScheduleClient.newInstance(
                workflows.getWorkflowServiceStubs(),
                ScheduleClientOptions.newBuilder()
                        .setNamespace(workflows.getOptions().getNamespace())
                        .setDataConverter(workflows.getOptions().getDataConverter())
                        .setIdentity(workflows.getOptions().getIdentity())
                        .build());
        this.server = waves.server();
        this.clock = clock;
    }

    /** As the environment of the terminal says. */
    public static Schedules connect(Terminal terminal) throws CommandFailed {
        return new Schedules(Waves.connect(terminal), terminal.clock());
    }

    /** For messages. */
    public String server() {
        return server;
    }

    /** What Temporal makes of these terms, asked of it without leaving anything behind. Fails when it does not take the cron. */
    public Preview preview(Terms terms) throws CommandFailed {
        Timing timing = terms.timing();
        if (timing.cron() == null) {
            ScheduleSpec spec = ScheduleSpec.newBuilder()
                    .setCalendars(List.of(timing.once()))
                    .setTimeZoneName("UTC")
                    .build();
            return new Preview(terms, spec, runs(terms.plan(), spec, List.of(timing.at())));
        }
        ScheduleDescription understood = understood(terms);
        if (!understood.getSchedule().getSpec().getIntervals().isEmpty()) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "--cron is '" + timing.cron()
                            + "', which counts from no time of day: give minute, hour, day of month, month, day of week, as"
                            + " in '30 0 * * 1-5'. Nothing was done.");
        }
        List<ScheduleCalendarSpec> typed = understood.getSchedule().getSpec().getCalendars().stream()
                .map(calendar -> commented(calendar, timing.comment()))
                .toList();
        Instant now = clock.instant();
        List<ScheduleCalendarSpec> all = Stream.concat(
                        typed.stream(), ClockChanges.skipped(typed, timing.zone(), now, now.plus(FORESIGHT)).stream())
                .toList();
        ScheduleSpec spec = ScheduleSpec.newBuilder()
                .setCalendars(all)
                .setTimeZoneName(timing.zone().getId())
                .build();
        return new Preview(
                terms, spec, runs(terms.plan(), spec, understood.getInfo().getNextActionTimes()));
    }

    /** A paused schedule of another name tells what Temporal understands: nobody else reads its crons in the same way. */
    private ScheduleDescription understood(Terms terms) throws CommandFailed {
        ScheduleSpec asked = ScheduleSpec.newBuilder()
                .setCronExpressions(List.of(terms.timing().cron()))
                .setTimeZoneName(terms.timing().zone().getId())
                .build();
        ScheduleFailures failures = new ScheduleFailures(null, server);
        return failures.translated(() -> {
            ScheduleHandle asking = client.createSchedule(
                    "preview:" + UUID.randomUUID(),
                    schedule(terms, asked, "asks what Temporal understands; never starts anything", true),
                    ScheduleOptions.newBuilder().build());
            try {
                return asking.describe();
            } finally {
                asking.delete();
            }
        });
    }

    private static ScheduleCalendarSpec commented(ScheduleCalendarSpec calendar, String comment) {
        return ScheduleCalendarSpec.newBuilder()
                .setSeconds(calendar.getSeconds())
                .setMinutes(calendar.getMinutes())
                .setHour(calendar.getHour())
                .setDayOfMonth(calendar.getDayOfMonth())
                .setMonth(calendar.getMonth())
                .setYear(calendar.getYear())
                .setDayOfWeek(calendar.getDayOfWeek())
                .setComment(comment)
                .build();
    }

    /** @param told those that Temporal tells; the ones for skipped starts may not be among them */
    private List<Run> runs(Plan plan, ScheduleSpec spec, List<Instant> told) {
        List<Instant> instead = ClockChanges.moments(spec.getCalendars(), zone(spec));
        Instant now = clock.instant();
        Instant last = told.isEmpty() ? now : told.get(told.size() - 1);
        List<Run> runs = new ArrayList<>();
        Stream.concat(told.stream(), instead.stream().filter(at -> at.isBefore(last)))
                .filter(at -> at.isAfter(now))
                .distinct()
                .sorted()
                .limit(NEXT_RUNS)
                .map(at -> Run.of(plan, at, instead))
                .forEach(run -> {
                    boolean again =
                            !runs.isEmpty() && runs.get(runs.size() - 1).night().equals(run.night());
                    runs.add(again ? run.again() : run);
                });
        return runs;
    }

    private static ZoneId zone(ScheduleSpec spec) {
        String name = spec.getTimeZoneName();
        return name == null || name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
    }

    private Schedule schedule(Terms terms, ScheduleSpec spec, String note, boolean paused) {
        Plan plan = terms.plan();
        return Schedule.newBuilder()
                .setAction(ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType(ScheduledWave.class)
                        .setArguments(plan, waves.isSearchable())
                        .setOptions(WorkflowOptions.newBuilder()
                                .setWorkflowId(WorkflowIds.scheduled(plan.wave()))
                                .setTaskQueue(WorkflowIds.taskQueue(plan.account()))
                                .build())
                        .build())
                .setSpec(spec)
                .setPolicy(SchedulePolicy.newBuilder()
                        .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                        .setCatchupWindow(terms.catchUp())
                        .setPauseOnFailure(terms.pauseOnFailure())
                        .build())
                .setState(ScheduleState.newBuilder()
                        .setNote(note)
                        .setPaused(paused)
                        .build())
                .build();
    }

    /** Whether there is one of that name. */
    public boolean exists(String name) throws CommandFailed {
        try {
            view(name);
            return true;
        } catch (CommandFailed failed) {
            if (failed.exitCode() == ExitCode.REFUSED) {
                return false;
            }
            throw failed;
        }
    }

    public void create(Preview preview, String note) throws CommandFailed {
        String name = preview.terms().plan().wave();
        new ScheduleFailures(name, server)
                .translated(() -> client.createSchedule(
                        WorkflowIds.schedule(name),
                        schedule(preview.terms(), preview.spec(), note, false),
                        ScheduleOptions.newBuilder().build()));
    }

    /** It stays paused if it is, and keeps its note. */
    public void update(Preview preview) throws CommandFailed {
        on(
                preview.terms().plan().wave(),
                handle -> handle.update(old -> {
                    ScheduleState state = old.getDescription().getSchedule().getState();
                    return new ScheduleUpdate(
                            schedule(preview.terms(), preview.spec(), state.getNote(), state.isPaused()));
                }));
    }

    public void pause(String name, String note) throws CommandFailed {
        on(name, handle -> handle.pause(note));
    }

    public void resume(String name, String note) throws CommandFailed {
        on(name, handle -> handle.unpause(note));
    }

    /** Fails when nobody would take the work. */
    public void requireWorker(String account) throws CommandFailed {
        waves.requireWorker(account);
    }

    /** What the present account and namespace lack for starts to come, in sentences; none of it keeps a schedule from being written. */
    public List<String> lacking(Plan plan) throws CommandFailed {
        List<String> lacking = new ArrayList<>();
        if (!waves.hasWorker(plan.account())) {
            lacking.add("No worker waits on the task queue " + WorkflowIds.taskQueue(plan.account())
                    + ": a start waits until there is one, and the nights behind it are left out. Run `cutover worker"
                    + (plan.account() == null ? "" : " --account " + plan.account()) + "` in time.");
        }
        waves.notSearchable()
                .ifPresent(sentence -> lacking.add(sentence + " Behind it, `cutover schedule update " + plan.wave()
                        + "` has this schedule's waves found, too."));
        return lacking;
    }

    public void trigger(String name) throws CommandFailed {
        on(name, ScheduleHandle::trigger);
    }

    public void delete(String name) throws CommandFailed {
        on(name, ScheduleHandle::delete);
    }

    private void on(String name, Consumer<ScheduleHandle> action) throws CommandFailed {
        ScheduleHandle handle = client.getHandle(WorkflowIds.schedule(name));
        new ScheduleFailures(name, server).translated(() -> {
            action.accept(handle);
            return handle;
        });
    }

    /** Fails when there is no such schedule. */
    public ScheduleView view(String name) throws CommandFailed {
        ScheduleHandle handle = client.getHandle(WorkflowIds.schedule(name));
        ScheduleDescription told = new ScheduleFailures(name, server).translated(handle::describe);
        Schedule schedule = told.getSchedule();
        if (!(schedule.getAction() instanceof ScheduleActionStartWorkflow action)) {
            throw new CommandFailed(ExitCode.REFUSED, "The schedule " + name + " starts no wave.");
        }
        Plan plan = action.getArguments().get(0, Plan.class);
        ScheduleSpec spec = schedule.getSpec();
        return new ScheduleView(
                name,
                new Terms(
                        plan,
                        timing(plan, spec),
                        schedule.getPolicy().getCatchupWindow(),
                        schedule.getPolicy().isPauseOnFailure()),
                schedule.getState().isPaused(),
                schedule.getState().getNote(),
                told.getInfo().getCreatedAt(),
                told.getInfo().getRunningActions().stream()
                        .map(running -> ((ScheduleActionExecutionStartWorkflow) running).getWorkflowId())
                        .toList(),
                runs(plan, spec, told.getInfo().getNextActionTimes()),
                told.getInfo().getNumActionsMissedCatchupWindow(),
                told.getInfo().getNumActionsSkippedOverlap());
    }

    /** The last starts of a schedule, the newest first. */
    public List<PastRun> past(ScheduleView view) throws CommandFailed {
        Plan plan = view.terms().plan();
        PastRuns past = new PastRuns(
                workflows, at -> WorkflowIds.nightly(plan.wave(), plan.night().dateAt(at)));
        ScheduleHandle handle = client.getHandle(WorkflowIds.schedule(view.name()));
        return new ScheduleFailures(view.name(), server)
                .translated(() -> past.of(handle.describe().getInfo().getRecentActions(), LAST_RUNS));
    }

    private static Timing timing(Plan plan, ScheduleSpec spec) {
        String cron = spec.getCalendars().stream()
                .map(calendar -> Timing.cronIn(calendar.getComment()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (cron != null) {
            return Timing.cron(cron, zone(spec));
        }
        Instant at = spec.getCalendars().stream()
                .findFirst()
                .map(calendar -> ClockChanges.moment(calendar, zone(spec)))
                .orElse(null);
        return Timing.once(at, ZoneId.of(plan.night().timeZone()));
    }

    /** Whether a wave of that name is known to Temporal. */
    public boolean hasWave(String wave) throws CommandFailed {
        return new ScheduleFailures(wave, server).translated(() -> {
            try {
                workflows.newUntypedWorkflowStub(WorkflowIds.wave(wave)).describe();
                return true;
            } catch (WorkflowNotFoundException none) {
                return false;
            }
        });
    }

    /** By name. Temporal lists a new one after a moment. */
    public List<ScheduleEntry> list() throws CommandFailed {
        return new ScheduleFailures(null, server).translated(() -> {
            try (Stream<ScheduleListDescription> all = client.listSchedules()) {
                return all.filter(Schedules::startsWaves)
                        .map(this::entry)
                        .sorted(Comparator.comparing(ScheduleEntry::name))
                        .toList();
            }
        });
    }

    private static boolean startsWaves(ScheduleListDescription schedule) {
        return schedule.getScheduleId().startsWith(WorkflowIds.schedule(""))
                && schedule.getSchedule() != null
                && schedule.getSchedule().getAction() instanceof ScheduleListActionStartWorkflow action
                && action.getWorkflow().equals(ScheduledWave.class.getSimpleName());
    }

    private ScheduleEntry entry(ScheduleListDescription schedule) {
        List<Instant> next = schedule.getInfo().getNextActionTimes();
        return new ScheduleEntry(
                schedule.getScheduleId().substring(WorkflowIds.schedule("").length()),
                schedule.getSchedule().getState().isPaused(),
                schedule.getSchedule().getState().getNote(),
                zone(schedule.getSchedule().getSpec()).getId(),
                next.isEmpty() ? null : next.get(0),
                new PastRuns(workflows, at -> null)
                        .of(schedule.getInfo().getRecentActions(), 1).stream()
                                .findFirst()
                                .orElse(null));
    }

    @Override
    public void close() {
        waves.close();
    }
}
