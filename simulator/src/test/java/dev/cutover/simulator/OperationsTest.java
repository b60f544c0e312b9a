package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.simulator.TestCloud.Answer;
import java.time.Duration;
import java.util.Arrays;
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

@DisplayName("what an operation asks of a job")
class OperationsTest {

    private static final String STATUS = "ReplicationJob.InvalidStatus";
    private static final String BUSINESS = "ReplicationJob.InvalidBusinessStatus";

    /** What each state says to each call on a job: to be cut over, started, stopped. */
    private static final Map<String, List<String>> ANSWERS = Map.of(
            "Ready", List.of(STATUS, "OK", STATUS),
            "Running", List.of(STATUS, STATUS, BUSINESS),
            "Stopped", List.of(STATUS, "OK", STATUS),
            "Waiting", List.of("OK", STATUS, STATUS),
            "InError", List.of(STATUS, "OK", STATUS),
            "Finished", List.of(STATUS, STATUS, STATUS),
            "Expired", List.of(STATUS, STATUS, STATUS),
            "Deleting", List.of(STATUS, STATUS, STATUS),
            "Napping", List.of(STATUS, STATUS, STATUS));

    static Stream<Arguments> statusAndOperation() {
        return Stream.concat(JobsFile.STATUSES.stream(), Stream.of("Napping")).flatMap(status -> {
            List<String> words = ANSWERS.get(status);
            return Stream.of(
                    Arguments.of(status, Operation.CUT_OVER, words.get(0)),
                    Arguments.of(status, Operation.START, words.get(1)),
                    Arguments.of(status, Operation.STOP, words.get(2)));
        });
    }

    @ParameterizedTest(name = "a job that is {0}, on {1}: {2}")
    @MethodSource("statusAndOperation")
    void status(String status, Operation operation, String word) {
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1").withStatus(status));
        String before = cloud.state("j-1");
        Answer answer = cloud.call(operation.word(), "JobId", "j-1");
        assertThat(answer.word()).isEqualTo(word);
        assertThat(answer.status()).isEqualTo(word.equals("OK") ? 200 : 400);
        assertThat(cloud.lastEntry().statusBefore()).isEqualTo(status);
        if (!word.equals("OK")) {
            assertThat(cloud.state("j-1")).isEqualTo(before);
            assertThat(cloud.cloud.ledger().get(1).effect()).isEqualTo("refused");
            assertThat(answer.body().get("Message")).asString().contains(word.equals(BUSINESS) ? "Preparing" : status);
        }
    }

    @Test
    @DisplayName("every state that a file may name has its row above")
    void everyStatus() {
        assertThat(ANSWERS.keySet()).containsAll(JobsFile.STATUSES);
    }

    static Stream<Arguments> stages() {
        return Stream.of(
                Arguments.of("Preparing", 60, BUSINESS),
                Arguments.of("Syncing", 62, "OK"),
                Arguments.of("Processing", 64, BUSINESS));
    }

    @ParameterizedTest(name = "a running job that is {0} is stopped: {2}")
    @MethodSource("stages")
    void stopped(String business, int minute, String word) {
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1"));
        cloud.clock.forward(Duration.ofMinutes(minute));
        assertThat(cloud.state("j-1")).isEqualTo("Running/" + business);
        assertThat(cloud.stop("j-1").word()).isEqualTo(word);
    }

    @Test
    @DisplayName("a job that is cleaning is not stopped any more")
    void cleaning() {
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1"));
        cloud.cutOverWithoutSync("j-1");
        assertThat(cloud.state("j-1")).isEqualTo("Running/Cleaning");
        assertThat(cloud.stop("j-1").word()).isEqualTo(BUSINESS);
    }

    @ParameterizedTest(name = "{0} that it does not understand, without a job, or of one that is not there, is refused")
    @EnumSource(
            value = Operation.class,
            names = {"CUT_OVER", "START", "STOP"})
    void parameters(Operation operation) {
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1"));
        assertThat(cloud.call(operation.word()).word()).isEqualTo("MissingParameter");
        assertThat(cloud.call(operation.word(), "JobId", "").word()).isEqualTo("MissingParameter");
        assertThat(cloud.call(operation.word(), "JobId", "j-2").word()).isEqualTo("InvalidParameter.JobId");
        assertThat(cloud.state("j-1")).isEqualTo("Waiting");
    }

    @ParameterizedTest(name = "SyncData={0} is read without regard to case")
    @ValueSource(strings = {"true", "True", "TRUE"})
    void syncData(String text) {
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1"));
        assertThat(cloud.call(Fault.CUT_OVER, "JobId", "j-1", "SyncData", text).word())
                .isEqualTo("OK");
        assertThat(cloud.lastEntry().syncData()).isTrue();
        assertThat(cloud.state("j-1")).isEqualTo("Running/Preparing");
    }

    @Test
    @DisplayName("SyncData that is neither true nor false is refused, and without it there is no last run")
    void noSyncData() {
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1"));
        assertThat(cloud.call(Fault.CUT_OVER, "JobId", "j-1", "SyncData", "1").word())
                .isEqualTo("InvalidParameter.SyncData");
        assertThat(cloud.call(Fault.CUT_OVER, "JobId", "j-1").word()).isEqualTo("OK");
        assertThat(cloud.lastEntry().syncData()).isFalse();
        assertThat(cloud.state("j-1")).isEqualTo("Running/Cleaning");
    }

    @Test
    @DisplayName("a one-off job cannot be cut over, whatever its state")
    void oneOff() {
        TestCloud cloud = new TestCloud(
                SimulatorOptions.defaults().withBehaviour(Behaviour.documented().acceptingAnyState(true)),
                TestCloud.hourly("j-1").withRunOnce(),
                TestCloud.hourly("j-2").withStatus("Running").withRunOnce());
        assertThat(cloud.cutOver("j-1").word()).isEqualTo(STATUS);
        assertThat(cloud.cutOver("j-2").word()).isEqualTo(STATUS);
    }

    static Stream<Arguments> sources() {
        Map<String, String> words = Map.of("Available", "OK", "InUse", "OK");
        return Stream.concat(JobsFile.SOURCE_STATES.stream(), Stream.of("Napping"))
                .map(state -> Arguments.of(state, words.getOrDefault(state, "SourceServerState.Invalid")));
    }

    @ParameterizedTest(name = "a source server that is {0}, when its job is cut over or started: {1}")
    @MethodSource("sources")
    void source(String state, String word) {
        TestCloud cloud = new TestCloud(
                TestCloud.hourly("j-1").withSourceState(state),
                TestCloud.hourly("j-2").withStatus("Stopped").withSourceState(state));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo(word);
        assertThat(cloud.start("j-2").word()).isEqualTo(word);
    }

    @Test
    @DisplayName("a job's state is told before its source's")
    void statusFirst() {
        TestCloud cloud =
                new TestCloud(TestCloud.hourly("j-1").withStatus("Running").withSourceState("Unavailable"));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo(STATUS);
    }

    @Test
    @DisplayName("jobs of one source server share it")
    void sharedSource() {
        TestCloud cloud = new TestCloud(
                JobsOf.ofSource(TestCloud.hourly("j-1"), "s-1").withSourceState("Unavailable"),
                JobsOf.ofSource(TestCloud.hourly("j-2"), "s-1"));
        assertThat(cloud.cutOver("j-2").word()).isEqualTo("SourceServerState.Invalid");
        assertThat(cloud.sources().column("SourceId")).containsExactly("s-1");
        cloud.cloud.change(JobChange.mended("j-1"));
        assertThat(cloud.cutOver("j-2").word()).isEqualTo("OK");
    }

    @Test
    @DisplayName("an operation that nobody knows is no look, whatever it is called")
    void unknownOperation() {
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1"));
        assertThat(cloud.call("DescribeTheWeather", "JobId", "j-1").word()).isEqualTo("InvalidAction.NotFound");
        assertThat(cloud.lastEntry().jobId()).isEqualTo("j-1");
    }

    @Test
    @DisplayName("every operation is tried here or among the looks")
    void everyOperation() {
        assertThat(Arrays.stream(Operation.values()).filter(one -> !one.isLook()))
                .containsExactly(Operation.CUT_OVER, Operation.START, Operation.STOP);
    }
}
