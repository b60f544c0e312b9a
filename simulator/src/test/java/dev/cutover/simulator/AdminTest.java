package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("the admin endpoint")
class AdminTest {

    private final TestCloud cloud = new TestCloud(
            TestCloud.hourly("j-1"),
            TestCloud.hourly("j-2").withStatus("InError").withSourceState("Unavailable"),
            TestCloud.hourly("j-3").withStatus("Finished"));
    private final Admin admin = new Admin(cloud.cloud);

    private Admin.Answer post(String path, String body) {
        return admin.answer("POST", "/admin/" + path, body);
    }

    private static Object problems(Admin.Answer answer) {
        return ((Map<?, ?>) answer.body()).get("problems");
    }

    @Test
    @DisplayName("gives the ledger: each call with what it was, and what is not said of it left out")
    void ledger() throws Exception {
        cloud.cutOver("j-1");
        cloud.jobs("JobId.1", "j-1", "JobId.2", "j-9");
        cloud.start("j-9");
        cloud.sources();
        List<String> requestIds =
                cloud.cloud.ledger().stream().map(LedgerEntry::requestId).toList();
        assertThat(requestIds)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"));

        String json = new ObjectMapper()
                .writeValueAsString(admin.answer("GET", "/admin/ledger", "").body());
        assertThat(new ObjectMapper().readTree(json))
                .isEqualTo(new ObjectMapper().readTree("""
                                [{"at": "2026-11-28T01:00:00.000Z", "operation": "CutOverReplicationJob", "jobId": "j-1",
                                  "syncData": true, "statusBefore": "Waiting", "statusAfter": "Running",
                                  "effect": "accepted", "answer": "sent", "requestId": "%s"},
                                 {"at": "2026-11-28T01:00:00.000Z", "operation": "DescribeReplicationJobs",
                                  "jobIds": ["j-1", "j-9"], "effect": "none", "answer": "sent", "requestId": "%s"},
                                 {"at": "2026-11-28T01:00:00.000Z", "operation": "StartReplicationJob", "jobId": "j-9",
                                  "effect": "refused", "answer": "sent", "code": "InvalidParameter.JobId",
                                  "requestId": "%s"},
                                 {"at": "2026-11-28T01:00:00.000Z", "operation": "DescribeSourceServers",
                                  "effect": "none", "answer": "sent", "requestId": "%s"}]
                                """.formatted(requestIds.toArray())));
    }

    @Test
    @DisplayName("gives the jobs as they are in truth")
    void jobs() throws Exception {
        cloud.cloud.add(Fault.on(FaultKind.STALE_READS, "j-1", 1).lasting(Duration.ofHours(1)));
        cloud.cutOver("j-1");
        String json = new ObjectMapper()
                .writeValueAsString(admin.answer("GET", "/admin/jobs", "").body());
        assertThat(new ObjectMapper().readTree(json)).isEqualTo(new ObjectMapper().readTree("""
                                {"jobs": [
                                  {"id": "j-1", "name": "name-of-j-1", "status": "Running", "businessStatus": "Preparing",
                                   "errorCode": "", "sourceState": "Available", "nextEventAt": "2026-11-28T01:02:00.000Z"},
                                  {"id": "j-2", "name": "name-of-j-2", "status": "InError", "businessStatus": "",
                                   "errorCode": "JobError.Simulated", "sourceState": "Unavailable",
                                   "nextEventAt": "2026-12-28T01:00:00.000Z"},
                                  {"id": "j-3", "name": "name-of-j-3", "status": "Finished", "businessStatus": "",
                                   "errorCode": "", "sourceState": "Available", "nextEventAt": null}]}
                                """));
    }

    @Test
    @DisplayName("brings a source back online")
    void mended() {
        assertThat(post("jobs", "jobs: [{id: j-2, sourceState: Available}]").body())
                .isEqualTo(new Admin.Taken(0, 1));
        assertThat(cloud.start("j-2").word()).isEqualTo("OK");
    }

    @Test
    @DisplayName("starts a job in error again, all at once")
    void restarted() {
        assertThat(post("jobs", "jobs: [{id: j-2, sourceState: Available, startRun: true}]")
                        .status())
                .isEqualTo(200);
        assertThat(cloud.state("j-2")).isEqualTo("Running/Preparing");
        assertThat(cloud.row("j-2")).containsEntry("ErrorCode", "");
    }

    @Test
    @DisplayName("starts a scheduled run early, and puts a job into any state")
    void moved() {
        post("jobs", "jobs: [{id: j-1, startRun: true}, {id: j-2, status: Waiting}, {id: j-3, status: Napping}]");
        assertThat(cloud.jobs().column("Status")).containsExactly("Running", "Waiting", "Napping");
        post("jobs", "jobs: [{id: j-1, status: Expired}, {id: j-2, status: Waiting, startRun: true}]");
        assertThat(cloud.jobs().column("Status")).containsExactly("Expired", "Running", "Napping");
        post("jobs", "jobs: [{id: j-1, status: Waiting}]");
        cloud.clock.forward(Duration.ofMinutes(59));
        assertThat(cloud.state("j-1")).isEqualTo("Waiting");
        assertThat(cloud.row("j-1")).containsEntry("ValidTime", "2026-12-28T01:00:00Z");
    }

    @Test
    @DisplayName("adds a job that has a name, as a file does")
    void added() {
        assertThat(post("jobs", "jobs: [{id: j-4, name: web-04, status: Ready}, {id: j-1, status: Stopped}]")
                        .body())
                .isEqualTo(new Admin.Taken(1, 1));
        assertThat(cloud.state("j-4")).isEqualTo("Ready");
        assertThat(cloud.state("j-1")).isEqualTo("Stopped");
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                bad("jobs", "", 400, "body:1:1: it is empty"),
                bad(
                        "jobs",
                        "jobs: [{id: j-1, status: Stopped}, {id: j-9}]",
                        404,
                        "no job 'j-9'; to add one, give it a name"),
                bad(
                        "jobs",
                        "jobs: [{id: j-1, status: Stopped}, {id: j-2, runDuration: 1m}]",
                        400,
                        "body:1:46: 'runDuration' of a job that is there cannot be changed; these can: id, sourceState, "
                                + "startRun, status"),
                bad(
                        "jobs",
                        "jobs: [{id: j-9, name: web, startRun: true}]",
                        400,
                        "body:1:29: 'startRun' is for a job that is there already; use 'status'"),
                bad(
                        "jobs",
                        "jobs: [{id: j-3, startRun: true}]",
                        400,
                        "body:1:18: the job is Finished: there is no run to start"),
                bad("jobs", "jobs: [{id: j-1}, {id: j-1}]", 400, "body:1:24: the job 'j-1' is there twice"),
                bad("faults", "faults: [{kind: throttle, jobs: [j-1, j-9]}]", 404, "no job 'j-9'"),
                bad("faults", "jobs: []", 400, "body:1:1: unknown key 'jobs'; known are faults"),
                bad("jobs", "[".repeat(200_000), 400, "body:1:21: nested more than 20 levels deep; 4 are enough"),
                bad("faults", "faults: []\n---\n", 400, "body:2:1: a second document begins here"),
                bad("switches", "{a: ".repeat(200_000), 400, "body:1:81: nested more than 20 levels deep"),
                bad("switches", "[]", 400, "body:1:1: expected keys and values"),
                bad("switches", "callShowsAfter: -1s", 400, "body:1:17: 'callShowsAfter' must be a time such as"),
                bad("switches", "acceptAnything: true", 400, "body:1:1: unknown key 'acceptAnything'"));
    }

    private static Arguments bad(String path, String body, int status, String problem) {
        return argumentSet(
                path + " with " + body.substring(0, Math.min(body.length(), 80)) + ": " + status,
                path,
                body,
                status,
                problem);
    }

    @ParameterizedTest(name = "POST /admin/{argumentSetName}, and nothing is changed")
    @MethodSource("badBodies")
    void badBodies(String path, String body, int status, String problem) {
        List<Cloud.JobRow> before = cloud.cloud.jobs();
        Admin.Answer answer = post(path, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat((List<?>) problems(answer)).first().asString().startsWith(problem);
        assertThat(cloud.cloud.jobs()).isEqualTo(before);
        assertThat(cloud.cloud.behaviour()).isEqualTo(Behaviour.documented());
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
    }

    @ParameterizedTest(name = "{0} {1}: {2}, allowed {3}")
    @CsvSource({
        "DELETE, /admin/jobs, 405, 'GET, POST'",
        "POST, /admin/ledger, 405, GET",
        "GET, /admin/faults, 405, POST",
        "PUT, /admin/switches, 405, 'GET, POST'",
        "GET, /admin, 404,",
        "GET, /admin/, 404,",
        "GET, /admin/jobs/j-1, 404,",
        "POST, /administrator, 404,"
    })
    void wrongMethod(String method, String path, int status, String allow) {
        Admin.Answer answer = admin.answer(method, path, "");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.allow()).isEqualTo(allow);
        assertThat((List<?>) problems(answer)).first().asString().contains("GET /admin/ledger", "POST /admin/faults");
    }

    @Test
    @DisplayName("sets faults, as a file does")
    void faults() {
        assertThat(post("faults", "faults: [{kind: answerLost, jobs: [j-1], times: 1}]")
                        .body())
                .isEqualTo(Map.of("added", 1));
        cloud.cutOver("j-1");
        assertThat(cloud.lastEffect()).isEqualTo("accepted/lost");
    }

    @Test
    @DisplayName("turns the switches that it is told to, and leaves the others")
    void switches() {
        assertThat(admin.answer("GET", "/admin/switches", "").body())
                .isEqualTo(Map.of("acceptAnyState", false, "callShowsAfter", "PT0S", "restartResumesCutover", true));
        post("switches", "{\"acceptAnyState\": true, \"callShowsAfter\": \"2m\"}");
        assertThat(cloud.cloud.behaviour()).isEqualTo(new Behaviour(true, Duration.ofMinutes(2), true));
        assertThat(post("switches", "restartResumesCutover: false").body())
                .isEqualTo(Map.of("acceptAnyState", true, "callShowsAfter", "PT2M", "restartResumesCutover", false));
        cloud.cloud.change(JobChange.moved("j-1", "Running"));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
    }
}
