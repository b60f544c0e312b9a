package dev.cutover.acceptance.wave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Reason;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveStart;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.SimulatorOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cutovers around a continue-as-new, on a server that loses a child whose start was not confirmed. */
@Tag("e2e")
class LostChildrenTest {

    /** So few events a run that it continues again and again. */
    private static final int FEW = 25;

    @Test
    void each_run_of_a_wave_confirms_the_starts_of_its_children_before_it_continues(@TempDir Path folder)
            throws Exception {
        int servers = 40;
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), Night.servers(servers))) {
            shift.worker();
            WorkflowExecution first = shift.start(new WaveStart(Night.plan("chain", servers, 1, 7), null, FEW, null));
            assertThat(shift.result("chain", Duration.ofMinutes(3)).outcome()).isEqualTo(WaveOutcome.DONE);
            Agreement.check(shift.report("chain"), shift.simulator.ledger(), Night.POLLING.settle());

            List<List<HistoryEvent>> runs = shift.histories(first);
            assertThat(runs).hasSizeGreaterThan(3);
            for (List<HistoryEvent> run : runs) {
                assertThat(count(run, EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED))
                        .isEqualTo(count(run, EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED));
            }
            assertThat(runs.subList(0, runs.size() - 1))
                    .as("at least one run continued with a child in flight")
                    .anyMatch(run -> count(run, EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED)
                            > count(run, EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED));
        }
    }

    private static long count(List<HistoryEvent> run, EventType type) {
        return run.stream().filter(event -> event.getEventType() == type).count();
    }

    @Test
    @Timeout(420)
    void a_terminated_cutover_is_noticed_before_and_after_the_wave_has_continued(@TempDir Path folder)
            throws Exception {
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), slow(4))) {
            shift.worker();
            WorkflowExecution first = shift.start(new WaveStart(Night.plan("lost", 4, 1, 4), null, 60, null));
            for (int job = 1; job <= 4; job++) {
                int called = job;
                Shift.await(
                        "its call",
                        Duration.ofMinutes(1),
                        () -> shift.calls(called).size() == 1);
            }
            assertThat(shift.histories(first)).hasSize(1);
            shift.cutover(1).terminate("by hand");
            awaitBlocked(shift, 1);

            // Holding and resuming makes events until it continues.
            Shift.await("the wave continues as new", Duration.ofMinutes(1), () -> {
                shift.wave("lost").hold(Shift.action());
                shift.wave("lost").resume(Shift.action());
                return shift.histories(first).size() > 1;
            });
            shift.cutover(2).terminate("by hand");
            awaitBlocked(shift, 2);
            assertThat(shift.progress("lost").counts().cuttingOver()).isEqualTo(2);

            shift.retry("lost", 1, 2);
            assertThat(shift.result("lost", Duration.ofMinutes(4)).outcome()).isEqualTo(WaveOutcome.DONE);
            for (int job = 1; job <= 4; job++) {
                assertThat(shift.calls(job)).hasSize(1);
            }
        }
    }

    private static void awaitBlocked(Shift shift, int job) throws Exception {
        Shift.await(
                "it is noticed that the cutover of server-" + job + " has gone",
                Duration.ofMinutes(2),
                () -> shift.line("lost", job).state() == JobState.BLOCKED);
        assertThat(shift.line("lost", job).reason()).isEqualTo(Reason.of(FailureKind.ENDED_WITHOUT_REPORT));
    }

    @Test
    @Timeout(420)
    void a_terminated_wave_is_taken_up_by_starting_its_plan_again_and_a_cancelled_one_drains(@TempDir Path folder)
            throws Exception {
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), slow(3))) {
            shift.worker();
            shift.start(Night.plan("again", 3, 1, 2));
            Shift.await(
                    "two calls",
                    Duration.ofMinutes(1),
                    () -> shift.calls(1).size() + shift.calls(2).size() == 2);
            shift.client().newUntypedWorkflowStub("wave:again").terminate("by hand");

            shift.start(Night.plan("again", 3, 1, 2));
            Shift.await(
                    "both are adopted",
                    Duration.ofMinutes(1),
                    () -> shift.progress("again").counts().cuttingOver() == 2);
            shift.client().newUntypedWorkflowStub("wave:again").cancel();
            Shift.await(
                    "it ends",
                    Duration.ofMinutes(3),
                    () -> shift.progress("again").endedAt() != null);
            assertThat(shift.progress("again").counts().done()).isEqualTo(2);
            assertThat(shift.progress("again").counts().deferred()).isEqualTo(1);
            assertThat(shift.calls(3)).isEmpty();
            Agreement.check(shift.report("again"), shift.simulator.ledger(), Night.POLLING.settle());
        }
    }

    /** Their last runs leave time for whatever a test does. */
    private static List<SimulatedJob> slow(int count) {
        return Night.servers(count).stream()
                .map(job -> job.withLastRun(Duration.ofSeconds(80), Duration.ofSeconds(1)))
                .toList();
    }
}
