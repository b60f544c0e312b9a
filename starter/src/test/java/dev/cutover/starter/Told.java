package dev.cutover.starter;

import dev.cutover.contract.FailureKind;
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
import dev.cutover.contract.Reason;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveMemory;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveResult;
import java.time.Instant;
import java.util.List;
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

    /** The same job under another id and name. */
    public static JobLine named(JobLine job, JobId id, String name) {
        return new JobLine(
                id,
                name,
                job.group(),
                job.state(),
                job.reason(),
                job.code(),
                job.known(),
                job.readyAgain(),
                job.overdue(),
                job.touched(),
                job.waitingSeenAt(),
                job.run(),
                false,
                false);
    }

    /** The same job, with a cutover of its own. */
    public static JobLine withRun(JobLine job, String run) {
        return new JobLine(
                job.job(),
                job.name(),
                job.group(),
                job.state(),
                job.reason(),
                job.code(),
                job.known(),
                job.readyAgain(),
                job.overdue(),
                job.touched(),
                job.waitingSeenAt(),
                run,
                false,
                false);
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
                        null),
                null);
    }
}
