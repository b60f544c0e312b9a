package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a limit on running jobs")
class LimitTest {

    private static TestCloud limitedTo(int most, SimulatedJob... jobs) {
        return new TestCloud(SimulatorOptions.defaults().withMaxRunning(most), jobs);
    }

    private static SimulatedJob due(String id, int minute) {
        return TestCloud.hourly(id).withRuns(Duration.ofMinutes(minute), Duration.ofMinutes(6), Duration.ofHours(1));
    }

    @Test
    @DisplayName("there is none unless it is asked for")
    void none() {
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1"), TestCloud.hourly("j-2"));
        assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
        assertThat(cloud.cutOver("j-2").word()).isEqualTo("OK");
    }

    @Test
    @DisplayName("refuses one cutover too many, and takes it when there is room")
    void cutover() {
        TestCloud cloud = limitedTo(1, TestCloud.hourly("j-1"), TestCloud.hourly("j-2"));
        cloud.cutOver("j-1");
        assertThat(cloud.cutOver("j-2").word()).isEqualTo("QuotaExceeded.RunningJob");
        assertThat(cloud.cutOverWithoutSync("j-2").word()).isEqualTo("QuotaExceeded.RunningJob");
        assertThat(cloud.lastEffect()).isEqualTo("refused/sent/QuotaExceeded.RunningJob");
        assertThat(cloud.state("j-2")).isEqualTo("Waiting");
        cloud.clock.forward(Duration.ofMinutes(6));
        assertThat(cloud.state("j-1")).isEqualTo("Running/Cleaning");
        assertThat(cloud.cutOver("j-2").word()).isEqualTo("QuotaExceeded.RunningJob");
        cloud.clock.forward(Duration.ofMinutes(1));
        assertThat(cloud.cutOver("j-2").word()).isEqualTo("OK");
    }

    @Test
    @DisplayName("counts scheduled runs, started ones, and accepted calls that do not show yet")
    void counts() {
        TestCloud cloud = new TestCloud(
                SimulatorOptions.defaults()
                        .withMaxRunning(1)
                        .withBehaviour(Behaviour.documented().showingCallsAfter(Duration.ofMinutes(5))),
                due("j-1", 1),
                TestCloud.hourly("j-2"),
                TestCloud.hourly("j-3").withStatus("Stopped"));
        cloud.clock.forward(Duration.ofMinutes(1));
        assertThat(cloud.cutOver("j-2").word()).isEqualTo("QuotaExceeded.RunningJob");
        assertThat(cloud.start("j-3").word()).isEqualTo("QuotaExceeded.RunningJob");
        cloud.clock.forward(Duration.ofMinutes(6));
        assertThat(cloud.cutOver("j-2").word()).isEqualTo("OK");
        assertThat(cloud.state("j-2")).isEqualTo("Waiting");
        assertThat(cloud.start("j-3").word()).isEqualTo("QuotaExceeded.RunningJob");
        cloud.clock.forward(Duration.ofMinutes(12));
        assertThat(cloud.state("j-2")).isEqualTo("Finished");
        assertThat(cloud.start("j-3").word()).isEqualTo("OK");
    }

    @Test
    @DisplayName("postpones scheduled runs; the one that has waited longest starts as soon as there is room")
    void postponed() {
        TestCloud cloud = limitedTo(1, due("j-1", 10), due("j-2", 12), due("j-3", 11));
        cloud.clock.forward(Duration.ofMinutes(15));
        assertThat(cloud.jobs().column("Status")).containsExactly("Running", "Waiting", "Waiting");
        cloud.clock.forward(Duration.ofMinutes(1));
        assertThat(cloud.jobs().column("Status")).containsExactly("Waiting", "Waiting", "Running");
        assertThat(cloud.row("j-3")).containsEntry("StartTime", "2026-11-28T01:16:00Z");
        cloud.clock.forward(Duration.ofMinutes(6));
        assertThat(cloud.jobs().column("Status")).containsExactly("Waiting", "Running", "Waiting");
    }

    @Test
    @DisplayName("postpones them in the right order also when nobody looks meanwhile")
    void postponedUnseen() {
        TestCloud cloud = limitedTo(1, due("j-1", 10), due("j-2", 12), due("j-3", 11));
        cloud.clock.forward(Duration.ofMinutes(50));
        assertThat(cloud.jobs().column("StartTime"))
                .containsExactly("2026-11-28T01:10:00Z", "2026-11-28T01:22:00Z", "2026-11-28T01:16:00Z");
    }

    @Test
    @DisplayName("does not keep a postponed job from being cut over or from expiring")
    void postponedAndCutOver() {
        TestCloud cloud =
                limitedTo(1, due("j-1", 10), due("j-2", 11), due("j-3", 11).expiringIn(Duration.ofMinutes(12)));
        cloud.clock.forward(Duration.ofMinutes(12));
        assertThat(cloud.jobs().column("Status")).containsExactly("Running", "Waiting", "Expired");
        cloud.clock.forward(Duration.ofMinutes(1));
        assertThat(cloud.stop("j-1").word()).isEqualTo("OK");
        assertThat(cloud.jobs().column("Status")).containsExactly("Stopped", "Running", "Expired");
    }
}
