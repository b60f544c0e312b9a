package dev.cutover.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("a job's life")
class LifeTest {

    static Stream<Arguments> lives() {
        Consumer<TestCloud> nothing = cloud -> {};
        Consumer<TestCloud> cutOver = cloud -> cloud.cutOver("j-1");
        Consumer<TestCloud> cutOverWithoutSync = cloud -> cloud.cutOverWithoutSync("j-1");
        Consumer<TestCloud> start = cloud -> cloud.start("j-1");
        return Stream.of(
                life(
                        "a waiting job runs every hour, counted from the end of the run before",
                        job -> job,
                        nothing,
                        "60m Running/Preparing, 62m Running/Syncing, 64m Running/Processing, 66m Waiting, "
                                + "126m Running/Preparing, 128m Running/Syncing, 130m Running/Processing, 132m Waiting"),
                life(
                        "its next run may be nearer than its frequency says, and those after are not",
                        job -> job.withRuns(Duration.ofMinutes(5), Duration.ofMinutes(3), Duration.ofHours(1)),
                        nothing,
                        "5m Running/Preparing, 6m Running/Syncing, 7m Running/Processing, 8m Waiting, "
                                + "68m Running/Preparing, 69m Running/Syncing, 70m Running/Processing, 71m Waiting, "
                                + "131m Running/Preparing, 132m Running/Syncing, 133m Running/Processing, 134m Waiting"),
                life(
                        "cut over with SyncData it runs once more, cleans, and has finished for good",
                        job -> job,
                        cutOver,
                        "2m Running/Syncing, 4m Running/Processing, 6m Running/Cleaning, 7m Finished"),
                life(
                        "its last run may take longer than the others, and so may the cleaning",
                        job -> job.withLastRun(Duration.ofMinutes(30), Duration.ofMinutes(5)),
                        cutOver,
                        "10m Running/Syncing, 20m Running/Processing, 30m Running/Cleaning, 35m Finished"),
                life("cut over without SyncData it cleans at once", job -> job, cutOverWithoutSync, "1m Finished"),
                life("a job that was never started stays so", job -> job.withStatus("Ready"), nothing, ""),
                life(
                        "started, it runs, and waits",
                        job -> job.withStatus("Ready"),
                        start,
                        "2m Running/Syncing, 4m Running/Processing, 6m Waiting, "
                                + "66m Running/Preparing, 68m Running/Syncing, 70m Running/Processing, 72m Waiting, "
                                + "132m Running/Preparing, 134m Running/Syncing"),
                life("a stopped job stays so", job -> job.withStatus("Stopped"), nothing, ""),
                life("a job in error stays so", job -> job.withStatus("InError"), nothing, ""),
                life(
                        "a one-off job ends with its run",
                        job -> job.withStatus("Ready").withRunOnce(),
                        start,
                        "2m Running/Syncing, 4m Running/Processing, 6m Running/Cleaning, 7m Finished"),
                life(
                        "a job that waits expires on time",
                        job -> job.expiringIn(Duration.ofMinutes(50)),
                        nothing,
                        "50m Expired"),
                life(
                        "a job that runs expires on time",
                        job -> job.expiringIn(Duration.ofMinutes(63)),
                        nothing,
                        "60m Running/Preparing, 62m Running/Syncing, 63m Expired"),
                life(
                        "a job that is about to run at the time when it expires, expires",
                        job -> job.expiringIn(Duration.ofMinutes(60)),
                        nothing,
                        "60m Expired"),
                life(
                        "a finished job does not expire",
                        job -> job.withStatus("Finished").expiringIn(Duration.ofMinutes(5)),
                        nothing,
                        ""),
                life(
                        "a job that is being deleted stays so",
                        job -> job.withStatus("Deleting").expiringIn(Duration.ofMinutes(5)),
                        nothing,
                        ""),
                life(
                        "a state that nobody knows lasts until the job expires",
                        job -> job.withStatus("Napping").expiringIn(Duration.ofMinutes(5)),
                        nothing,
                        "5m Expired"));
    }

    private static Arguments life(
            String sentence, UnaryOperator<SimulatedJob> job, Consumer<TestCloud> deed, String states) {
        return Arguments.argumentSet(sentence, job, deed, states);
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("lives")
    void lives(UnaryOperator<SimulatedJob> job, Consumer<TestCloud> deed, String states) {
        TestCloud cloud = new TestCloud(job.apply(TestCloud.hourly("j-1")));
        deed.accept(cloud);
        assertThat(cloud.life("j-1", Duration.ofMinutes(134))).isEqualTo(split(states));
    }

    private static List<String> split(String states) {
        return states.isEmpty() ? List.of() : List.of(states.split(", "));
    }

    @ParameterizedTest(name = "{argumentSetName}, also when nobody looks meanwhile")
    @MethodSource("lives")
    void livesUnseen(UnaryOperator<SimulatedJob> job, Consumer<TestCloud> deed, String states) {
        TestCloud cloud = new TestCloud(job.apply(TestCloud.hourly("j-1")));
        deed.accept(cloud);
        String before = cloud.state("j-1");
        cloud.clock.forward(Duration.ofMinutes(134));
        List<String> seen = split(states);
        String last = seen.isEmpty() ? before : seen.get(seen.size() - 1).replaceAll("^\\d+m ", "");
        assertThat(cloud.state("j-1")).isEqualTo(last);
    }

    @Test
    @DisplayName("an expired job is kept for a week, and then it is gone from every answer")
    void goneAWeekAfterItExpired() {
        TestCloud cloud = new TestCloud(
                TestCloud.hourly("j-1").expiringIn(Duration.ofMinutes(10)),
                TestCloud.hourly("j-2").withStatus("Expired"));
        cloud.clock.forward(Duration.ofDays(7));
        assertThat(cloud.jobs().column("JobId")).containsExactly("j-1");
        assertThat(cloud.cutOver("j-2").word()).isEqualTo("InvalidParameter.JobId");
        cloud.clock.forward(Duration.ofMinutes(10));
        assertThat(cloud.jobs().rows()).isEmpty();
    }

    @Test
    @DisplayName("what it leaves is told only when it has finished: an image, or an instance when it was made for one")
    void whatItLeaves() {
        SimulatedJob usual = TestCloud.hourly("j-1");
        SimulatedJob toInstance = JobsOf.targeting(TestCloud.hourly("j-2"), "TargetInstance");
        TestCloud cloud = new TestCloud(usual, toInstance);
        cloud.cutOver("j-1");
        cloud.cutOver("j-2");
        assertThat(cloud.jobs().column("ImageId")).containsExactly("", "");
        assertThat(cloud.jobs().column("InstanceId")).containsExactly("", "");
        cloud.clock.forward(Duration.ofMinutes(7));
        assertThat(cloud.jobs().column("Status")).containsExactly("Finished", "Finished");
        assertThat(cloud.jobs().column("ImageId")).containsExactly("m-j-1", "");
        assertThat(cloud.jobs().column("InstanceId")).containsExactly("", "i-j-2");
        assertThat(cloud.jobs().column("Progress")).containsExactly(100, 100);
    }

    @Test
    @DisplayName("a job in error is started again, runs, and waits; its code goes")
    void startedAgain() {
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1").withStatus("InError"));
        assertThat(cloud.row("j-1")).containsEntry("ErrorCode", "JobError.Simulated");
        assertThat(cloud.start("j-1").word()).isEqualTo("OK");
        assertThat(cloud.row("j-1")).containsEntry("ErrorCode", "");
        assertThat(cloud.life("j-1", Duration.ofMinutes(10)))
                .containsExactly("2m Running/Syncing", "4m Running/Processing", "6m Waiting");
    }

    @Test
    @DisplayName("a run is paused while it copies, and begins anew when it is started")
    void paused() {
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1"));
        cloud.clock.forward(Duration.ofMinutes(63));
        assertThat(cloud.stop("j-1").word()).isEqualTo("OK");
        assertThat(cloud.life("j-1", Duration.ofHours(3))).isEmpty();
        assertThat(cloud.state("j-1")).isEqualTo("Stopped");
        cloud.start("j-1");
        assertThat(cloud.life("j-1", Duration.ofMinutes(10)))
                .containsExactly("2m Running/Syncing", "4m Running/Processing", "6m Waiting");
    }

    @Test
    @DisplayName("past runs are told with their times: the next one is due a frequency after the last one's end")
    void pastRuns() {
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1"));
        assertThat(runs(cloud)).containsExactly(run("2026-11-28T00:54:00Z", "2026-11-28T01:00:00Z", "Manual", ""));
        assertThat(cloud.row("j-1")).containsEntry("CreationTime", "2026-11-28T00:54:00Z");
        cloud.clock.forward(Duration.ofMinutes(63));
        assertThat(cloud.row("j-1"))
                .containsEntry("StartTime", "2026-11-28T02:00:00Z")
                .containsEntry("EndTime", "")
                .containsEntry("Progress", 25);
        cloud.clock.forward(Duration.ofMinutes(3));
        assertThat(cloud.row("j-1"))
                .containsEntry("StartTime", "2026-11-28T02:00:00Z")
                .containsEntry("EndTime", "2026-11-28T02:06:00Z")
                .containsEntry("Frequency", 1L);
        cloud.cutOver("j-1");
        cloud.clock.forward(Duration.ofMinutes(7));
        assertThat(runs(cloud))
                .containsExactly(
                        run("2026-11-28T00:54:00Z", "2026-11-28T01:00:00Z", "Manual", ""),
                        run("2026-11-28T02:00:00Z", "2026-11-28T02:06:00Z", "Schedule", ""),
                        run("2026-11-28T02:06:00Z", "2026-11-28T02:12:00Z", "Manual", "m-j-1"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> runs(TestCloud cloud) {
        Map<String, Object> runs = (Map<String, Object>) cloud.row("j-1").get("ReplicationJobRuns");
        return (List<Map<String, Object>>) runs.get("ReplicationJobRun");
    }

    private static Map<String, Object> run(String start, String end, String type, String imageId) {
        return Map.of("StartTime", start, "EndTime", end, "Type", type, "ImageId", imageId);
    }

    @Test
    @DisplayName("a job that waits has the past runs behind it that it was given, a frequency apart")
    void givenPastRuns() {
        SimulatedJob given = TestCloud.hourly("j-1").withPastRuns(Duration.ofHours(3), Duration.ofMinutes(7));
        // Whatever is said of the runs to come.
        Duration hour = Duration.ofHours(1);
        TestCloud cloud = new TestCloud(given.withRuns(Duration.ofMinutes(20), Duration.ofMinutes(6), hour));
        assertThat(runs(cloud))
                .containsExactly(
                        run("2026-11-27T20:13:00Z", "2026-11-27T23:13:00Z", "Manual", ""),
                        run("2026-11-28T00:13:00Z", "2026-11-28T00:20:00Z", "Schedule", ""));
        assertThat(cloud.row("j-1")).containsEntry("CreationTime", "2026-11-27T20:13:00Z");
    }

    @Test
    @DisplayName("a job that ran a thousand times tells the last hundred runs")
    void manyRuns() {
        TestCloud cloud = new TestCloud(TestCloud.hourly("j-1").expiringIn(Duration.ofDays(90)));
        cloud.clock.forward(Duration.ofMinutes(66).multipliedBy(1000));
        assertThat(runs(cloud)).hasSize(100);
        assertThat(cloud.row("j-1")).containsEntry("EndTime", Times.seconds(cloud.clock.instant()));
    }
}
