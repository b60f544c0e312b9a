package dev.cutover.workflows.wave;

import dev.cutover.contract.GroupRules;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.Plan;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** A group with hooks, alone in its wave. */
abstract class UnitStage {

    static final Duration HOUR = Duration.ofHours(1);

    final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    Plan unit(int slots, String... ids) {
        for (String id : ids) {
            stage.smc.add(id);
        }
        return Plans.plan("night", slots, Plans.unit("app", ids));
    }

    static GroupRules rules(Hooks hooks, Integer minReady, Instant startBy) {
        return new GroupRules(null, hooks, minReady, startBy, null, false);
    }

    Plan unitOf(GroupRules rules, String... ids) {
        for (String id : ids) {
            stage.smc.add(id);
        }
        return Plans.plan("night", ids.length, Plans.ruled(Plans.group("app", ids), rules));
    }

    static boolean isOver(Stage.Running wave) {
        return wave.status() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
    }
}
