package dev.cutover.starter.wave;

import static dev.cutover.starter.World.job;
import static dev.cutover.starter.World.straggler;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.connection.TemporalConnection;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.starter.World;
import dev.cutover.starter.terminal.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a wave's result tells is what the wave itself would tell, asked through a worker. */
@Timeout(60)
class EndedWaveTest {

    @TempDir
    private Path folder;

    @Test
    void a_result_tells_what_the_wave_told() throws Exception {
        try (World world = new World(folder);
                TemporalConnection line = world.connect()) {
            world.start(world.plan(
                    "both",
                    List.of(
                            List.of(job("both", "a"), job("both", "b", "Expired"), straggler("both", "c")),
                            List.of(job("both", "d")))));
            world.await("both", "done", 1);
            world.run("skip", "both", "c", "--reason", "not tonight");
            world.await("both", ran -> !ran.json().path("outcome").asText().equals("running"));

            Wave wave = new Wave(line.client(), "both", "here");
            WaveView ended = wave.look();
            WaveView asked = new AskedWave(
                    line.client().newWorkflowStub(CutoverWave.class, WorkflowIds.wave("both")),
                    new TemporalFailures("both", "here"),
                    false);
            assertThat(ended).isInstanceOf(EndedWave.class);
            assertThat(ended.isOver()).isTrue();
            assertThat(asked.isOver()).isFalse();
            assertThat(Json.document(ended.plan())).isEqualTo(Json.document(asked.plan()));
            assertThat(Json.document(ended.progress())).isEqualTo(Json.document(asked.progress()));
            assertThat(Json.document(ended.jobs())).isEqualTo(Json.document(asked.jobs()));
            assertThat(Json.document(ended.actions())).isEqualTo(Json.document(asked.actions()));
        }
    }
}
