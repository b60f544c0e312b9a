package dev.cutover.workflows.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.HoldReason;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Standing;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A wave with limits, and whether it is held. */
abstract class ProtectionStage {

    static final Duration HOUR = Duration.ofHours(1);

    final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    Plan plan(Limits limits, int jobs) {
        for (String id : Plans.ids(jobs)) {
            stage.smc.add(id);
        }
        return Plans.limited(Plans.plan("night", limits.maxConcurrent(), Plans.ids(jobs)), limits);
    }

    static void isHeld(Stage.Running wave, HoldReason why) {
        assertThat(wave.progress().standing()).isEqualTo(Standing.HELD);
        assertThat(wave.progress().hold().reason()).isEqualTo(why);
    }
}
