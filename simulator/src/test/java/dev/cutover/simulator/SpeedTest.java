package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("a simulator at sixty times the speed")
class SpeedTest {

    private final TestCloud cloud = new TestCloud(
            SimulatorOptions.defaults()
                    .withSpeed(60)
                    .withBehaviour(Behaviour.documented().showingCallsAfter(Duration.ofMinutes(1))),
            TestCloud.hourly("j-1"),
            TestCloud.hourly("j-2").expiringIn(Duration.ofMinutes(30)));

    private String stateAfter(String id, Duration time) {
        cloud.clock.forward(time);
        return cloud.state(id);
    }

    @Test
    @DisplayName("lives an hour in a minute, and shows and compares the wall clock's times")
    void periods() {
        assertThat(cloud.row("j-1")).containsEntry("ValidTime", "2026-11-28T13:00:00Z");
        assertThat(stateAfter("j-2", Duration.ofSeconds(30))).isEqualTo("Expired");
        assertThat(stateAfter("j-1", Duration.ofMillis(29_999))).isEqualTo("Waiting");
        assertThat(stateAfter("j-1", Duration.ofMillis(1))).isEqualTo("Running/Preparing");
        assertThat(stateAfter("j-1", Duration.ofSeconds(6))).isEqualTo("Waiting");
        assertThat(cloud.row("j-1"))
                .containsEntry("StartTime", "2026-11-28T01:01:00Z")
                .containsEntry("EndTime", "2026-11-28T01:01:06Z")
                .containsEntry("Frequency", 1L);
        cloud.cutOver("j-1");
        assertThat(cloud.lastEntry().at()).isEqualTo("2026-11-28T01:01:06.000Z");
        assertThat(stateAfter("j-1", Duration.ofMillis(999))).isEqualTo("Waiting");
        assertThat(stateAfter("j-1", Duration.ofMillis(1))).isEqualTo("Running/Preparing");
        assertThat(stateAfter("j-1", Duration.ofSeconds(7))).isEqualTo("Finished");
        assertThat(stateAfter("j-2", Duration.ofDays(7).dividedBy(60))).isEqualTo("gone");
    }

    @Test
    @DisplayName("compares time stamps with the wall clock")
    void skew() {
        assertThat(cloud.call(new SignedCall("DescribeReplicationJobs", TestClock.START.plusSeconds(900)).sign())
                        .word())
                .isEqualTo("OK");
        assertThat(cloud.call(new SignedCall("DescribeReplicationJobs", TestClock.START.plusSeconds(901)).sign())
                        .word())
                .isEqualTo("InvalidTimeStamp.Expired");
    }

    @Test
    @DisplayName("leaves the times of faults, which are the caller's, as they are")
    void faults() {
        cloud.cloud.add(Fault.on(FaultKind.THROTTLE, "j-1", 1).startingAfter(Duration.ofSeconds(10)));
        cloud.clock.forward(Duration.ofMillis(9_999));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
    }

    @Test
    @DisplayName("runs on when everything takes no time at all")
    void noTime() {
        TestCloud fastest = new TestCloud(
                SimulatorOptions.defaults().withSpeed(1_000_000),
                TestCloud.hourly("j-1")
                        .withRuns(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1))
                        .expiringIn(Duration.ofDays(3650)));
        fastest.clock.forward(Duration.ofSeconds(2));
        assertThat(fastest.state("j-1")).isEqualTo("Waiting");
    }

    static Stream<Arguments> options() {
        return Stream.<Map.Entry<String, UnaryOperator<SimulatorOptions>>>of(
                        Map.entry("a speed of zero", usual -> usual.withSpeed(0)),
                        Map.entry("a negative speed", usual -> usual.withSpeed(-1)),
                        Map.entry("a speed that is no number", usual -> usual.withSpeed(Double.NaN)),
                        Map.entry("a speed without end", usual -> usual.withSpeed(Double.POSITIVE_INFINITY)),
                        Map.entry("a negative limit", usual -> usual.withMaxRunning(-1)),
                        Map.entry("a port that there is not", usual -> usual.at("127.0.0.1", 65_536)),
                        Map.entry("no host", usual -> usual.at("", 0)),
                        Map.entry("an empty secret", usual -> usual.withKey("id", "")),
                        Map.entry("an empty id", usual -> usual.withKey("", "secret")))
                .map(row -> Arguments.argumentSet(row.getKey(), row.getValue()));
    }

    @ParameterizedTest(name = "does not run with {argumentSetName}")
    @MethodSource("options")
    void refused(UnaryOperator<SimulatorOptions> change) {
        assertThatIllegalArgumentException().isThrownBy(() -> change.apply(SimulatorOptions.defaults()));
    }

    @Test
    @DisplayName("tells no secret when it is printed")
    void secret() {
        assertThat(SimulatorOptions.defaults().withKey("id", "hush").toString())
                .contains("id")
                .doesNotContain("hush");
    }
}
