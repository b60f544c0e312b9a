package dev.cutover.workflows.wave;

import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.PerhapsPrepared;
import dev.cutover.contract.Plan;
import dev.cutover.contract.WaveStart;
import dev.cutover.workflows.stage.Plans;
import dev.cutover.workflows.stage.Stage;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** A wave that is ended by force and started again. */
abstract class TakeUpStage {

    static final Duration HOUR = Duration.ofHours(1);
    static final Duration MINUTE = Duration.ofMinutes(1);

    final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    Plan unit(int slots, String... ids) {
        add(ids);
        return Plans.plan("night", slots, Plans.unit("app", ids));
    }

    String[] add(String... ids) {
        for (String id : ids) {
            stage.smc.add(id);
        }
        return ids;
    }

    /** As the command line starts it again when the wave that was ended does not tell how its groups stood. */
    WaveStart again(Plan plan, String... units) {
        return WaveStart.of(plan)
                .after(Stream.of(units)
                        .map(unit -> new PerhapsPrepared(unit, stage.at(Duration.ZERO)))
                        .toList());
    }

    /** The same when it tells. */
    Stage.Running terminated(Stage.Running wave, Plan plan) {
        List<PerhapsPrepared> left = wave.progress().perhapsPrepared();
        wave.untyped().terminate("by hand");
        return stage.start(WaveStart.of(plan).after(left));
    }

    void until(Stage.Running wave, GroupPhase phase) {
        stage.passUntil(() -> wave.group("app").phase() == phase);
    }

    void untilOver(Stage.Running wave) {
        stage.passUntil(() -> wave.status() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
    }
}
