package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what the documentation leaves open is tried both ways")
class SwitchesTest {

    private static TestCloud with(Behaviour behaviour, SimulatedJob... jobs) {
        return new TestCloud(SimulatorOptions.defaults().withBehaviour(behaviour), jobs);
    }

    @Nested
    @DisplayName("acceptAnyState")
    class AcceptAnyState {

        private final TestCloud off = with(Behaviour.documented().acceptingAnyState(false), TestCloud.hourly("j-1"));
        private final TestCloud on = with(Behaviour.documented().acceptingAnyState(true), TestCloud.hourly("j-1"));

        @Test
        @DisplayName("off: a call on a running job is refused, and the job waits after its run as if nothing was")
        void refused() {
            off.clock.forward(Duration.ofMinutes(61));
            assertThat(off.cutOver("j-1").word()).isEqualTo("ReplicationJob.InvalidStatus");
            assertThat(off.life("j-1", Duration.ofMinutes(10)))
                    .containsExactly("1m Running/Syncing", "3m Running/Processing", "5m Waiting");
        }

        @Test
        @DisplayName("on: it is accepted, and the last run follows the one under way")
        void accepted() {
            on.clock.forward(Duration.ofMinutes(61));
            assertThat(on.cutOver("j-1").word()).isEqualTo("OK");
            assertThat(on.lastEntry().statusBefore()).isEqualTo("Running");
            assertThat(on.life("j-1", Duration.ofMinutes(20)))
                    .containsExactly(
                            "1m Running/Syncing",
                            "3m Running/Processing",
                            "5m Running/Preparing",
                            "7m Running/Syncing",
                            "9m Running/Processing",
                            "11m Running/Cleaning",
                            "12m Finished");
        }

        @Test
        @DisplayName("on: without SyncData it cleans when the run under way has ended")
        void acceptedWithoutSync() {
            on.clock.forward(Duration.ofMinutes(61));
            on.cutOverWithoutSync("j-1");
            assertThat(on.life("j-1", Duration.ofMinutes(20)))
                    .containsExactly(
                            "1m Running/Syncing", "3m Running/Processing", "5m Running/Cleaning", "6m Finished");
        }

        @Test
        @DisplayName("off: a job is cut over once; on: a second call is accepted too, and the ledger holds both")
        void twice() {
            for (TestCloud cloud : List.of(off, on)) {
                cloud.cutOver("j-1");
                cloud.cutOver("j-1");
            }
            assertThat(off.cloud.ledger()).extracting(LedgerEntry::effect).containsExactly("accepted", "refused");
            assertThat(on.cloud.ledger()).extracting(LedgerEntry::effect).containsExactly("accepted", "accepted");
            assertThat(on.life("j-1", Duration.ofHours(3)))
                    .containsExactly(
                            "2m Running/Syncing", "4m Running/Processing", "6m Running/Cleaning", "7m Finished");
        }

        @ParameterizedTest(name = "on: a job that is {0} is refused all the same")
        @ValueSource(strings = {"Ready", "Stopped", "InError", "Finished", "Expired", "Deleting", "Napping"})
        void notAnyState(String status) {
            TestCloud cloud = with(
                    Behaviour.documented().acceptingAnyState(true),
                    TestCloud.hourly("j-1").withStatus(status));
            assertThat(cloud.cutOver("j-1").word()).isEqualTo("ReplicationJob.InvalidStatus");
        }
    }

    @Nested
    @DisplayName("callShowsAfter")
    class CallShowsAfter {

        private final TestCloud atOnce =
                with(Behaviour.documented().showingCallsAfter(Duration.ZERO), TestCloud.hourly("j-1"));
        private final TestCloud later =
                with(Behaviour.documented().showingCallsAfter(Duration.ofMinutes(2)), TestCloud.hourly("j-1"));

        @Test
        @DisplayName("zero: the job runs right after the call")
        void atOnce() {
            atOnce.cutOver("j-1");
            assertThat(atOnce.state("j-1")).isEqualTo("Running/Preparing");
            assertThat(atOnce.cloud.ledger().get(0).statusAfter()).isEqualTo("Running");
        }

        @Test
        @DisplayName("two minutes: it waits on for so long, then runs for the last time")
        void later() {
            later.cutOver("j-1");
            assertThat(later.lastEntry().statusAfter()).isEqualTo("Waiting");
            assertThat(later.state("j-1")).isEqualTo("Waiting");
            assertThat(later.life("j-1", Duration.ofMinutes(20)))
                    .containsExactly(
                            "2m Running/Preparing",
                            "4m Running/Syncing",
                            "6m Running/Processing",
                            "8m Running/Cleaning",
                            "9m Finished");
        }

        @Test
        @DisplayName("two minutes: so it does without SyncData")
        void laterWithoutSync() {
            later.cutOverWithoutSync("j-1");
            assertThat(later.life("j-1", Duration.ofMinutes(20))).containsExactly("2m Running/Cleaning", "3m Finished");
        }

        @Test
        @DisplayName("two minutes: a second call meanwhile is accepted, and changes nothing")
        void twice() {
            later.cutOver("j-1");
            later.clock.forward(Duration.ofMinutes(1));
            assertThat(later.cutOver("j-1").word()).isEqualTo("OK");
            assertThat(later.life("j-1", Duration.ofMinutes(1))).containsExactly("1m Running/Preparing");
        }

        @Test
        @DisplayName("two minutes: the scheduled run that was due meanwhile does not come")
        void beforeTheScheduledRun() {
            later.clock.forward(Duration.ofMinutes(59));
            later.cutOver("j-1");
            assertThat(later.life("j-1", Duration.ofHours(2)))
                    .containsExactly(
                            "2m Running/Preparing",
                            "4m Running/Syncing",
                            "6m Running/Processing",
                            "8m Running/Cleaning",
                            "9m Finished");
        }
    }

    @Nested
    @DisplayName("restartResumesCutover")
    class RestartResumesCutover {

        private TestCloud afterAFailedLastRun(boolean resumes) {
            TestCloud cloud = with(Behaviour.documented().resumingCutover(resumes), TestCloud.hourly("j-1"));
            cloud.cloud.add(Fault.on(FaultKind.ERROR_IN_LAST_RUN, "j-1", 1));
            cloud.cutOver("j-1");
            assertThat(cloud.life("j-1", Duration.ofMinutes(10))).containsExactly("2m Running/Syncing", "4m InError");
            assertThat(cloud.row("j-1")).containsEntry("ErrorCode", "JobError.LastRunFailed");
            assertThat(cloud.start("j-1").word()).isEqualTo("OK");
            return cloud;
        }

        @Test
        @DisplayName("on: a job that failed in its last run, and is started again, finishes")
        void resumes() {
            assertThat(afterAFailedLastRun(true).life("j-1", Duration.ofMinutes(20)))
                    .containsExactly(
                            "2m Running/Syncing", "4m Running/Processing", "6m Running/Cleaning", "7m Finished");
        }

        @Test
        @DisplayName("off: it waits, and must be cut over again")
        void waits() {
            TestCloud cloud = afterAFailedLastRun(false);
            assertThat(cloud.life("j-1", Duration.ofMinutes(20)))
                    .containsExactly("2m Running/Syncing", "4m Running/Processing", "6m Waiting");
            assertThat(cloud.cutOver("j-1").word()).isEqualTo("OK");
            assertThat(cloud.life("j-1", Duration.ofMinutes(7))).endsWith("7m Finished");
        }

        @ParameterizedTest(name = "{0}: so does a job whose last run was paused")
        @ValueSource(booleans = {true, false})
        void paused(boolean resumes) {
            TestCloud cloud = with(Behaviour.documented().resumingCutover(resumes), TestCloud.hourly("j-1"));
            cloud.cutOver("j-1");
            cloud.clock.forward(Duration.ofMinutes(3));
            assertThat(cloud.stop("j-1").word()).isEqualTo("OK");
            cloud.start("j-1");
            assertThat(cloud.life("j-1", Duration.ofMinutes(20))).endsWith(resumes ? "7m Finished" : "6m Waiting");
        }
    }

    @Test
    @DisplayName("as documented, they are off, zero and on")
    void documented() {
        assertThat(Behaviour.documented()).isEqualTo(new Behaviour(false, Duration.ZERO, true));
        assertThat(Behaviour.class.getRecordComponents())
                .extracting("name")
                .containsExactlyInAnyOrderElementsOf(Switches.KEYS);
    }
}
