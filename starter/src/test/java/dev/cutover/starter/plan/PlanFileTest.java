package dev.cutover.starter.plan;

import static dev.cutover.starter.plan.PlanText.csv;
import static dev.cutover.starter.plan.PlanText.jobs;
import static dev.cutover.starter.plan.PlanText.yaml;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that are read, and what is read from them. */
class PlanFileTest {

    private static final String WHOLE = """
            wave: prod-07
            change: CHG0042
            account: production
            limits: {maxConcurrent: 7}
            polling: {interval: 15s, settle: 2m}
            defaults: {syncData: false, expectedDuration: 40m, completeWithin: 3h}
            groups:
              - name: database
                jobs:
                  - {id: j-1, name: db-01, syncData: true, expectedDuration: 1h30m, completeWithin: PT4H}
              - name: app
                after: [database]
                jobs: [{id: j-2}]
            """;

    @Test
    void everyKeyArrivesWhereItBelongs() throws PlanRefused {
        Plan plan = yaml(WHOLE);

        assertThat(plan.wave()).isEqualTo("prod-07");
        assertThat(plan.change()).isEqualTo("CHG0042");
        assertThat(plan.account()).isEqualTo("production");
        assertThat(plan.limits()).isEqualTo(new Limits(7, 3, 20, null));
        assertThat(plan.polling()).isEqualTo(new Polling(Duration.ofSeconds(15), Duration.ofMinutes(2)));
        assertThat(plan.defaults())
                .isEqualTo(new JobDefaults(
                        false, Duration.ofMinutes(40), JobDefaults.USUAL_WITHOUT_SYNC, Duration.ofHours(3), null));
        assertThat(plan.groups())
                .containsExactly(
                        new PlannedGroup(
                                "database",
                                List.of(),
                                List.of(new PlannedJob(
                                        new JobId("j-1"),
                                        "db-01",
                                        true,
                                        Duration.ofMinutes(90),
                                        Duration.ofHours(4),
                                        null)),
                                null),
                        new PlannedGroup(
                                "app",
                                List.of("database"),
                                List.of(new PlannedJob(new JobId("j-2"), "j-2", null, null, null, null)),
                                null));
    }

    @Test
    void whatIsLeftOutCountsAsTheContractSays() throws PlanRefused {
        Plan plan = yaml(jobs("{id: j-1}"));

        assertThat(plan.change()).isNull();
        assertThat(plan.account()).isNull();
        assertThat(plan.limits()).isEqualTo(Limits.defaults());
        assertThat(plan.polling()).isEqualTo(Polling.defaults());
        assertThat(plan.defaults()).isEqualTo(JobDefaults.defaults());
    }

    @Test
    void jsonIsYaml() throws PlanRefused {
        String json = """
                {"wave": "w", "limits": {"maxConcurrent": 3}, "groups": [{"name": "all", "after": [],
                \t"jobs": [{"id": "j-1", "name": "a\\u00e9", "syncData": false, "expectedDuration": "90s"}]}]}
                """;

        Plan plan = yaml(json);

        assertThat(plan.limits().maxConcurrent()).isEqualTo(3);
        assertThat(plan.groups().get(0).jobs())
                .containsExactly(new PlannedJob(new JobId("j-1"), "aé", false, Duration.ofSeconds(90), null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "010", "01:00", "1.0", "7", "0x1F", "2026-11-28", "'true'", "1e3", ".inf"})
    void textStaysWhatWasWritten(String written) throws PlanRefused {
        Plan plan = yaml(jobs("{id: j-1, name: " + written + "}"));

        assertThat(plan.groups().get(0).jobs().get(0).name()).isEqualTo(written.replace("'", ""));
    }

    @Test
    void aNumberIsAWavesName() throws PlanRefused {
        assertThat(yaml(jobs("{id: j-1}").replace("wave: w", "wave: 7")).wave()).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource({
        "90s, PT90S",
        "25m, PT25M",
        "2h, PT2H",
        "1h30m, PT90M",
        "1h1m1s, PT1H1M1S",
        "PT25M, PT25M",
        "P1D, PT24H",
        "720h, PT720H",
        "1s, PT1S",
        "090m, PT90M"
    })
    void durationsAreUnderstood(String written, Duration meant) throws PlanRefused {
        Plan plan = yaml(jobs("{id: j-1, completeWithin: " + written + "}"));

        assertThat(plan.groups().get(0).jobs().get(0).completeWithin()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "True, true", "TRUE, true", "false, false", "False, false", "FALSE, false"})
    void trueAndFalseAreUnderstood(String written, boolean meant) throws PlanRefused {
        Plan plan = yaml(jobs("{id: j-1, syncData: " + written + "}"));

        assertThat(plan.groups().get(0).jobs().get(0).syncData()).isEqualTo(meant);
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsChangeNothingButTheHash() throws PlanRefused {
        Plan plain = yaml(WHOLE);
        Plan windows = yaml("\uFEFF" + WHOLE.replace("\n", "\r\n"));

        assertThat(windows.groups()).isEqualTo(plain.groups());
        assertThat(windows.wave()).isEqualTo(plain.wave());
        assertThat(windows.sha256()).isNotEqualTo(plain.sha256());
    }

    @Test
    void theOptionComesBeforeWhatTheFileSays() throws PlanRefused {
        assertThat(yaml(WHOLE, "other").wave()).isEqualTo("other");
        assertThat(yaml(WHOLE.replace("wave: prod-07\n", ""), "other").wave()).isEqualTo("other");
        assertThat(yaml(WHOLE.replace("prod-07", "<THE WAVE>"), "other").wave()).isEqualTo("other");
        assertThat(csv("job_id\nj-1\n", "prod-07.csv", "other").wave()).isEqualTo("other");
    }

    @Test
    void theHashIsThatOfTheFilesBytes(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, jobs("{id: j-1}"));

        // As `sha256sum` has it.
        assertThat(PlanFile.read(file, null).sha256())
                .isEqualTo("b3f80f1a13f557c36016a2a5df03b3666219189044de5c3225d06e3bac2a67e6");
    }

    @Test
    void groupsWaitAsTheySay() throws PlanRefused {
        Plan plan = yaml("""
                wave: w
                groups:
                  - {name: last, after: [left, right], jobs: [{id: j-1}]}
                  - {name: left, after: [first], jobs: [{id: j-2}]}
                  - {name: right, after: [first], jobs: [{id: j-3}]}
                  - {name: first, jobs: [{id: j-4}]}
                """);

        assertThat(plan.groups())
                .extracting(PlannedGroup::after)
                .containsExactly(List.of("left", "right"), List.of("first"), List.of("first"), List.of());
    }

    @Test
    void aWaveHasUpTo2000Jobs() throws PlanRefused {
        String rows = IntStream.rangeClosed(1, Plan.MOST_JOBS)
                .mapToObj(number -> String.format("{id: j-bp1fnx5y3djc4cop%04d, name: web-%04d}", number, number))
                .collect(Collectors.joining(",\n"));

        assertThat(yaml(jobs(rows)).size()).isEqualTo(2_000);
        assertThat(csv(
                                "job_id\n"
                                        + IntStream.range(0, 2_000)
                                                .mapToObj(n -> "j-" + n + "\n")
                                                .collect(Collectors.joining()),
                                "w.csv",
                                null)
                        .size())
                .isEqualTo(2_000);
    }

    @Test
    void aSheetIsAPlan() throws PlanRefused {
        String sheet = """
                expected_duration,group,job_id,sync_data,name
                1h30m,database,j-1,TRUE,db-01

                , app , j-2 ,,"app ""two"", the spare"
                ,,j-3,false,
                ,,,,
                45m,database,"j-4",,
                """;

        assertThat(csv(sheet, "night/Prod.07.CSV", "w").groups())
                .containsExactly(
                        new PlannedGroup(
                                "database",
                                List.of(),
                                List.of(
                                        new PlannedJob(
                                                new JobId("j-1"), "db-01", true, Duration.ofMinutes(90), null, null),
                                        new PlannedJob(
                                                new JobId("j-4"), "j-4", null, Duration.ofMinutes(45), null, null)),
                                null),
                        new PlannedGroup(
                                "app",
                                List.of(),
                                List.of(new PlannedJob(
                                        new JobId("j-2"), "app \"two\", the spare", null, null, null, null)),
                                null),
                        new PlannedGroup(
                                "default",
                                List.of(),
                                List.of(new PlannedJob(new JobId("j-3"), "j-3", false, null, null, null)),
                                null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job_id\r\nj-1\r\nj-2",
                "job_id\rj-1\rj-2\r",
                "\uFEFFjob_id\nj-1\nj-2\n",
                "job_id,\"name\"\nj-1,\n\"j-2\",x"
            })
    void aSheetsLinesEndInAnyWay(String sheet) throws PlanRefused {
        assertThat(csv(sheet, "w.csv", null).groups().get(0).jobs())
                .extracting(PlannedJob::id)
                .containsExactly(new JobId("j-1"), new JobId("j-2"));
    }

    @Test
    void aSheetsWaveIsItsFilesName() throws PlanRefused {
        assertThat(csv("job_id\nj-1\n", "night/prod-07.csv", null).wave()).isEqualTo("prod-07");
    }

    @Test
    void aSheetMayComeFromAnywhere(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("prod-07.csv"), "job_id\nj-1\n".getBytes(UTF_8));

        assertThat(PlanFile.read(file, null).size()).isEqualTo(1);
    }
}
