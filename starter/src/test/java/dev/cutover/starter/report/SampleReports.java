package dev.cutover.starter.report;

import dev.cutover.contract.Action;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.Hold;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.StepTold;
import dev.cutover.contract.Try;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.contract.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reports written by hand. */
final class SampleReports {

    static final Instant START = Instant.parse("2026-11-28T01:00:00Z");
    static final Instant END = Instant.parse("2026-11-28T03:12:30Z");

    private SampleReports() {}

    /** The one that docs/report.md begins. */
    static Report ended() {
        return new Report(
                Report.SCHEMA_VERSION,
                "prod-07",
                "CHG0042",
                null,
                "25f4145b0634e0e2378c49000925ea7b269c4438acbdb84173595aa2e6c75c4b",
                WaveOutcome.NOT_DONE,
                START,
                END,
                null,
                null,
                counts(JobState.DONE, JobState.DONE, JobState.FAILED),
                List.of(plain("db"), plain("web")),
                List.of(
                        done("db-01"),
                        done("web-12"),
                        job("web-13", JobState.FAILED, Reason.of(FailureKind.JOB_EXPIRED), null)),
                List.of(new Action(START, "ops@jump", "hold", "all jobs", "the database team calls")),
                0);
    }

    static Report running() {
        return of(
                WaveOutcome.RUNNING,
                null,
                List.of(
                        done("db-01"),
                        job(
                                "app-01",
                                JobState.BLOCKED,
                                Reason.of(FailureKind.SOURCE_OFFLINE),
                                "SourceServerState.Invalid"),
                        job("app-02", JobState.CUTTING_OVER, null, null),
                        job("app-03", JobState.WATCHING, null, null)));
    }

    /** A wave that ran into its window's end with a group frozen, and one of each other thing. */
    static Report night() {
        StepTold undo = new StepTold(HookStep.UNDO, 2, END, END.plusSeconds(3), false, "exit code 1 | no such | host");
        List<Report.Group> groups = List.of(
                group(
                        "db",
                        GroupPhase.UNDO,
                        true,
                        42,
                        new WaitingStep(HookStep.UNDO, "exit code 1", false, END),
                        List.of(new StepTold(HookStep.BEFORE, 1, START, END, true, "stopped"), undo)),
                group(
                        "app",
                        GroupPhase.BEFORE,
                        false,
                        0,
                        new WaitingStep(HookStep.BEFORE, "Stop it", true, null),
                        List.of()),
                new Report.Group(
                        "web",
                        List.of("app"),
                        GroupPhase.WAITING,
                        false,
                        null,
                        0,
                        true,
                        null,
                        List.of(),
                        "tag tier=web; at most 50"));
        Report.Job blocked = job("web-13", JobState.BLOCKED, Reason.of(FailureKind.NOT_VERIFIED), null);
        return new Report(
                Report.SCHEMA_VERSION,
                "prod-07",
                null,
                null,
                "0".repeat(64),
                WaveOutcome.RUNNING,
                START,
                null,
                new Window(START, null, END, "Asia/Shanghai"),
                new Hold(HoldReason.ACCOUNT, "Forbidden.RAM", END, true),
                counts(JobState.DONE, JobState.BLOCKED, JobState.UNFINISHED, JobState.CUTTING_OVER),
                groups,
                List.of(
                        done("db-01"),
                        prepared(blocked, false, List.of(new StepTold(HookStep.AFTER, 1, START, null, false, null))),
                        prepared(job("db-02", JobState.UNFINISHED, Reason.WINDOW_CLOSED, null), false, List.of()),
                        prepared(job("app-01", JobState.CUTTING_OVER, null, null), true, List.of())),
                List.of(
                        new Action(START, "ann", "approve", "group app", "the board said so"),
                        new Action(START, "ann", "approve", "group application", "another"),
                        new Action(END, "bob", "skip", "group app", "x")),
                0);
    }

    /** A wave that has ended, and left its one group frozen. */
    static Report leftFrozen(int minutes) {
        Report.Group group = new Report.Group(
                "db",
                List.of(),
                GroupPhase.UNDO,
                false,
                END.minus(Duration.ofMinutes(minutes)),
                0,
                false,
                null,
                List.of(),
                null);
        return new Report(
                Report.SCHEMA_VERSION,
                "prod-07",
                null,
                null,
                "0".repeat(64),
                WaveOutcome.NOT_DONE,
                START,
                END,
                null,
                null,
                counts(JobState.DONE),
                List.of(group),
                List.of(done("db-01")),
                List.of(),
                0);
    }

    static Report.Group plain(String name) {
        return group(name, GroupPhase.THROUGH, false, 0, null, List.of());
    }

    private static Report.Group group(
            String name,
            GroupPhase phase,
            boolean split,
            int frozenMinutes,
            WaitingStep waiting,
            List<StepTold> steps) {
        return new Report.Group(
                name, List.of(), phase, split, split ? END : null, frozenMinutes, false, waiting, steps, null);
    }

    private static Report.Job prepared(Report.Job job, boolean verifying, List<StepTold> steps) {
        return new Report.Job(
                job.id(),
                job.name(),
                job.group(),
                job.state(),
                job.reason(),
                job.code(),
                verifying,
                true,
                job.waitingSeenAt(),
                job.cutOverAt(),
                job.finishedAt(),
                job.imageId(),
                job.instanceId(),
                job.attempts(),
                job.attemptsLeftOut(),
                job.attemptsUnknown(),
                steps);
    }

    static Report of(WaveOutcome outcome, Instant endedAt, List<Report.Job> jobs) {
        return of(outcome, endedAt, jobs, List.of(), 0);
    }

    static Report of(
            WaveOutcome outcome, Instant endedAt, List<Report.Job> jobs, List<Action> actions, int actionsLeftOut) {
        return new Report(
                Report.SCHEMA_VERSION,
                "prod-07",
                null,
                "shanghai",
                "0".repeat(64),
                outcome,
                START,
                endedAt,
                null,
                null,
                counts(jobs.stream().map(Report.Job::state).toArray(JobState[]::new)),
                List.of(),
                jobs,
                actions,
                actionsLeftOut);
    }

    static Report.Counts counts(JobState... states) {
        return Report.Counts.of(JobCounts.of(List.of(states)));
    }

    static Report.Job job(String name, JobState state, Reason reason, String code) {
        return new Report.Job(
                "j-bp1fnx5y3djc4cop00" + name.replaceAll("\\D", ""),
                name,
                name.replaceAll("-.*", ""),
                state,
                reason,
                code,
                false,
                false,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                0,
                false,
                List.of());
    }

    static Report.Job done(String name) {
        return called(
                name,
                List.of(new Report.Attempt(START, Try.Answer.ACCEPTED, null, "R-1", "Waiting", "Running/Syncing")),
                0,
                false);
    }

    static Report.Job called(String name, List<Report.Attempt> attempts, int leftOut, boolean unknown) {
        return new Report.Job(
                "j-" + name,
                name,
                name.replaceAll("-.*", ""),
                JobState.DONE,
                Reason.of(Found.ACCEPTED),
                null,
                false,
                false,
                START,
                START,
                END,
                "m-1",
                null,
                attempts,
                leftOut,
                unknown,
                List.of());
    }

    /** One with every word that there is. */
    static Report wordy() {
        Stream<Report.Job> states = Arrays.stream(JobState.values()).map(state -> job("a-1", state, null, null));
        Stream<Report.Job> reasons = ReportWords.reasons().map(reason -> job("a-2", JobState.BLOCKED, reason, "Code"));
        List<Report.Attempt> attempts = Arrays.stream(Try.Answer.values())
                .map(answer -> new Report.Attempt(null, answer, null, null, null, null))
                .toList();
        List<Action> actions = ReportWords.actions()
                .map(action -> new Action(START, "ops@jump", action, "all jobs", "why"))
                .toList();
        return withWords(of(
                WaveOutcome.RUNNING,
                null,
                Stream.of(states, reasons, Stream.of(called("a-3", attempts, 3, true)))
                        .flatMap(jobs -> jobs)
                        .toList(),
                actions,
                7));
    }

    /** With a group in each phase, and with each step in each of them. */
    private static Report withWords(Report report) {
        List<StepTold> steps = Arrays.stream(HookStep.values())
                .map(step -> new StepTold(step, 1, START, null, false, null))
                .toList();
        return new Report(
                report.schemaVersion(),
                report.wave(),
                report.change(),
                report.account(),
                report.planSha256(),
                report.outcome(),
                report.startedAt(),
                report.endedAt(),
                new Window(null, null, null, null),
                new Hold(HoldReason.UNRECOGNISED, null, START, false),
                report.counts(),
                Arrays.stream(GroupPhase.values())
                        .map(phase -> group("g", phase, false, 0, null, steps))
                        .toList(),
                report.jobs(),
                report.actions(),
                report.actionsLeftOut());
    }

    static Report withPreflight(Report report, Report.Preflight preflight) {
        return new Report(
                report.schemaVersion(),
                report.wave(),
                report.change(),
                report.account(),
                report.planSha256(),
                report.outcome(),
                report.startedAt(),
                report.endedAt(),
                report.window(),
                report.hold(),
                preflight,
                report.counts(),
                report.groups(),
                report.jobs(),
                report.actions(),
                report.actionsLeftOut());
    }
}
