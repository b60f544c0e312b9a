package dev.cutover.activities;

import static dev.cutover.activities.PreflightNight.CLOSES;
import static dev.cutover.activities.PreflightNight.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.FindingKind;
import dev.cutover.contract.Outlook.JobLeft;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Window;
import dev.cutover.forecast.Away;
import dev.cutover.forecast.Obstacle;
import dev.cutover.forecast.PlanAhead.Known;
import dev.cutover.smc.ReplicationJob.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When a job can be cut over, by what SMC tells of its runs: looked at at 12:00, in a window from 17:00 to 21:00, its runs of 20 minutes. */
class KnownJobsTest {

    private static final PlannedJob JOB = new PlannedJob(ID, "db-01", null, null, null, null);

    /** A change of one thing. */
    private interface Change {
        void of(PreflightNight night);
    }

    /** @param ready {@code null}: it is */
    private static Arguments row(String sentence, Change change, String ready, String... away) {
        return argumentSet(sentence, change, ready, List.of(away));
    }

    private static Change running(String since) {
        return night -> {
            night.status = "Running";
            night.startTime = since == null ? null : Instant.parse(since);
        };
    }

    static Stream<Arguments> runs() {
        return Stream.of(
                row("it waits, and its next run is tomorrow", night -> {}, null),
                row("a run is under way, and SMC says since when", running("2026-11-27T11:50:00Z"), "12:10"),
                row("for longer than any before: it may end any minute", running("2026-11-27T09:00:00Z"), "12:00"),
                row("nobody says since when: it may take as long again", running(null), "12:20"),
                row("what SMC says was before the last run had ended", running("2026-11-25T06:00:00Z"), "12:20"),
                row(
                        "the run itself says it",
                        night -> {
                            running("2026-11-25T06:00:00Z").of(night);
                            night.runs = Stream.concat(
                                            night.runs.stream(),
                                            Stream.of(new Run(
                                                    Instant.parse("2026-11-27T11:45:00Z"), null, "Schedule", null)))
                                    .toList();
                        },
                        "12:05"),
                row(
                        "the first run of all",
                        night -> {
                            running("2026-11-27T11:50:00Z").of(night);
                            night.runs = List.of();
                        },
                        "12:15"),
                row(
                        "the next run is within the window",
                        night -> night.frequency = Duration.ofHours(10),
                        null,
                        "18:20-18:40"),
                row(
                        "the next run begins before the window opens, and ends in it",
                        night -> night.frequency = Duration.ofMinutes(510),
                        null,
                        "16:50-17:10"),
                row(
                        "many runs are within the window",
                        night -> night.frequency = Duration.ofHours(1),
                        null,
                        "17:20-17:40",
                        "18:40-19:00",
                        "20:00-20:20"),
                row(
                        "a run is under way, and the next is within the window",
                        night -> {
                            running("2026-11-27T11:50:00Z").of(night);
                            night.frequency = Duration.ofHours(5);
                        },
                        "12:10",
                        "17:10-17:30"));
    }

    @ParameterizedTest
    @MethodSource
    void runs(Change change, String ready, List<String> away) {
        PreflightNight night = new PreflightNight();
        change.of(night);
        Known known = new KnownJobs(night.plan, night.facts(), new Findings()).of(JOB);

        assertThat(known.ready()).isEqualTo(ready == null ? null : at(ready));
        assertThat(known.away())
                .containsExactlyElementsOf(away.stream()
                        .map(run -> Arrays.stream(run.split("-"))
                                .map(KnownJobsTest::at)
                                .toList())
                        .map(times -> new Away(times.get(0), times.get(1)))
                        .toList());
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-27T" + time + ":00Z");
    }

    @Test
    void a_run_that_lasts_until_the_last_start_leaves_no_time() {
        PreflightNight night = new PreflightNight();
        night.frequency = Duration.ofMinutes(510);
        night.plan = night.plan.changed(new Window(at("17:00"), at("17:05"), CLOSES, null), 4);
        PreflightReport report = night.judged();

        assertThat(report.outlook().jobsLeft()).extracting(JobLeft::why).containsExactly(Obstacle.NOT_READY.sentence());
        assertThat(report.findings())
                .extracting(finding -> finding.kind())
                .containsExactly(FindingKind.RUN_IN_WINDOW, FindingKind.DOES_NOT_FIT);
    }
}
