package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("files of jobs and of faults")
class FilesTest {

    @Test
    @DisplayName("a job with every key is read as it is written")
    void wholeJob() throws BadFile {
        String text = """
                jobs:
                  - id: j-1
                    name: web-01
                    sourceId: s-1
                    regionId: cn-beijing
                    status: Ready
                    runOnce: true
                    targetType: TargetInstance
                    frequency: 2h
                    runDuration: 1h30m
                    pastRuns: [6h, 1h]
                    lastRunDuration: PT5M
                    cleaningDuration: 0s
                    nextRunIn: 0.5s
                    expiresIn: 1d12h
                    sourceState: Unavailable
                    workgroupId: w-1
                    tags: {wave: 1, tier: web}
                """;
        assertThat(JobsFile.jobs(text, "jobs.yaml"))
                .containsExactly(new SimulatedJob(
                        "j-1",
                        "web-01",
                        "cn-beijing",
                        "Ready",
                        true,
                        "TargetInstance",
                        new SimulatedJob.SourceServer("s-1", "Unavailable", "w-1"),
                        new SimulatedJob.Runs(
                                Duration.ofMillis(500),
                                Duration.ofMinutes(90),
                                Duration.ofHours(2),
                                List.of(Duration.ofHours(6), Duration.ofHours(1))),
                        new SimulatedJob.LastRun(Duration.ofMinutes(5), Duration.ZERO),
                        Duration.ofHours(36),
                        Map.of("wave", "1", "tier", "web")));
    }

    @ParameterizedTest(name = "a job with an id alone is a usual one, also in {0}")
    @ValueSource(strings = {"jobs: [{id: j-1}]", "{\"jobs\": [{\"id\": \"j-1\"}]}", "\uFEFFjobs:\r\n- id: j-1\r\n"})
    void usualJob(String text) throws BadFile {
        assertThat(JobsFile.jobs(text, "jobs.yaml")).containsExactly(SimulatedJob.waiting("j-1", "j-1"));
    }

    @Test
    @DisplayName("a last run takes as long as the others unless it says otherwise, and a state may be any word")
    void defaults() throws BadFile {
        SimulatedJob job = JobsFile.jobs("jobs: [{id: j-1, runDuration: 3m, status: Napping}]", "jobs.yaml")
                .get(0);
        assertThat(job.lastRun().duration()).isEqualTo(Duration.ofMinutes(3));
        assertThat(job.status()).isEqualTo("Napping");
    }

    static Stream<Arguments> badJobs() {
        return Stream.of(
                bad("", "f:1:1: it is empty"),
                bad("# nothing", "f:1:1: it is empty"),
                bad("- id: j-1", "f:1:1: expected keys and values"),
                bad("jobs", "f:1:1: expected keys and values"),
                bad("jobs: []\n--- # more\njobs: []", another("f:2:1")),
                bad("jobs: []\n...\njobs: []", another("f:3:1")),
                bad("---\njobs: [{id: j-1, id: j-1}]\n---\n", another("f:3:1")),
                bad("[".repeat(21), deep("f:1:21")),
                bad("jobs:\n" + "- ".repeat(200_000), deep("f:2:39")),
                bad("jobs: [{id: j-1, tags: " + "{a: ".repeat(200_000), deep("f:1:92")),
                bad("jobs: " + "[".repeat(200_000), deep("f:1:26")),
                bad("? ".repeat(200_000), deep("f:1:41")),
                bad("jobs: {id: j-1}", "f:1:7: expected a list 'jobs:'"),
                bad("servers: []", "f:1:1: unknown key 'servers'; known are jobs", "f:1:1: expected a list 'jobs:'"),
                bad("jobs: [j-1]", "f:1:8: expected keys and values"),
                bad("jobs: [{name: web}]", "f:1:8: 'id' is missing"),
                bad("jobs: [{id: }]", "f:1:12: 'id' is empty"),
                bad("jobs: [{id: [1]}]", "f:1:13: 'id' must be a text"),
                bad("jobs:\n- id: j-1\n- id: j-1", "f:3:7: the job 'j-1' is there twice"),
                bad("jobs: [{id: j-1, id: j-2}]", "f:1:18: the key 'id' is there twice"),
                bad("jobs: [{id: j-1, [a]: b}]", "f:1:18: a key must be a text"),
                bad(
                        "jobs: [{id: j-1, startRun: true}]",
                        "f:1:18: 'startRun' is for a job that is there already; use 'status'"),
                bad("jobs: [{id: j-1, status: waiting}]", "f:1:26: 'status' is 'waiting'; did you mean 'Waiting'?"),
                bad(
                        "jobs: [{id: j-1, sourceState: OFFLINE, targetType: image}]",
                        "f:1:52: 'targetType' is 'image'; did you mean 'Image'?"),
                bad("jobs: [{id: j-1, runOnce: yes}]", "f:1:27: 'runOnce' must be true or false"),
                bad("jobs: [{id: j-1, tags: [a]}]", "f:1:24: expected keys and values"),
                bad("jobs: [{id: j-1, frequency: 1}]", time("f:1:29", "frequency", ", at least 1s")),
                bad("jobs: [{id: j-1, frequency: 0s}]", time("f:1:29", "frequency", ", at least 1s")),
                bad("jobs: [{id: j-1, expiresIn: 3651d}]", time("f:1:29", "expiresIn", ", at least 1s")),
                bad("jobs: [{id: j-1, runDuration: -5m}]", time("f:1:31", "runDuration", "")),
                bad("jobs: [{id: j-1, runDuration: }]", time("f:1:30", "runDuration", "")),
                bad("jobs: [{id: j-1, runDuration: 99999999999999999999d}]", time("f:1:31", "runDuration", "")),
                bad("jobs: [{id: j-1, cleaningDuration: soon}]", time("f:1:36", "cleaningDuration", "")),
                bad("jobs: [{id: j-1, nextRunIn: 1h 5m}]", time("f:1:29", "nextRunIn", "")),
                bad("jobs: [{id: j-1, pastRuns: [1h, soon, -1h]}]", past("f:1:33"), past("f:1:39")),
                bad("jobs: [{id: j-1, pastRuns: 1h}]", "f:1:28: 'pastRuns' must be a list of texts, with one at least"),
                bad("jobs: [{id: j-1, pastRuns: []}]", "f:1:28: 'pastRuns' must be a list of texts, with one at least"),
                bad(
                        "jobs:\n- id: j-1\n  nam: web\n  runDuration: x\n- {}",
                        "f:3:3: unknown key 'nam'; known are "
                                + String.join(
                                        ", ", JobsFile.KEYS.stream().sorted().toList()),
                        time("f:4:16", "runDuration", ""),
                        "f:5:3: 'id' is missing"));
    }

    /** The name of a row is no place for what is without end. */
    private static Arguments bad(String text, String... problems) {
        return argumentSet("'" + text.substring(0, Math.min(text.length(), 80)) + "'", text, List.of(problems));
    }

    private static String another(String place) {
        return place + ": a second document begins here; keep one, without a '---' or '...' between";
    }

    private static String deep(String place) {
        return place + ": nested more than 20 levels deep; 4 are enough";
    }

    private static String past(String place) {
        return place + ": each of 'pastRuns' must be a time such as 30s, 10m, 2h or 30d, at most 3650d";
    }

    private static String time(String place, String key, String least) {
        return place + ": '" + key + "' must be a time such as 30s, 10m, 2h or 30d" + least + ", at most 3650d";
    }

    @ParameterizedTest(name = "{argumentSetName} is refused")
    @MethodSource("badJobs")
    void badJobs(String text, List<String> problems) {
        assertThat(catchThrowableOfType(BadFile.class, () -> JobsFile.jobs(text, "f"))
                        .problems())
                .isEqualTo(problems);
    }

    @ParameterizedTest(name = "{0} is no YAML, and its place is told")
    @ValueSource(strings = {"jobs:\n  - id: [", "jobs:\n\t- id: j-1", "jobs: *nobody"})
    void noYaml(String text) {
        assertThat(catchThrowableOfType(BadFile.class, () -> JobsFile.jobs(text, "f"))
                        .problems())
                .singleElement()
                .asString()
                .matches("f:\\d+:\\d+: .+");
    }

    @ParameterizedTest(name = "{0} is read by its name, with the keys that it takes and no other")
    @EnumSource
    void faultKinds(FaultKind kind) throws BadFile {
        Map<String, String> values = Map.of(
                "kind", kind.word(),
                "operation", "StartReplicationJob",
                "jobs", "[j-1, j-2]",
                "times", "3",
                "rate", "0.25",
                "delay", "5s",
                "after", "1m",
                "code", "Mystery.Code",
                "status", "418",
                "callsPerSecond", "7");
        StringBuilder text = new StringBuilder("faults:\n- kind: " + kind.word() + "\n");
        for (String key : FaultsFile.KEYS) {
            if (!key.equals("kind") && kind.takes(key)) {
                text.append("  ")
                        .append(key)
                        .append(": ")
                        .append(values.get(key))
                        .append('\n');
            }
        }
        assertThat(FaultsFile.read(text.toString(), "f"))
                .containsExactly(new Fault(
                        kind,
                        kind.takes("operation") ? "StartReplicationJob" : null,
                        kind.takes("jobs") ? List.of("j-1", "j-2") : null,
                        3,
                        kind.takes("rate") ? 0.25 : 1,
                        kind.takes("delay") ? Duration.ofSeconds(5) : null,
                        Duration.ofMinutes(1),
                        kind.takes("code") ? "Mystery.Code" : null,
                        kind.takes("status") ? 418 : 400,
                        kind.takes("callsPerSecond") ? 7 : 0));
        for (String key : FaultsFile.KEYS) {
            if (!kind.takes(key)) {
                assertThat(catchThrowableOfType(
                                        BadFile.class,
                                        () -> FaultsFile.read(text + "  " + key + ": " + values.get(key), "f"))
                                .problems())
                        .singleElement()
                        .asString()
                        .endsWith("'" + key + "' means nothing to '" + kind.word() + "'");
            }
        }
    }

    static Stream<Arguments> badFaults() {
        return Stream.of(
                bad("faults: [{}]", "f:1:10: 'kind' is missing"),
                bad("faults: [{kind: throttle, times: 1.5}]", whole("f:1:34", "times", 0, 1_000_000)),
                bad("faults: [{kind: throttle, times: -1}]", whole("f:1:34", "times", 0, 1_000_000)),
                bad("faults: [{kind: throttle, times: 1000001}]", whole("f:1:34", "times", 0, 1_000_000)),
                bad("faults: [{kind: throttle, times: 1d}]", whole("f:1:34", "times", 0, 1_000_000)),
                bad("faults: [{kind: throttle, times: \"\"}]", whole("f:1:34", "times", 0, 1_000_000)),
                bad("faults: [{kind: throttle, rate: 1.01}]", "f:1:33: 'rate' must be a number from 0 to 1"),
                bad("faults: [{kind: throttle, rate: -0.5}]", "f:1:33: 'rate' must be a number from 0 to 1"),
                bad("faults: [{kind: throttle, rate: NaN}]", "f:1:33: 'rate' must be a number from 0 to 1"),
                bad("faults: [{kind: throttle, rate: half}]", "f:1:33: 'rate' must be a number from 0 to 1"),
                bad("faults: [{kind: throttle, rate: 1e-1}]", "f:1:33: 'rate' must be a number from 0 to 1"),
                bad(
                        "faults: [{kind: throttle, jobs: j-1}]",
                        "f:1:33: 'jobs' must be a list of texts, with one at least"),
                bad(
                        "faults: [{kind: throttle, jobs: []}]",
                        "f:1:33: 'jobs' must be a list of texts, with one at least"),
                bad("faults: [{kind: throttle, jobs: [{a: b}]}]", "f:1:34: 'jobs' must be a list of texts"),
                bad("faults: [{kind: refuse}]", "f:1:10: 'code' is missing"),
                bad("faults: [{kind: refuse, code: A, status: 200}]", whole("f:1:42", "status", 400, 599)),
                bad("faults: [{kind: throttleAbove}]", "f:1:10: 'callsPerSecond' is missing"),
                bad(
                        "faults: [{kind: throttleAbove, callsPerSecond: 0}]",
                        whole("f:1:48", "callsPerSecond", 1, 1_000_000)),
                bad(
                        "faults: [{kind: staleReads, operation: DescribeReplicationJobs}]",
                        "f:1:40: 'staleReads' strikes calls on a job, which DescribeReplicationJobs is not"),
                bad(
                        "faults: [{kind: throttle, operation: CutOver}]",
                        "f:1:38: unknown operation 'CutOver'; known are DescribeReplicationJobs, CutOverReplicationJob, "
                                + "StartReplicationJob, StopReplicationJob, DescribeSourceServers"),
                bad(
                        "faults: [{kind: gremlin}]",
                        "f:1:17: unknown kind 'gremlin'; known are credentialsExpired, throttleAbove, throttle, refuse, "
                                + "internalErrorBefore, connectionDropped, stateRace, sourceOffline, acknowledgedOnly, "
                                + "internalErrorAfter, answerLost, garbage, slowAnswer, staleReads, errorInLastRun"),
                bad(
                        "faults: [{kind: slowAnswer, delay: soon, after: 1}]",
                        time("f:1:36", "delay", ""),
                        time("f:1:49", "after", "")));
    }

    private static String whole(String place, String key, int least, int most) {
        return place + ": '" + key + "' must be a whole number from " + least + " to " + most;
    }

    @ParameterizedTest(name = "{argumentSetName} is refused")
    @MethodSource("badFaults")
    void badFaults(String text, List<String> problems) {
        assertThat(catchThrowableOfType(BadFile.class, () -> FaultsFile.read(text, "f"))
                        .problems())
                .isEqualTo(problems);
    }

    @Test
    @DisplayName("faults that go with jobs are for these and no others, each told with its place")
    void faultsOfJobs() throws BadFile {
        String text = "faults:\n- {kind: throttle, jobs: [j-1, j-9]}\n- {kind: answerLost, jobs: [J-1], times: x}\n";
        assertThat(catchThrowableOfType(
                                BadFile.class,
                                () -> FaultsFile.read(text, "f", List.of(SimulatedJob.waiting("j-1", "web"))))
                        .problems())
                .containsExactly(
                        "f:2:32: no job 'j-9' at the start; for one that is added later, POST the fault to /admin/faults",
                        "f:3:29: no job 'J-1' at the start; for one that is added later, POST the fault to /admin/faults",
                        whole("f:3:42", "times", 0, 1_000_000));
        String right = "faults: [{kind: throttle, jobs: [j-1]}, {kind: garbage}]";
        assertThat(FaultsFile.read(right, "f", List.of(SimulatedJob.waiting("j-1", "web"))))
                .isEqualTo(FaultsFile.read(right, "f"))
                .hasSize(2);
    }
}
