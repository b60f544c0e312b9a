package dev.cutover.acceptance.night;

import dev.cutover.contract.Canary;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.contract.Window;
import dev.cutover.forecast.GroupAhead;
import dev.cutover.forecast.JobAhead;
import dev.cutover.forecast.PlanAhead;
import dev.cutover.forecast.PlanAhead.Known;
import dev.cutover.forecast.Spread;
import dev.cutover.forecast.Stage;
import dev.cutover.forecast.WaveAhead;
import dev.cutover.simulator.SimulatedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A night on which nothing goes wrong: groups, units, hooks, a canary and a window, and servers that take about as long as they did before. */
final class CalmDraft {

    private static final Duration FULL_COPY = Duration.ofHours(9);

    /** What a beat has between two looks, and what SMC takes to clean up: neither is in a job's past runs. */
    private static final Polling POLLING = new Polling(Duration.ofSeconds(30), Duration.ofSeconds(60));

    private static final Duration CLEANING = Duration.ofSeconds(15);

    private final Lot lot;
    private final Map<JobId, Duration> usual = new LinkedHashMap<>();
    private final Map<JobId, List<Duration>> pastRuns = new LinkedHashMap<>();
    private final Map<JobId, Duration> lastRuns = new LinkedHashMap<>();
    private final Map<JobId, Duration> late = new LinkedHashMap<>();
    private final Plan plan;

    CalmDraft(long seed) {
        lot = new Lot(seed);
        List<PlannedGroup> groups = groups();
        plan = new Plan(
                "calm",
                null,
                null,
                "0".repeat(64),
                new Limits(lot.between(1, 8), null, null, lot.oneIn(3) ? new Canary(lot.between(1, 2), null) : null),
                POLLING,
                JobDefaults.defaults(),
                groups,
                lot.oneIn(2) ? window() : null,
                null,
                null);
    }

    /** Long enough for all. */
    private Window window() {
        Instant opens = Draft.BEGIN.plus(lot.minutes(0, 60));
        Instant closes = opens.plus(Duration.ofDays(2));
        return new Window(opens, closes, closes, null);
    }

    private List<PlannedGroup> groups() {
        List<PlannedGroup> groups = new ArrayList<>();
        int many = lot.between(1, 5);
        for (int number = 1; number <= many; number++) {
            int size = lot.between(12 / many, 30 / many);
            boolean unit = lot.oneIn(3);
            groups.add(new PlannedGroup(
                    "g" + number,
                    groups.stream()
                            .map(PlannedGroup::name)
                            .filter(name -> lot.oneIn(2))
                            .toList(),
                    Stream.generate(this::job).limit(size).toList(),
                    new GroupRules(null, unit ? hooks() : null, null, null, null, false)));
        }
        return groups;
    }

    private PlannedJob job() {
        JobId id = new JobId("j-%02d".formatted(usual.size() + 1));
        usual.put(id, lot.minutes(8, 40));
        List<Duration> past = new ArrayList<>(List.of(FULL_COPY));
        for (int runs = lot.between(4, 12); runs > 0; runs--) {
            past.add(aboutAsUsual(id));
        }
        pastRuns.put(id, past);
        lastRuns.put(id, aboutAsUsual(id));
        if (lot.oneIn(8)) {
            late.put(id, lot.minutes(5, 60));
        }
        return new PlannedJob(id, "server " + id, null, null, null, lot.oneIn(6) ? hooks() : null);
    }

    /** Up to a sixth less or more, and rarely as much as that. */
    private Duration aboutAsUsual(JobId job) {
        int percent = 100 + lot.between(-8, 8) + lot.between(-8, 8);
        return usual.get(job).multipliedBy(percent).dividedBy(100);
    }

    private Hooks hooks() {
        return new Hooks(hook(), lot.oneIn(2) ? hook() : null, null);
    }

    private Hook hook() {
        return new Hook(
                new Hook.Http("https://ops.example/hook", null, null),
                null,
                null,
                null,
                Duration.ofHours(1),
                lot.minutes(1, 8),
                null);
    }

    Plan plan() {
        return plan;
    }

    List<SimulatedJob> servers() {
        return usual.keySet().stream().map(this::server).toList();
    }

    private SimulatedJob server(JobId id) {
        SimulatedJob server = SimulatedJob.waiting(id.value(), "server " + id)
                .withPastRuns(pastRuns.get(id).toArray(Duration[]::new))
                .withLastRun(lastRuns.get(id), CLEANING);
        if (!late.containsKey(id)) {
            return server;
        }
        // A run of its schedule is under way.
        return server.withRuns(Duration.ofMillis(1), late.get(id), Duration.ofDays(3));
    }

    /** What preflight would know of it, on the evening before. */
    WaveAhead ahead() {
        return PlanAhead.of(plan, Draft.BEGIN, job -> known(job.id()));
    }

    /** What only the night itself can know: how long each server takes. All else is decided by what was expected. */
    WaveAhead inHindsight() {
        WaveAhead ahead = ahead();
        return new WaveAhead(
                ahead.now(),
                ahead.opens(),
                ahead.lastStart(),
                ahead.closes(),
                ahead.slots(),
                ahead.beat(),
                ahead.canary(),
                ahead.groups().stream().map(this::inHindsight).toList());
    }

    private GroupAhead inHindsight(GroupAhead group) {
        return new GroupAhead(
                group.name(),
                group.after(),
                group.jobs().stream().map(this::inHindsight).toList(),
                group.unit(),
                group.minReady(),
                group.startBy(),
                group.ignoreFit(),
                group.goesOn());
    }

    private JobAhead inHindsight(JobAhead job) {
        Spread run = Spread.exactly(lastRuns.get(new JobId(job.id())).plus(CLEANING));
        return new JobAhead(
                job.id(), job.stage(), job.ready(), job.since(), run, job.expected(), job.before(), job.after());
    }

    private Known known(JobId id) {
        List<Duration> past = pastRuns.get(id);
        return new Known(
                Stage.AHEAD,
                late.containsKey(id) ? Draft.BEGIN.plus(late.get(id)) : null,
                null,
                Spread.ofRuns(past.subList(1, past.size())));
    }
}
