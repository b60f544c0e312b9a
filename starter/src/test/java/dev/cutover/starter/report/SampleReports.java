package dev.cutover.starter.report;

import dev.cutover.contract.Action;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Try;
import dev.cutover.contract.WaveOutcome;
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
                counts(JobState.DONE, JobState.DONE, JobState.FAILED),
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
                counts(jobs.stream().map(Report.Job::state).toArray(JobState[]::new)),
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
                null,
                null,
                null,
                null,
                null,
                List.of(),
                0,
                false);
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
                START,
                START,
                END,
                "m-1",
                null,
                attempts,
                leftOut,
                unknown);
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
        return of(
                WaveOutcome.RUNNING,
                null,
                Stream.of(states, reasons, Stream.of(called("a-3", attempts, 3, true)))
                        .flatMap(jobs -> jobs)
                        .toList(),
                actions,
                7);
    }
}
