package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cutover.simulator.FaultKind.Moment;
import dev.cutover.simulator.FaultKind.Scope;
import dev.cutover.simulator.TestCloud.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("each fault does what its name says")
class FaultsTest {

    private static final String LOOK = "DescribeReplicationJobs";

    private final TestCloud cloud = new TestCloud(TestCloud.hourly("j-1"), TestCloud.hourly("j-2"));

    private static Fault once(FaultKind kind) {
        return new Fault(kind, null, List.of(), 1, 1, null, null, "Mystery.Code", 418, 0);
    }

    /** What the ledger has of a cutover call that it strikes. */
    private static String effectOf(FaultKind kind) {
        return switch (kind) {
            case CREDENTIALS_EXPIRED -> "refused/sent/InvalidSecurityToken.Expired";
            case THROTTLE, THROTTLE_ABOVE -> "refused/sent/Throttling.User";
            case REFUSE -> "refused/sent/Mystery.Code";
            case INTERNAL_ERROR_BEFORE -> "none/sent/InternalError";
            case INTERNAL_ERROR_AFTER -> "accepted/sent/InternalError";
            case CONNECTION_DROPPED -> "none/dropped";
            case STATE_RACE -> "refused/sent/ReplicationJob.InvalidStatus";
            case SOURCE_OFFLINE -> "refused/sent/SourceServerState.Invalid";
            case ACKNOWLEDGED_ONLY -> "none/sent";
            case ANSWER_LOST -> "accepted/lost";
            case GARBAGE -> "accepted/garbled";
            case SLOW_ANSWER, STALE_READS, ERROR_IN_LAST_RUN -> "accepted/sent";
        };
    }

    private static int statusOf(FaultKind kind) {
        return switch (kind) {
            case CREDENTIALS_EXPIRED -> 403;
            case THROTTLE, THROTTLE_ABOVE, STATE_RACE, SOURCE_OFFLINE -> 400;
            case REFUSE -> 418;
            case INTERNAL_ERROR_BEFORE, INTERNAL_ERROR_AFTER -> 500;
            case CONNECTION_DROPPED -> 0;
            case ACKNOWLEDGED_ONLY, ANSWER_LOST, GARBAGE, SLOW_ANSWER, STALE_READS, ERROR_IN_LAST_RUN -> 200;
        };
    }

    @ParameterizedTest(name = "{0}: the ledger tells what was done and what was heard")
    @EnumSource
    void ledger(FaultKind kind) {
        cloud.cloud.add(once(kind));
        Answer answer = cloud.cutOver("j-1");
        assertThat(cloud.lastEffect()).isEqualTo(effectOf(kind));
        assertThat(answer.status()).isEqualTo(statusOf(kind));
        assertThat(answer.answer()).isEqualTo(cloud.lastEntry().answer());
        assertThat(answer.body().get("RequestId")).isEqualTo(cloud.lastEntry().requestId());
        assertThat(answer.delay()).isEqualTo(kind == FaultKind.SLOW_ANSWER ? Fault.USUAL_DELAY : Duration.ZERO);
        boolean runs = cloud.lastEntry().effect().equals("accepted") || kind == FaultKind.STATE_RACE;
        assertThat(cloud.cloud.job("j-1").orElseThrow().status()).isEqualTo(runs ? "Running" : "Waiting");
        assertThat(cloud.lastEntry().statusAfter()).isEqualTo(runs ? "Running" : "Waiting");
        assertThat(cloud.lastEntry().statusBefore()).isEqualTo(kind == FaultKind.STATE_RACE ? "Running" : "Waiting");
        assertThat(cloud.lastEntry().jobId()).isEqualTo("j-1");
    }

    @ParameterizedTest(name = "{0}: once means once")
    @EnumSource
    void onceMeansOnce(FaultKind kind) {
        cloud.cloud.add(once(kind));
        cloud.cutOver("j-1");
        if (kind.scope() != Scope.ACCOUNT) {
            cloud.cutOver("j-2");
            assertThat(cloud.lastEffect()).isEqualTo(effectOf(kind));
        }
        cloud.cloud.change(new JobChange("j-1", "Available", "Waiting", false));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
        assertThat(cloud.lastEffect()).isEqualTo("accepted/sent");
    }

    static Stream<FaultKind> withTheDeed() {
        return Arrays.stream(FaultKind.values()).filter(kind -> kind.moment() == Moment.WITH_THE_DEED);
    }

    @ParameterizedTest(name = "{0}: a call that is refused anyway is spared, and the next one that counts is struck")
    @MethodSource("withTheDeed")
    void spared(FaultKind kind) {
        cloud.cloud.add(once(kind));
        cloud.cloud.change(JobChange.moved("j-1", "Running"));
        cloud.cutOver("j-1");
        assertThat(cloud.lastEffect()).isEqualTo("refused/sent/ReplicationJob.InvalidStatus");
        cloud.cloud.change(JobChange.moved("j-1", "Waiting"));
        cloud.cutOver("j-1");
        assertThat(cloud.lastEffect()).isEqualTo(effectOf(kind));
    }

    static Stream<FaultKind> ofAnyCall() {
        return Arrays.stream(FaultKind.values()).filter(kind -> kind.scope() != Scope.CUTOVER);
    }

    @ParameterizedTest(name = "{0}: strikes other calls too, if they are named")
    @MethodSource("ofAnyCall")
    void otherCalls(FaultKind kind) {
        boolean looks = kind.scope() != Scope.CALL_ON_A_JOB;
        cloud.cloud.change(JobChange.moved("j-1", "Stopped"));
        cloud.cloud.add(once(kind).during(looks ? LOOK : "StartReplicationJob"));
        cloud.call(looks ? LOOK : "StartReplicationJob", "JobId", "j-1");
        assertThat(cloud.lastEffect()).isEqualTo(looks ? effectOf(kind).replace("accepted", "none") : effectOf(kind));
    }

    static Stream<Fault> senseless() {
        return Stream.concat(
                Arrays.stream(FaultKind.values())
                        .filter(kind -> kind.scope() == Scope.CUTOVER || kind.scope() == Scope.CALL_ON_A_JOB)
                        .map(kind -> once(kind).during(LOOK)),
                Stream.of(
                        once(FaultKind.ERROR_IN_LAST_RUN).during("StartReplicationJob"),
                        once(FaultKind.THROTTLE).during("Nap"),
                        Fault.on(FaultKind.REFUSE, "j-1", 1)));
    }

    @ParameterizedTest(name = "one that could never strike is refused: {0}")
    @MethodSource("senseless")
    void senseless(Fault fault) {
        assertThatIllegalArgumentException().isThrownBy(() -> cloud.cloud.add(fault));
    }

    @Test
    @DisplayName("a look is struck for one of the jobs that it asks for, and counted for that one")
    void looksAtJobs() {
        cloud.cloud.add(Fault.on(FaultKind.ANSWER_LOST, "j-2", 1).during(LOOK));
        assertThat(cloud.jobs("JobId.1", "j-1").answer()).isEqualTo("sent");
        assertThat(cloud.jobs().answer()).isEqualTo("sent");
        assertThat(cloud.jobs("JobId.1", "j-1", "JobId.2", "j-2").answer()).isEqualTo("lost");
        assertThat(cloud.jobs("JobId.1", "j-1", "JobId.2", "j-2").answer()).isEqualTo("sent");
    }

    @Test
    @DisplayName("a race: the job runs and waits again, and then it can be cut over")
    void race() {
        cloud.cloud.add(once(FaultKind.STATE_RACE));
        cloud.cutOver("j-1");
        assertThat(cloud.life("j-1", Duration.ofMinutes(10)))
                .containsExactly("2m Running/Syncing", "4m Running/Processing", "6m Waiting");
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
    }

    @Test
    @DisplayName("a race waits for a job that could run, and for room")
    void raceThatCannotBe() {
        TestCloud full = new TestCloud(
                SimulatorOptions.defaults().withMaxRunning(1),
                TestCloud.hourly("j-1"),
                TestCloud.hourly("j-2").withStatus("Running"));
        full.cloud.add(once(FaultKind.STATE_RACE));
        assertThat(full.cutOver("j-1").word()).isEqualTo("QuotaExceeded.RunningJob");
        full.cloud.change(JobChange.moved("j-2", "Stopped"));
        full.cloud.change(JobChange.moved("j-1", "Stopped"));
        assertThat(full.cutOver("j-1").word()).isEqualTo("ReplicationJob.InvalidStatus");
        assertThat(full.state("j-1")).isEqualTo("Stopped");
        full.cloud.change(JobChange.moved("j-1", "Waiting"));
        assertThat(full.cutOver("j-1").word()).isEqualTo("ReplicationJob.InvalidStatus");
        assertThat(full.state("j-1")).isEqualTo("Running/Preparing");
    }

    @Test
    @DisplayName("a race is lost without a word where any state is accepted")
    void raceWhereAnyStateIsAccepted() {
        cloud.cloud.behave(Behaviour.documented().acceptingAnyState(true));
        cloud.cloud.add(once(FaultKind.STATE_RACE));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
        assertThat(cloud.lastEntry())
                .extracting(LedgerEntry::statusBefore, LedgerEntry::effect)
                .containsExactly("Running", "accepted");
    }

    @Test
    @DisplayName("a source that goes offline stays so until somebody mends it")
    void sourceOffline() {
        cloud.cloud.add(once(FaultKind.SOURCE_OFFLINE));
        cloud.cutOver("j-1");
        cloud.clock.forward(Duration.ofMinutes(30));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("SourceServerState.Invalid");
        assertThat(cloud.sources("SourceId.1", "s-j-1").column("State")).containsExactly("Unavailable");
        cloud.cloud.change(JobChange.mended("j-1"));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
    }

    @Test
    @DisplayName("stale reads show the job as it was for a while, and judge calls by what is")
    void staleReads() {
        cloud.cloud.add(once(FaultKind.STALE_READS).lasting(Duration.ofMinutes(5)));
        cloud.cutOver("j-1");
        assertThat(cloud.state("j-1")).isEqualTo("Waiting");
        assertThat(cloud.jobs("Status", "Waiting").column("JobId")).containsExactly("j-1", "j-2");
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("ReplicationJob.InvalidStatus");
        assertThat(cloud.lastEntry().statusBefore()).isEqualTo("Running");
        assertThat(cloud.life("j-1", Duration.ofMinutes(10)))
                .containsExactly("5m Running/Processing", "6m Running/Cleaning", "7m Finished");
    }

    @Test
    @DisplayName("an error in the last run waits for a call that brings a last run about")
    void errorInLastRun() {
        cloud.cloud.add(once(FaultKind.ERROR_IN_LAST_RUN));
        cloud.cutOverWithoutSync("j-1");
        assertThat(cloud.life("j-1", Duration.ofMinutes(10))).containsExactly("1m Finished");
        cloud.cloud.change(JobChange.moved("j-1", "Waiting"));
        cloud.cutOver("j-1");
        assertThat(cloud.life("j-1", Duration.ofMinutes(10))).containsExactly("2m Running/Syncing", "4m InError");
        cloud.cloud.change(JobChange.moved("j-1", "Waiting"));
        cloud.cutOver("j-1");
        assertThat(cloud.life("j-1", Duration.ofMinutes(10))).endsWith("7m Finished");
    }

    @Test
    @DisplayName("an error in the last run is spared by a call on a job that is being cut over already")
    void errorInLastRunOfAnother() {
        cloud.cloud.behave(Behaviour.documented().acceptingAnyState(true));
        cloud.cutOver("j-1");
        cloud.cloud.add(once(FaultKind.ERROR_IN_LAST_RUN));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
        assertThat(cloud.life("j-1", Duration.ofMinutes(10))).endsWith("7m Finished");
        cloud.cloud.change(JobChange.moved("j-1", "Running"));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
        assertThat(cloud.life("j-1", Duration.ofMinutes(20))).endsWith("10m InError");
    }

    @Test
    @DisplayName("throttling above a rate lets so many calls through in any second, and those refused do not count")
    void throttleAbove() {
        cloud.cloud.add(Fault.throttlingAbove(2));
        assertThat(look()).isEqualTo("OK");
        cloud.clock.forward(Duration.ofMillis(600));
        assertThat(look()).isEqualTo("OK");
        assertThat(look()).isEqualTo("Throttling.User");
        cloud.clock.forward(Duration.ofMillis(399));
        assertThat(look()).isEqualTo("Throttling.User");
        cloud.clock.forward(Duration.ofMillis(1));
        assertThat(look()).isEqualTo("OK");
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("Throttling.User");
        cloud.clock.forward(Duration.ofMillis(600));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
    }

    private String look() {
        return cloud.jobs().word();
    }

    private String lookWith(String token) {
        return cloud.call(new SignedCall(LOOK, cloud.clock.instant())
                        .header("x-acs-security-token", token)
                        .sign())
                .word();
    }

    @Test
    @DisplayName(
            "credentials that expire at a time: the tokens in use until then are refused from then on, and new ones are not")
    void credentialsExpire() {
        cloud.cloud.add(Fault.credentialsExpiring(Duration.ofMinutes(5)));
        assertThat(look()).isEqualTo("OK");
        assertThat(lookWith("one")).isEqualTo("OK");
        cloud.clock.forward(Duration.ofMinutes(5).minusMillis(1));
        assertThat(lookWith("one")).isEqualTo("OK");
        cloud.clock.forward(Duration.ofMillis(1));
        assertThat(lookWith("one")).isEqualTo("InvalidSecurityToken.Expired");
        assertThat(lookWith("two")).isEqualTo("OK");
        assertThat(lookWith("one")).isEqualTo("InvalidSecurityToken.Expired");
        assertThat(look()).isEqualTo("InvalidSecurityToken.Expired");
        assertThat(lookWith("two")).isEqualTo("OK");
    }

    @Test
    @DisplayName("credentials that expired before the first call are those of the first call")
    void credentialsExpiredBeforehand() {
        cloud.cloud.add(Fault.credentialsExpiring(Duration.ZERO));
        assertThat(lookWith("one")).isEqualTo("InvalidSecurityToken.Expired");
        assertThat(lookWith("two")).isEqualTo("OK");
        assertThat(lookWith("one")).isEqualTo("InvalidSecurityToken.Expired");
    }

    @Test
    @DisplayName("any fault can begin later")
    void after() {
        cloud.cloud.add(once(FaultKind.THROTTLE).startingAfter(Duration.ofMinutes(5)));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
        cloud.clock.forward(Duration.ofMinutes(5));
        assertThat(cloud.cutOver("j-2").word()).isEqualTo("Throttling.User");
    }

    @Test
    @DisplayName("one fault strikes a call: the first that was set and is not spent")
    void oneAtATime() {
        cloud.cloud.add(Fault.on(FaultKind.CONNECTION_DROPPED, "j-1", 1));
        cloud.cloud.add(Fault.on(FaultKind.ACKNOWLEDGED_ONLY, "j-1", 2));
        cloud.cloud.add(Fault.on(FaultKind.ANSWER_LOST, "j-1", 0));
        for (String effect : List.of("none/dropped", "none/sent", "none/sent", "accepted/lost")) {
            cloud.cutOver("j-1");
            assertThat(cloud.lastEffect()).isEqualTo(effect);
        }
        assertThat(cloud.cutOver("j-2").answer()).isEqualTo("sent");
    }
}
