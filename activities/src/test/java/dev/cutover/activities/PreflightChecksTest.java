package dev.cutover.activities;

import static dev.cutover.activities.PreflightNight.CLOSES;
import static dev.cutover.activities.PreflightNight.ID;
import static dev.cutover.activities.PreflightNight.NOON;
import static dev.cutover.contract.FindingKind.ACCOUNT_REFUSED;
import static dev.cutover.contract.FindingKind.ALREADY_FINISHED;
import static dev.cutover.contract.FindingKind.CLOCK_DRIFTS;
import static dev.cutover.contract.FindingKind.CLOCK_OFF;
import static dev.cutover.contract.FindingKind.COPY_AGE;
import static dev.cutover.contract.FindingKind.COPY_STALE;
import static dev.cutover.contract.FindingKind.CUT_OVER_REFUSED;
import static dev.cutover.contract.FindingKind.CUT_OVER_UNTRIED;
import static dev.cutover.contract.FindingKind.DOES_NOT_FIT;
import static dev.cutover.contract.FindingKind.EXPIRES_TOO_SOON;
import static dev.cutover.contract.FindingKind.ID_REFUSED;
import static dev.cutover.contract.FindingKind.IMAGE_UNBOOTED;
import static dev.cutover.contract.FindingKind.IN_ANOTHER_PLAN;
import static dev.cutover.contract.FindingKind.IN_ANOTHER_WAVE;
import static dev.cutover.contract.FindingKind.JOB_DELETING;
import static dev.cutover.contract.FindingKind.JOB_EXPIRED;
import static dev.cutover.contract.FindingKind.JOB_IN_ERROR;
import static dev.cutover.contract.FindingKind.JOB_MISSING;
import static dev.cutover.contract.FindingKind.JOB_NEVER_STARTED;
import static dev.cutover.contract.FindingKind.JOB_ONE_OFF;
import static dev.cutover.contract.FindingKind.JOB_STATUS_UNKNOWN;
import static dev.cutover.contract.FindingKind.JOB_STOPPED;
import static dev.cutover.contract.FindingKind.MAY_NOT_CUT_OVER;
import static dev.cutover.contract.FindingKind.MAY_NOT_READ_JOBS;
import static dev.cutover.contract.FindingKind.MAY_NOT_READ_SERVERS;
import static dev.cutover.contract.FindingKind.NOT_CARRIED_OUT;
import static dev.cutover.contract.FindingKind.NO_PAST_RUNS;
import static dev.cutover.contract.FindingKind.OTHER_WAVES;
import static dev.cutover.contract.FindingKind.PROBE_UNCLEAR;
import static dev.cutover.contract.FindingKind.QUOTA_SHARED;
import static dev.cutover.contract.FindingKind.RUN_IN_WINDOW;
import static dev.cutover.contract.FindingKind.SLOTS_OVER_QUOTA;
import static dev.cutover.contract.FindingKind.SOURCE_OFFLINE;
import static dev.cutover.contract.FindingKind.SOURCE_UNKNOWN;
import static dev.cutover.contract.FindingKind.UNRECOGNISED;
import static dev.cutover.contract.FindingKind.WAVES_UNKNOWN;
import static dev.cutover.contract.FindingKind.WRONG_REGION;
import static dev.cutover.contract.FindingKind.WRONG_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.activities.Facts.Probe.Right;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Finding;
import dev.cutover.contract.Finding.About;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.FindingKind.Severity;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Outlook;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Window;
import dev.cutover.forecast.Obstacle;
import dev.cutover.smc.SourceServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each trouble alone is found, and nothing else. */
class PreflightChecksTest {

    private static final Window TOMORROW = new Window(CLOSES, CLOSES.plusSeconds(1), CLOSES.plusSeconds(9), null);

    private static PlannedJob withoutSync() {
        return new PlannedJob(ID, "db-01", false, null, null, null);
    }

    private static Plan many(int jobs, int slots) {
        return PreflightNight.plan(
                IntStream.range(0, jobs)
                        .mapToObj(number -> new PlannedJob(new JobId("j-" + number), "db-01", null, null, null, null))
                        .toList(),
                null,
                slots);
    }

    /** A change of one thing. */
    private interface Change {
        void of(PreflightNight night);
    }

    private static Arguments row(String sentence, Change change, FindingKind... expected) {
        return argumentSet(sentence, change, List.of(expected));
    }

    static Stream<Arguments> troubles() {
        Hook hook = new Hook(
                new Hook.Http("https://ops.example/check", null, null),
                null,
                null,
                null,
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                null);
        return Stream.of(
                row("all is well", night -> {}),
                row("SMC does not know it", night -> night.look = new Looks.Missing(NOON), JOB_MISSING),
                row(
                        "SMC takes not its id",
                        night -> night.look = new Looks.Refusal("InvalidParameter", NOON),
                        ID_REFUSED),
                row("it runs, as it should before the night", night -> night.status = "Running"),
                row("its incremental migration is off", night -> night.runOnce = true, JOB_ONE_OFF),
                row("in error", night -> night.status = "InError", JOB_IN_ERROR),
                row("paused", night -> night.status = "Stopped", JOB_STOPPED),
                row("never started", night -> night.status = "Ready", JOB_NEVER_STARTED),
                row("finished", night -> night.status = "Finished", ALREADY_FINISHED),
                row("expired", night -> night.status = "Expired", JOB_EXPIRED),
                row("being deleted", night -> night.status = "Deleting", JOB_DELETING),
                row("in a state of a later SMC", night -> night.status = "Hibernating", JOB_STATUS_UNKNOWN),
                row("valid until the window closes", night -> night.validTime = CLOSES),
                row(
                        "it expires within the window",
                        night -> night.validTime = CLOSES.minusSeconds(1),
                        EXPIRES_TOO_SOON),
                row("SMC does not say when it expires", night -> night.validTime = null),
                row(
                        "neither its name nor its server's is the plan's",
                        night -> {
                            night.name = "web-01";
                            night.server = new SourceServer("s-1", "web-01.example", "InUse", null, "j-1");
                        },
                        WRONG_SERVER),
                row(
                        "its name is not the plan's, and SMC does not tell of its server",
                        night -> {
                            night.name = "web-01";
                            night.server = null;
                        },
                        WRONG_SERVER,
                        SOURCE_UNKNOWN),
                row(
                        "its name is not the plan's, and there is no right to read servers",
                        night -> {
                            night.name = "web-01";
                            night.server = null;
                            night.serversRefused = "Forbidden.RAM";
                        },
                        WRONG_SERVER,
                        MAY_NOT_READ_SERVERS),
                row(
                        "it has no name, and SMC does not tell of its server",
                        night -> {
                            night.name = null;
                            night.server = null;
                        },
                        WRONG_SERVER,
                        SOURCE_UNKNOWN),
                row(
                        "the plan has no name to compare, and SMC does not tell of its server",
                        night -> {
                            night.plan = PreflightNight.plan(
                                    new PlannedJob(ID, ID.value(), null, null, null, null), null, 4);
                            night.server = null;
                        },
                        SOURCE_UNKNOWN),
                row("its server's name is the plan's", night -> night.name = "replication-1"),
                row(
                        "its own name is the plan's",
                        night -> night.server = new SourceServer("s-1", "x", "InUse", null, "j-1")),
                row("in another region than the plan says", night -> night.region = "cn-beijing", WRONG_REGION),
                row(
                        "its source server is offline",
                        night -> night.server =
                                new SourceServer("s-1", "db-01", "Unavailable", "SourceServer.Offline", "j-1"),
                        SOURCE_OFFLINE),
                row(
                        "its source server is being deleted",
                        night -> night.server = new SourceServer("s-1", "db-01", "Deleting", null, "j-1"),
                        SOURCE_OFFLINE),
                row("its source server is not known", night -> night.server = null, SOURCE_UNKNOWN),
                row(
                        "its source server is in a state of a later SMC",
                        night -> night.server = new SourceServer("s-1", "db-01", "Dozing", null, "j-1"),
                        SOURCE_UNKNOWN),
                row("another wave cuts it over", night -> night.rivals.put(ID, "prod-06"), IN_ANOTHER_WAVE),
                row("it runs again within the window", night -> night.frequency = Duration.ofHours(10), RUN_IN_WINDOW),
                row(
                        "a run of before has not ended when the window opens",
                        night -> night.frequency = Duration.ofMinutes(510),
                        RUN_IN_WINDOW),
                row(
                        "the second run from now is within the window",
                        night -> night.frequency = Duration.ofHours(5),
                        RUN_IN_WINDOW),
                row("it is overdue for a run, which may begin any minute, and the next is after the window", night -> {
                    night.runs = List.of(
                            PreflightNight.run("2026-11-25T06:00:00Z"), PreflightNight.run("2026-11-26T11:30:00Z"));
                }),
                row(
                        "it runs now, and will again within the window",
                        night -> {
                            night.status = "Running";
                            night.frequency = Duration.ofHours(6);
                        },
                        RUN_IN_WINDOW),
                row("SMC does not say how often it runs", night -> night.frequency = null),
                row(
                        "no last copy, and the newest is of today",
                        night -> night.plan = PreflightNight.plan(withoutSync(), null, 4),
                        COPY_AGE),
                row(
                        "no last copy, and the newest is of the day before yesterday",
                        night -> {
                            night.plan = PreflightNight.plan(withoutSync(), null, 4);
                            night.runs = List.of(
                                    PreflightNight.run("2026-11-25T06:00:00Z"),
                                    PreflightNight.run("2026-11-26T07:00:00Z"));
                            night.frequency = Duration.ofDays(7);
                        },
                        COPY_STALE),
                row(
                        "no last copy, and SMC tells of none",
                        night -> {
                            night.plan = PreflightNight.plan(withoutSync(), null, 4);
                            night.runs = List.of();
                        },
                        COPY_STALE),
                row(
                        "no runs to go by",
                        night -> night.runs = List.of(PreflightNight.run("2026-11-27T08:00:00Z")),
                        NO_PAST_RUNS),
                row("an image that nobody boots", night -> night.target = "Image", IMAGE_UNBOOTED),
                row("an image that the group's after-hook boots", night -> {
                    night.target = "Image";
                    night.plan = PreflightNight.plan(
                            new PlannedJob(ID, "db-01", null, null, null, null), new Hooks(null, hook, null), 4);
                }),
                row("an image that the job's after-hook boots", night -> {
                    night.target = "ContainerImage";
                    night.plan = PreflightNight.plan(
                            new PlannedJob(ID, "db-01", null, null, null, new Hooks(null, hook, null)), null, 4);
                }),
                row(
                        "it takes longer than the window has",
                        night -> night.plan = PreflightNight.plan(
                                new PlannedJob(ID, "db-01", null, Duration.ofHours(5), null, null), null, 4),
                        DOES_NOT_FIT),
                row(
                        "no right to read jobs",
                        night -> night.jobsRefused = new Failure(FailureKind.ACCOUNT, "Forbidden.RAM", "x"),
                        MAY_NOT_READ_JOBS),
                row(
                        "a wrong key",
                        night -> night.jobsRefused =
                                new Failure(FailureKind.ACCOUNT, "InvalidAccessKeyId.NotFound", "x"),
                        ACCOUNT_REFUSED),
                row(
                        "no right to read source servers",
                        night -> {
                            night.serversRefused = "Forbidden.RAM";
                            night.server = null;
                        },
                        MAY_NOT_READ_SERVERS),
                row(
                        "no right to cut over",
                        night -> night.probe = new Facts.Probe(Right.FORBIDDEN, "Forbidden.RAM"),
                        MAY_NOT_CUT_OVER),
                row(
                        "a probe without a clear answer",
                        night -> night.probe = new Facts.Probe(Right.UNCLEAR, "Mystery"),
                        PROBE_UNCLEAR),
                row(
                        "no balance",
                        night -> night.probe =
                                new Facts.Probe(Right.ACCOUNT_REFUSED, "InvalidAccountStatus.NotEnoughBalance"),
                        CUT_OVER_REFUSED),
                row("the right to cut over was not tried", night -> night.probe = null, CUT_OVER_UNTRIED),
                row("a clock that is two minutes ahead", night -> night.skew = Duration.ofMinutes(-2), CLOCK_DRIFTS),
                row("a clock that SMC refuses", night -> night.skew = Duration.ofMinutes(16), CLOCK_OFF),
                row("nobody says what time it is at SMC", night -> night.skew = null),
                row("others run, and there is room", night -> night.elsewhere = 19),
                row("others run, and there is none", night -> night.elsewhere = 20, QUOTA_SHARED),
                row("SMC does not tell who else runs", night -> night.elsewhere = null),
                row(
                        "another wave at the same time, with room for both",
                        night -> night.waves = List.of(new OtherWaves.Other("prod-06", 19, null, Set.of()))),
                row(
                        "another wave at the same time",
                        night -> night.waves = List.of(new OtherWaves.Other("prod-06", 20, null, Set.of())),
                        OTHER_WAVES),
                row(
                        "another wave tomorrow",
                        night -> night.waves = List.of(new OtherWaves.Other("prod-06", 20, TOMORROW, Set.of()))),
                row("as many slots as SMC has, for as many jobs", night -> night.plan = many(20, 200)),
                row("many slots for few jobs", night -> night.plan = many(3, 200)),
                row("more slots than SMC has, and jobs for them", night -> night.plan = many(60, 21), SLOTS_OVER_QUOTA),
                row(
                        "another wave has the job in its plan",
                        night -> night.waves = List.of(new OtherWaves.Other("prod-06", 1, null, Set.of(ID))),
                        IN_ANOTHER_PLAN),
                row(
                        "another wave has it in its plan, and cuts it over just now",
                        night -> {
                            night.waves = List.of(new OtherWaves.Other("prod-06", 1, null, Set.of(ID)));
                            night.rivals.put(ID, "prod-06");
                        },
                        IN_ANOTHER_WAVE),
                row(
                        "another wave has it in its plan, for tomorrow",
                        night -> night.waves = List.of(new OtherWaves.Other("prod-06", 1, TOMORROW, Set.of(ID)))),
                row("another wave does not answer", night -> night.silent = List.of("prod-06"), WAVES_UNKNOWN),
                row("Temporal does not tell who else runs", night -> night.waves = null, WAVES_UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void each_trouble_is_found_and_nothing_else(Change change, List<FindingKind> expected) {
        PreflightNight night = new PreflightNight();
        change.of(night);
        assertThat(night.judged().findings()).extracting(Finding::kind).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void the_forecast_counts_on_nobody_of_whom_a_blocker_is_told(Change change, List<FindingKind> expected) {
        PreflightNight night = new PreflightNight();
        change.of(night);
        PreflightReport report = night.judged();
        if (report.outlook() == null) {
            assertThat(expected).containsAnyOf(MAY_NOT_READ_JOBS, ACCOUNT_REFUSED);
            return;
        }
        boolean isInTheWay = report.of(Severity.BLOCKER).stream().anyMatch(finding -> finding.size() > 0);
        boolean isLeft = isInTheWay || expected.contains(DOES_NOT_FIT) || expected.contains(JOB_STATUS_UNKNOWN);
        assertThat(report.outlook().left().p50()).isEqualTo(isLeft ? 1 : 0);
        if (isInTheWay) {
            assertThat(report.outlook().jobsLeft())
                    .extracting(Outlook.JobLeft::why)
                    .containsExactly(Obstacle.BLOCKED.sentence());
        }
    }

    /** Those that are not found by looking at SMC, or are a part of the forecast. */
    private static final List<FindingKind> ELSEWHERE = List.of(NOT_CARRIED_OUT, UNRECOGNISED);

    @Test
    void every_kind_has_its_row() {
        List<FindingKind> inRows = troubles()
                .flatMap(row -> ((List<?>) row.get()[1]).stream())
                .map(FindingKind.class::cast)
                .toList();
        assertThat(FindingKind.values())
                .allSatisfy(kind -> assertThat(inRows.contains(kind) || ELSEWHERE.contains(kind))
                        .as(kind.name())
                        .isTrue());
    }

    @Test
    void a_finding_says_what_was_seen() {
        PreflightNight night = new PreflightNight();
        night.frequency = Duration.ofHours(10);
        assertThat(night.judged().findings())
                .singleElement()
                .isEqualTo(new Finding(
                        RUN_IN_WINDOW,
                        List.of(new About(ID, "db-01", "about 2026-11-28 02:20 Asia/Shanghai, for about 20 min")),
                        0,
                        null));
    }

    @Test
    void of_a_server_that_is_not_known_it_says_what_could_be_compared() {
        PreflightNight night = new PreflightNight();
        night.name = "web-01";
        night.server = null;
        assertThat(night.judged().findings().get(0).about())
                .extracting(About::detail)
                .containsExactly("at SMC the job is called web-01; SMC does not tell what its source server is called");
    }

    @Test
    void a_name_at_SMC_forges_no_line_and_moves_no_cursor() {
        PreflightNight night = new PreflightNight();
        night.name = "web\u001b[2J\nNothing stands in the way.";
        night.server = new SourceServer("s-1", "x\u202e", "InUse", null, "j-1");
        assertThat(night.judged().findings().get(0).about())
                .extracting(About::detail)
                .containsExactly("at SMC the job is called web?[2J?Nothing stands in the way., its source server x?");
        Findings findings = new Findings();
        findings.add(PROBE_UNCLEAR, "Mystery\r\n");
        assertThat(findings.list(1)).extracting(Finding::detail).containsExactly("Mystery??");
    }
}
