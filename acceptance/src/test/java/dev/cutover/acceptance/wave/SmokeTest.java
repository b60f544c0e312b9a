package dev.cutover.acceptance.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Converter;
import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.WaveResult;
import dev.cutover.contract.WaveStart;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.simulator.Simulator;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.smc.AccessKey;
import dev.cutover.smc.Credentials;
import dev.cutover.smc.SmcClient;
import dev.cutover.smc.SmcSettings;
import dev.cutover.worker.CutoverWorker;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmokeTest {

    @Test
    void a_wave_of_twenty_servers_is_cut_over() throws Exception {
        try (Simulator simulator =
                        Simulator.start(SimulatorOptions.defaults(), Night.servers(20), List.of(), Clock.systemUTC());
                SmcClient smc = new SmcClient(
                        SmcSettings.at(simulator.endpoint()),
                        Credentials.fixed(AccessKey.of("simulator", "simulator")),
                        Clock.systemUTC());
                TestWorkflowEnvironment temporal =
                        TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                                .setUseTimeskipping(false)
                                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                                        .setDataConverter(Converter.dataConverter())
                                        .build())
                                .build());
                CutoverWorker worker = CutoverWorker.start(
                        temporal.getWorkflowClient(), null, smc, Clock.systemUTC(), System::nanoTime)) {
            CutoverWave wave = temporal.getWorkflowClient()
                    .newWorkflowStub(
                            CutoverWave.class,
                            WorkflowOptions.newBuilder()
                                    .setTaskQueue(worker.taskQueue())
                                    .setWorkflowId(WorkflowIds.wave("smoke"))
                                    .build());
            WaveResult result = wave.run(WaveStart.of(Night.plan("smoke", 20, 2, 5)));
            System.out.println(result);
            System.out.println(temporal.getWorkflowClient()
                    .fetchHistory(WorkflowIds.wave("smoke"))
                    .getEvents()
                    .size());
            System.out.println(temporal.getWorkflowClient()
                    .fetchHistory(WorkflowIds.cutover(new dev.cutover.contract.JobId(Night.id(1))))
                    .getEvents()
                    .size());
            simulator.ledger().stream()
                    .filter(e -> e.operation().startsWith("Cut"))
                    .forEach(System.out::println);
            System.out.println(simulator.ledger().size());
            assertThat(result).isNotNull();
        }
    }
}
