package dev.cutover.starter.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.simulator.Fault;
import dev.cutover.simulator.SimulatedJob;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo's plan and its servers fit together. */
class DemoWorldTest {

    private final Plan plan = DemoWorld.plan();

    @Test
    void the_plan_s_hash_is_that_of_its_file() throws Exception {
        try (InputStream file = DemoWorld.class.getResourceAsStream("demo-plan.yaml")) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
            assertThat(plan.sha256()).isEqualTo(HexFormat.of().formatHex(hash));
        }
    }

    @Test
    void there_are_sixty_servers_and_faults_strike_only_those() {
        List<String> ids = plan.groups().stream()
                .map(PlannedGroup::jobs)
                .flatMap(List::stream)
                .map(PlannedJob::id)
                .map(JobId::value)
                .toList();
        assertThat(ids).hasSize(60).contains(DemoWorld.IN_ERROR.value(), DemoWorld.EXPIRED.value());
        assertThat(DemoWorld.servers().stream().map(SimulatedJob::id)).containsExactlyElementsOf(ids);
        assertThat(DemoWorld.faults().stream().map(Fault::jobs).flatMap(List::stream))
                .isNotEmpty()
                .isSubsetOf(ids);
    }
}
