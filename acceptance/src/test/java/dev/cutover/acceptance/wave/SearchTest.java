package dev.cutover.acceptance.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A namespace is set up, and a wave is found in it by a query. */
@Tag("e2e")
class SearchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String PLAN = """
            wave: found
            polling: {interval: 1s, settle: 2s}
            limits: {maxConcurrent: 2}
            groups:
              - name: app
                jobs: [{id: %s, name: server-1}, {id: %s, name: server-2}]
              - name: web
                jobs: [{id: %s, name: server-3}]
            """.formatted(Night.id(1), Night.id(2), Night.id(3));

    @Test
    @Timeout(300)
    void a_wave_is_found_by_its_name_its_phase_and_what_blocks_it(@TempDir Path folder) throws Exception {
        List<SimulatedJob> servers = new ArrayList<>(Night.servers(3));
        servers.set(1, servers.get(1).withStatus("Stopped"));
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), servers)) {
            assertThat(shift.command(0, "setup").output())
                    .filteredOn(line -> line.endsWith("added"))
                    .hasSize(5);
            assertThat(shift.command(0, "setup").output())
                    .filteredOn(line -> line.endsWith("there already"))
                    .hasSize(5);
            shift.worker();
            Path plan = Files.writeString(folder.resolve("found.yaml"), PLAN);
            assertThat(shift.command(0, "start", plan.toString(), "--yes").output())
                    .noneMatch(line -> line.contains("cutover setup"));

            awaitFound(shift, "CutoverWave = 'found' AND WorkflowType = 'JobCutover' AND CutoverPhase = 'done'", 2);
            awaitFound(shift, "CutoverBlockedReason = 'jobStopped'", 1);
            awaitFound(shift, "CutoverPhase = 'waitsForPerson' AND CutoverGroup = 'web'", 1);
            awaitFound(shift, "CutoverJob = 'server-3' AND CutoverGroup = 'web'", 1);
            shift.command(0, "hold", "found", "--reason", "to be found");
            awaitFound(shift, "WorkflowType = 'CutoverWave' AND CutoverPhase = 'held'", 1);
            shift.command(0, "drain", "found", "--reason", "enough");
            awaitFound(shift, "CutoverWave = 'found' AND CutoverPhase = 'partlyDone'", 1);
        }
    }

    private static void awaitFound(Shift shift, String query, int count) throws Exception {
        Shift.await(query, PATIENCE, () -> shift.client().countWorkflows(query).getCount() == count);
    }
}
