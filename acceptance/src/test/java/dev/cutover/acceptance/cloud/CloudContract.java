package dev.cutover.acceptance.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.acceptance.cloud.Caller.Refused;
import dev.cutover.acceptance.cloud.Caller.Server;
import dev.cutover.acceptance.cloud.Caller.Unclear;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.FaultKind;
import dev.cutover.simulator.JobChange;
import dev.cutover.simulator.LedgerEntry;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.Simulator;
import dev.cutover.simulator.SimulatorOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What any client of SMC must see: once, run by each client against a running simulator. */
abstract class CloudContract {

    private static final Duration RUN = Duration.ofMinutes(6);

    private final Caller.Maker maker;
    /** How far the simulator's clock is ahead of the callers'; the state of a job is made older by it, and the skew greater. */
    private volatile Duration ahead = Duration.ZERO;

    private Simulator simulator;
    private Caller caller;

    CloudContract(Caller.Maker maker) {
        this.maker = maker;
    }

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(SimulatorOptions.defaults(), List.of(), List.of(), this::now);
        caller = callerWith(Caller.Key.USUAL);
    }

    @AfterEach
    void stop() {
        caller.close();
        simulator.close();
    }

    private Instant now() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    private Caller callerWith(Caller.Key key) throws Exception {
        return maker.at(simulator.endpoint().getAuthority(), key);
    }

    private static SimulatedJob job(String id) {
        return SimulatedJob.waiting(id, "name-of-" + id).withLastRun(RUN, Duration.ofMinutes(1));
    }

    private List<String> have(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "j-" + i)
                .peek(id -> simulator.add(job(id)))
                .toList();
    }

    private LedgerEntry lastCall() {
        List<LedgerEntry> ledger = simulator.ledger();
        return ledger.get(ledger.size() - 1);
    }

    /** That a call is refused with a code, and with the request id that SMC has of it. */
    private void assertRefused(String code, ThrowingCallable call) {
        Refused refusal = catchThrowableOfType(Refused.class, call);
        assertThat(refusal).as("refused with " + code).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.requestId()).isEqualTo(lastCall().requestId());
        assertThat(lastCall().code()).isEqualTo(code);
        assertThat(lastCall().answer()).isEqualTo("sent");
    }

    private String status(String id) throws Exception {
        return caller.jobs(List.of(id)).get(0).status();
    }

    @Test
    @DisplayName("jobs are told by id, 50 at a time, each once")
    void byId() throws Exception {
        List<String> ids = have(120);
        assertThat(caller.jobs(ids)).extracting(Caller.Job::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(simulator.ledger())
                .extracting(entry -> entry.jobIds().size())
                .containsExactly(50, 50, 20);
    }

    @Test
    @DisplayName("a job that does not exist is missing from the answer, and that is all")
    void missing() throws Exception {
        have(2);
        assertThat(caller.jobs(List.of("j-9", "j-2")))
                .extracting(Caller.Job::id)
                .containsExactly("j-2");
        assertThat(caller.jobs(List.of("j-9"))).isEmpty();
    }

    @Test
    @DisplayName("a job is told with what it is, whatever letters that is written in")
    void fields() throws Exception {
        simulator.add(
                SimulatedJob.waiting("j-1", "a b*c~d/é+服&=").withTags(Map.of("wave no", "1/2 & more", "leer", "")));
        assertThat(caller.jobs(List.of("j-1")))
                .containsExactly(new Caller.Job(
                        "j-1",
                        "a b*c~d/é+服&=",
                        "s-j-1",
                        "cn-shanghai",
                        "Waiting",
                        "",
                        "",
                        false,
                        "",
                        "",
                        Map.of("wave no", "1/2 & more", "leer", ""),
                        1));
        assertThat(caller.find("a b*c~d/é+服&=", null, null, Map.of())).hasSize(1);
    }

    @Test
    @DisplayName("each past run of a job is told")
    void pastRuns() throws Exception {
        simulator.add(job("j-1").withPastRuns(Duration.ofHours(6), Duration.ofMinutes(12), Duration.ofMinutes(9)));
        assertThat(caller.jobs(List.of("j-1"))).extracting(Caller.Job::runs).containsExactly(3);
    }

    @Test
    @DisplayName("filters are ANDed")
    void filters() throws Exception {
        simulator.add(job("j-1").withTags(Map.of("wave", "1", "tier", "web")));
        simulator.add(job("j-2").withTags(Map.of("wave", "1", "tier", "db")));
        simulator.add(job("j-3").withTags(Map.of("wave", "2", "tier", "db")).withStatus("Running"));
        assertThat(found(null, null, null, Map.of())).containsExactly("j-1", "j-2", "j-3");
        assertThat(found("name-of-j-2", null, null, Map.of())).containsExactly("j-2");
        assertThat(found(null, "cn-shanghai", "Waiting", Map.of())).containsExactly("j-1", "j-2");
        assertThat(found(null, "cn-beijing", null, Map.of())).isEmpty();
        assertThat(found(null, null, null, Map.of("tier", "db"))).containsExactly("j-2", "j-3");
        assertThat(found(null, null, null, Map.of("tier", "db", "wave", "1"))).containsExactly("j-2");
        assertThat(found("name-of-j-1", null, null, Map.of("tier", "db"))).isEmpty();
        simulator.add(job("j-4").withTags(Map.of("wave", "1")));
        assertThat(found(null, null, null, Map.of("tier", "")))
                .as("whatever the value")
                .containsExactly("j-1", "j-2", "j-3");
        assertThat(caller.ofSources(List.of("s-j-3", "s-j-1", "s-j-9")))
                .extracting(Caller.Job::id)
                .containsExactly("j-1", "j-3");
    }

    private List<String> found(String name, String regionId, String status, Map<String, String> tags) throws Exception {
        return caller.find(name, regionId, status, tags).stream()
                .map(Caller.Job::id)
                .toList();
    }

    @ParameterizedTest(name = "all pages of {0} jobs are followed")
    @ValueSource(ints = {0, 1, 50, 51, 120})
    void pages(int count) throws Exception {
        List<String> ids = have(count);
        assertThat(found(null, null, "Waiting", Map.of())).isEqualTo(ids);
    }

    @ParameterizedTest(name = "a job is cut over, SyncData={0}, and followed to its end")
    @ValueSource(booleans = {true, false})
    void cutOver(boolean syncData) throws Exception {
        have(1);
        String requestId = caller.cutOver("j-1", syncData);
        assertThat(lastCall())
                .extracting(
                        LedgerEntry::requestId,
                        LedgerEntry::operation,
                        LedgerEntry::jobId,
                        LedgerEntry::syncData,
                        LedgerEntry::statusBefore,
                        LedgerEntry::effect)
                .containsExactly(requestId, "CutOverReplicationJob", "j-1", syncData, "Waiting", "accepted");
        assertThat(caller.jobs(List.of("j-1")))
                .singleElement()
                .extracting(Caller.Job::status, Caller.Job::businessStatus, Caller.Job::imageId)
                .containsExactly("Running", syncData ? "Preparing" : "Cleaning", "");
        ahead = RUN.plusMinutes(1);
        assertThat(caller.jobs(List.of("j-1")))
                .singleElement()
                .extracting(Caller.Job::status, Caller.Job::imageId, Caller.Job::runs)
                .containsExactly("Finished", "m-j-1", syncData ? 2 : 1);
    }

    @ParameterizedTest(name = "a job that is {0} is not cut over")
    @ValueSource(strings = {"Ready", "Running", "Stopped", "InError", "Finished", "Expired", "Deleting", "Napping"})
    void notCutOver(String status) throws Exception {
        simulator.add(job("j-1").withStatus(status));
        assertRefused("ReplicationJob.InvalidStatus", () -> caller.cutOver("j-1", true));
        assertThat(status("j-1")).isEqualTo(status);
    }

    @Test
    @DisplayName("a job is cut over once")
    void once() throws Exception {
        have(1);
        caller.cutOver("j-1", true);
        assertRefused("ReplicationJob.InvalidStatus", () -> caller.cutOver("j-1", true));
    }

    @Test
    @DisplayName("a job in error is started, and told with its code before")
    void startJob() throws Exception {
        simulator.add(job("j-1").withStatus("InError"));
        assertThat(caller.jobs(List.of("j-1")).get(0).errorCode()).isEqualTo("JobError.Simulated");
        assertThat(caller.start("j-1")).isEqualTo(lastCall().requestId());
        assertThat(status("j-1")).isEqualTo("Running");
        assertRefused("ReplicationJob.InvalidStatus", () -> caller.start("j-1"));
    }

    @Test
    @DisplayName("a job is stopped while it copies, and at no other time")
    void stopJob() throws Exception {
        have(1);
        assertRefused("ReplicationJob.InvalidStatus", () -> caller.stop("j-1"));
        caller.cutOver("j-1", true);
        assertRefused("ReplicationJob.InvalidBusinessStatus", () -> caller.stop("j-1"));
        ahead = RUN.dividedBy(2);
        assertThat(caller.stop("j-1")).isEqualTo(lastCall().requestId());
        assertThat(status("j-1")).isEqualTo("Stopped");
    }

    @Test
    @DisplayName(
            "source servers are told by id, 50 at a time; one that is offline says so, and keeps its job from being cut over")
    void sourceServers() throws Exception {
        have(60);
        simulator.add(job("j-7").withSourceState("Unavailable"));
        List<String> ids =
                IntStream.rangeClosed(1, 61).mapToObj(i -> "s-j-" + i).toList();
        List<Server> servers = caller.sourceServers(ids);
        assertThat(servers).hasSize(60);
        assertThat(simulator.ledger()).hasSize(2);
        assertThat(servers)
                .contains(
                        new Server("s-j-1", "name-of-j-1", "Available", "", "j-1"),
                        new Server("s-j-7", "name-of-j-7", "Unavailable", "SourceServer.Offline", "j-7"));
        assertRefused("SourceServerState.Invalid", () -> caller.cutOver("j-7", true));
        simulator.change(JobChange.mended("j-7"));
        caller.cutOver("j-7", true);
    }

    @Test
    @DisplayName("a call on a job that does not exist is refused")
    void noSuchJob() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> caller.cutOver("j-9", true), () -> caller.start("j-9"), () -> caller.stop("j-9"))) {
            assertRefused("InvalidParameter.JobId", call);
        }
    }

    @Test
    @DisplayName("a one-off job is told as one, and not cut over")
    void runOnce() throws Exception {
        simulator.add(job("j-1").withRunOnce());
        assertThat(caller.jobs(List.of("j-1")).get(0).runOnce()).isTrue();
        assertRefused("ReplicationJob.InvalidStatus", () -> caller.cutOver("j-1", true));
    }

    @Test
    @DisplayName("an error is told with its code, whatever its HTTP status")
    void errors() {
        have(1);
        List<Fault> faults = List.of(
                Fault.on(FaultKind.THROTTLE, "j-1", 1),
                Fault.on(FaultKind.INTERNAL_ERROR_BEFORE, "j-1", 1),
                Fault.refusing(Fault.CUT_OVER, List.of("j-1"), 1, "ServiceUnavailable", 503),
                Fault.refusing(Fault.CUT_OVER, List.of("j-1"), 1, "Forbidden.RAM", 403),
                Fault.refusing(Fault.CUT_OVER, List.of("j-1"), 1, "Mystery.Code", 418));
        faults.forEach(simulator::add);
        for (String code :
                List.of("Throttling.User", "InternalError", "ServiceUnavailable", "Forbidden.RAM", "Mystery.Code")) {
            assertRefused(code, () -> caller.cutOver("j-1", true));
        }
    }

    @ParameterizedTest(name = "{0} leaves the caller without an answer, whatever was done")
    @EnumSource(
            value = FaultKind.class,
            names = {"ANSWER_LOST", "CONNECTION_DROPPED", "GARBAGE"})
    void unclear(FaultKind kind) throws Exception {
        have(1);
        simulator.add(Fault.on(kind, "j-1", 1));
        assertThat(catchThrowableOfType(Unclear.class, () -> caller.cutOver("j-1", true)))
                .isNotNull();
        assertThat(simulator.ledger()).hasSize(1);
        assertThat(status("j-1")).isEqualTo(kind == FaultKind.CONNECTION_DROPPED ? "Waiting" : "Running");
    }

    @Test
    @DisplayName("a wrong secret and an unknown key are told apart")
    void wrongKeys() throws Exception {
        have(1);
        try (Caller wrong = callerWith(new Caller.Key("simulator", "guess", null));
                Caller unknown = callerWith(new Caller.Key("nobody", "simulator", null))) {
            assertRefused("SignatureDoesNotMatch", () -> wrong.cutOver("j-1", true));
            assertRefused("InvalidAccessKeyId.NotFound", () -> unknown.cutOver("j-1", true));
            assertRefused("SignatureDoesNotMatch", () -> wrong.jobs(List.of("j-1")));
        }
        assertThat(status("j-1")).isEqualTo("Waiting");
    }

    @Test
    @DisplayName("temporary credentials are taken until they expire, and the next ones after that")
    void temporaryKeys() throws Exception {
        have(1);
        try (Caller first = callerWith(Caller.Key.temporary("token/1+1=="));
                Caller second = callerWith(Caller.Key.temporary("token/2+2=="))) {
            assertThat(first.jobs(List.of("j-1"))).hasSize(1);
            simulator.add(Fault.credentialsExpiring(Duration.ZERO));
            assertRefused("InvalidSecurityToken.Expired", () -> first.cutOver("j-1", true));
            assertThat(second.cutOver("j-1", true)).isEqualTo(lastCall().requestId());
        }
    }

    @ParameterizedTest(name = "a clock that is {0} off is refused, and one a minute less is not")
    @ValueSource(strings = {"PT16M", "PT-16M"})
    void skew(String off) throws Exception {
        have(1);
        ahead = Duration.parse(off);
        assertRefused("InvalidTimeStamp.Expired", () -> caller.cutOver("j-1", true));
        ahead = ahead.dividedBy(16).multipliedBy(14);
        caller.cutOver("j-1", true);
    }

    @Test
    @DisplayName("no two calls are signed with the same nonce, and no two answers have the same request id")
    void requestIds() throws Exception {
        have(1);
        for (int i = 0; i < 20; i++) {
            caller.jobs(List.of("j-1"));
        }
        assertThat(simulator.ledger()).extracting(LedgerEntry::code).containsOnlyNulls();
        assertThat(Set.copyOf(
                        simulator.ledger().stream().map(LedgerEntry::requestId).toList()))
                .hasSize(20);
    }
}
