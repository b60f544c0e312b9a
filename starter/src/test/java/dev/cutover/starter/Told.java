package dev.cutover.starter;

import dev.cutover.contract.Canary;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hold;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.JobRow;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.StepTold;
import dev.cutover.contract.WaveMemory;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** What waves tell, made by hand: wave {@code night} with jobs {@code a}, {@code b} ... of one group. */
public final class Told {

    public static final Instant STARTED = Instant.parse("2026-11-24T01:00:00Z");

    private Told() {}

    public static WaveProgress progress(JobState... states) {
        return progress(Standing.OPEN, false, states);
    }

    public static WaveProgress progress(Standing standing, boolean settled, JobState... states) {
        return progress(counts(states), standing, settled, List.of());
    }

    public static WaveProgress progress(
            JobCounts counts, Standing standing, boolean settled, List<GroupProgress> groups) {
        boolean runs = counts.outcome() == WaveOutcome.RUNNING;
        return new WaveProgress(
                "night",
                "CHG0042",
                null,
                "0".repeat(64),
                counts.outcome(),
                standing,
                settled || !runs,
                STARTED,
                runs ? null : STARTED.plusSeconds(90),
                counts,
                0,
                0,
                groups,
                null,
                null,
                false,
                20,
                20);
    }

    /** A wave that runs, and is held for this reason or none; these are its groups and its window. */
    public static WaveProgress night(
            Hold hold, Window window, int slots, boolean waitsForApproval, GroupProgress... groups) {
        Standing standing = hold == null ? Standing.OPEN : Standing.HELD;
        WaveProgress plain = progress(counts(JobState.DONE, JobState.WATCHING), standing, false, List.of(groups));
        return changed(plain, 0, hold, window, waitsForApproval, slots);
    }

    /** A wave that was drained, and of whose account this is known. */
    public static WaveProgress drained(Hold refusal) {
        WaveProgress plain = progress(counts(JobState.DONE, JobState.CUTTING_OVER), Standing.DRAINED, false, List.of());
        return changed(plain, 0, refusal, null, false, 20);
    }

    /** The same, with so many jobs in flight past their time. */
    public static WaveProgress withOverdue(WaveProgress wave, int overdue) {
        return changed(wave, overdue, wave.hold(), wave.window(), wave.waitsForApproval(), wave.slots());
    }

    private static WaveProgress changed(
            WaveProgress wave, int overdue, Hold hold, Window window, boolean waitsForApproval, int slots) {
        return new WaveProgress(
                wave.wave(),
                wave.change(),
                wave.account(),
                wave.planSha256(),
                wave.outcome(),
                wave.standing(),
                wave.settled(),
                wave.startedAt(),
                wave.endedAt(),
                wave.counts(),
                overdue,
                wave.readyAgain(),
                wave.groups(),
                hold,
                window,
                waitsForApproval,
                wave.maxConcurrent(),
                slots);
    }

    /** The same, with what its own preflight found. */
    public static WaveProgress withPreflight(WaveProgress wave, PreflightReport found) {
        return new WaveProgress(
                wave.wave(),
                wave.change(),
                wave.account(),
                wave.planSha256(),
                wave.outcome(),
                wave.standing(),
                wave.settled(),
                wave.startedAt(),
                wave.endedAt(),
                wave.counts(),
                wave.overdue(),
                wave.readyAgain(),
                wave.groups(),
                wave.hold(),
                wave.window(),
                wave.waitsForApproval(),
                wave.maxConcurrent(),
                wave.slots(),
                found,
                null);
    }

    /** Its window opens then, and never closes. */
    public static WaveProgress opening(Instant at) {
        return in(new Window(at, null, null, null));
    }

    public static WaveProgress in(Window window) {
        return night(null, window, 20, false);
    }

    /** A group with hooks: one of its servers is done, and one is watched. */
    public static GroupProgress group(
            String name,
            boolean split,
            Instant frozenSince,
            Duration frozen,
            boolean waitsForApproval,
            WaitingStep waiting) {
        return new GroupProgress(
                name,
                List.of(),
                true,
                counts(JobState.DONE, JobState.WATCHING),
                GroupPhase.CUTTING_OVER,
                1,
                split,
                frozenSince,
                frozen,
                waitsForApproval,
                waiting,
                List.of());
    }

    /** The same group, with other jobs, and what became of its hooks. */
    public static GroupProgress withSteps(GroupProgress group, JobCounts counts, List<StepTold> steps) {
        return new GroupProgress(
                group.name(),
                group.after(),
                group.open(),
                counts,
                group.phase(),
                group.ready(),
                group.split(),
                group.frozenSince(),
                group.frozen(),
                group.waitsForApproval(),
                group.waiting(),
                steps);
    }

    public static JobCounts counts(JobState... states) {
        return JobCounts.of(List.of(states));
    }

    public static List<JobLine> jobs(JobState... states) {
        return IntStream.range(0, states.length)
                .mapToObj(index -> job(index, states[index]))
                .toList();
    }

    public static JobPage page(JobState... states) {
        return new JobPage(1, 1, jobs(states));
    }

    private static String name(int index) {
        return String.valueOf((char) ('a' + index));
    }

    public static JobLine job(int index, JobState state) {
        boolean blocked = state == JobState.BLOCKED;
        return new JobLine(
                new JobId("j-" + name(index)),
                name(index),
                "all",
                state,
                blocked ? Reason.of(FailureKind.SOURCE_OFFLINE) : null,
                blocked ? "SourceServerState.Invalid" : null,
                null,
                false,
                false,
                false,
                null,
                null,
                false,
                false);
    }

    /** A job that is blocked for this. */
    public static JobLine blocked(FailureKind kind, String code) {
        return new JobLine(
                new JobId("j-a"),
                "a",
                "all",
                JobState.BLOCKED,
                Reason.of(kind),
                code,
                null,
                true,
                true,
                false,
                null,
                null,
                false,
                false);
    }

    /** The same job, which stands where it stands for another reason. */
    public static JobLine because(JobLine job, Reason reason) {
        return changed(job, job.job(), job.name(), reason, job.run(), job.verifying(), job.prepared());
    }

    /** The same job, whose own before-hook has run. */
    public static JobLine prepared(JobLine job, boolean verifying) {
        return changed(job, job.job(), job.name(), job.reason(), job.run(), verifying, true);
    }

    /** The same job under another id and name. */
    public static JobLine named(JobLine job, JobId id, String name) {
        return changed(job, id, name, job.reason(), job.run(), job.verifying(), job.prepared());
    }

    /** The same job, with a cutover of its own. */
    public static JobLine withRun(JobLine job, String run) {
        return changed(job, job.job(), job.name(), job.reason(), run, job.verifying(), job.prepared());
    }

    private static JobLine changed(
            JobLine job, JobId id, String name, Reason reason, String run, boolean verifying, boolean prepared) {
        return new JobLine(
                id,
                name,
                job.group(),
                job.state(),
                reason,
                Objects.equals(job.reason(), reason) ? job.code() : null,
                job.known(),
                job.readyAgain(),
                job.overdue(),
                job.touched(),
                job.waitingSeenAt(),
                run,
                verifying,
                prepared);
    }

    /** A plan of group {@code app}, with jobs {@code a} and {@code b}, and of {@code web} behind it, with {@code c}. */
    public static Plan plan(Canary canary, GroupRules app) {
        List<PlannedJob> planned = IntStream.range(0, 3)
                .mapToObj(index -> new PlannedJob(new JobId("j-" + name(index)), name(index), null, null, null, null))
                .toList();
        return new Plan(
                "night",
                null,
                null,
                "0".repeat(64),
                new Limits(20, 3, 20, canary),
                Polling.defaults(),
                JobDefaults.defaults(),
                List.of(
                        new PlannedGroup("app", List.of(), planned.subList(0, 2), app),
                        new PlannedGroup("web", List.of("app"), planned.subList(2, 3), null)),
                null,
                null,
                null);
    }

    /** The same job, in this group. */
    public static JobLine grouped(JobLine job, String group, Sighting known) {
        return new JobLine(
                job.job(),
                job.name(),
                group,
                job.state(),
                job.reason(),
                job.code(),
                known,
                job.readyAgain(),
                job.overdue(),
                job.touched(),
                job.waitingSeenAt(),
                job.run(),
                job.verifying(),
                job.prepared());
    }

    /** How the wave ended. */
    public static WaveResult result(JobState... states) {
        List<PlannedJob> planned = IntStream.range(0, states.length)
                .mapToObj(index -> new PlannedJob(new JobId("j-" + name(index)), name(index), null, null, null, null))
                .toList();
        Plan plan = new Plan(
                "night",
                "CHG0042",
                null,
                "0".repeat(64),
                Limits.defaults(),
                Polling.defaults(),
                JobDefaults.defaults(),
                List.of(new PlannedGroup("all", List.of(), planned, null)),
                null,
                null,
                null);
        List<JobRow> rows = List.of(states).stream()
                .map(state -> new JobRow(
                        state, null, null, null, null, null, null, false, null, null, false, 0, false, null, false,
                        false, 0, null, null, false, false, null, null))
                .toList();
        return new WaveResult(
                counts(states).outcome(),
                STARTED.plusSeconds(90),
                counts(states),
                plan,
                new WaveMemory(
                        STARTED,
                        Standing.OPEN,
                        rows,
                        List.of(),
                        0,
                        List.of(),
                        null,
                        null,
                        null,
                        false,
                        List.of(),
                        null,
                        null),
                null);
    }
}
