package dev.cutover.acceptance.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.acceptance.Project;
import dev.cutover.acceptance.process.ChildProcess;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker needs to watch a large wave. */
@Tag("e2e")
class HeapTest {

    private static final int JOBS = 500;
    private static final long MOST_KILOBYTES = 100 * 1024;

    /** Each {@code used 12345K} of the heap, but not of the classes. */
    private static final Pattern HEAP = Pattern.compile("heap.* used (\\d+)K");

    @Test
    void a_worker_that_watches_five_hundred_jobs_keeps_less_than_a_hundred_megabytes(@TempDir Path folder)
            throws Exception {
        List<SimulatedJob> running = Night.servers(JOBS).stream()
                .map(job -> job.withStatus("Running")
                        .withRuns(Duration.ofHours(24), Duration.ofHours(24), Duration.ofHours(24)))
                .toList();
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), running)) {
            ChildProcess worker = shift.worker();
            shift.start(Night.plan("heap", JOBS, 1, 20));
            Shift.await(
                    "ten beats",
                    Duration.ofMinutes(2),
                    () -> shift.simulator.ledger().size() >= 100);
            assertThat(shift.progress("heap").counts().watching()).isEqualTo(JOBS);

            jcmd(worker, "GC.run");
            long used = heap(jcmd(worker, "GC.heap_info"));
            System.out.println("heap after GC with " + JOBS + " jobs watched: " + used / 1024 + " MB");
            assertThat(used).isBetween(1L, MOST_KILOBYTES);
        }
    }

    private static long heap(String info) {
        Matcher used = HEAP.matcher(info);
        assertThat(used.find()).as(info).isTrue();
        return Long.parseLong(used.group(1));
    }

    private static String jcmd(ChildProcess worker, String command) throws InterruptedException {
        Path jcmd = Project.java().resolveSibling("jcmd");
        try (ChildProcess asked =
                ChildProcess.start(Map.of(), List.of(jcmd.toString(), String.valueOf(worker.pid()), command))) {
            assertThat(asked.awaitEnd(Duration.ofMinutes(1)))
                    .as(() -> String.join("\n", asked.output()))
                    .isZero();
            return String.join("\n", asked.output());
        }
    }
}
