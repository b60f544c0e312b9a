package dev.cutover.acceptance.wave;

import static dev.cutover.contract.HookStep.AFTER;
import static dev.cutover.contract.HookStep.BEFORE;
import static dev.cutover.contract.HookStep.UNDO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookInput.Server;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.Window;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.simulator.SimulatedJob;
import dev.cutover.simulator.SimulatorOptions;
import dev.cutover.starter.wave.Waves;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cancel and Terminate of the Web UI, while an application stands still for its cutover. */
@Tag("e2e")
@Timeout(300)
class FrozenGroupTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void cancelled_while_it_is_being_prepared_it_is_undone_and_nobody_is_called() throws Exception {
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), Night.servers(2));
                HookEndpoint endpoint = new HookEndpoint(BEFORE)) {
            shift.worker();
            shift.start(plan("early", 2, 1, 2, endpoint));
            Shift.await(
                    "it is being prepared", PATIENCE, () -> endpoint.steps("g0").contains(BEFORE));
            wave(shift, "early").cancel();
            Shift.await("it is drained", PATIENCE, () -> shift.progress("early").standing() == Standing.DRAINED);
            assertThat(group(shift, "early").phase()).isEqualTo(GroupPhase.BEFORE);
            endpoint.finish();

            awaitEnd(shift, "early");
            assertThat(endpoint.steps("g0")).containsExactly(BEFORE, UNDO);
            assertThat(group(shift, "early").frozenSince()).isNull();
            assertThat(shift.progress("early").counts().deferred()).isEqualTo(2);
            assertThat(Agreement.calls(shift.simulator.ledger())).isEmpty();
            assertThat(status(wave(shift, "early")))
                    .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
        }
    }

    @Test
    void cancelled_while_it_is_cut_over_it_is_followed_to_its_end_and_let_pass() throws Exception {
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), slow(4));
                HookEndpoint endpoint = new HookEndpoint()) {
            shift.worker();
            shift.start(plan("cancelled", 4, 2, 2, endpoint));
            Shift.await("its calls", PATIENCE, () -> calls(shift) == 2);
            wave(shift, "cancelled").cancel();

            awaitEnd(shift, "cancelled");
            assertThat(endpoint.steps("g0")).containsExactly(BEFORE, AFTER);
            assertThat(endpoint.steps("g1")).isEmpty();
            assertThat(shift.progress("cancelled").counts().done()).isEqualTo(2);
            assertThat(shift.line("cancelled", 4).reason()).isEqualTo(Reason.DRAINED);
            assertThat(shift.line("cancelled", 3).reason()).isEqualTo(Reason.DRAINED);
            assertThat(status(shift.cutover(1)))
                    .as("nothing in flight was cancelled")
                    .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
            Agreement.check(shift.report("cancelled"), shift.simulator.ledger(), Night.POLLING.settle());
        }
    }

    @Test
    void cancelled_between_its_servers_it_is_undone_and_left_in_part() throws Exception {
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), slow(2));
                HookEndpoint endpoint = new HookEndpoint()) {
            shift.worker();
            shift.start(plan("split", 2, 1, 1, endpoint));
            Shift.await("the first call", PATIENCE, () -> calls(shift) == 1);
            wave(shift, "split").cancel();

            awaitEnd(shift, "split");
            assertThat(calls(shift)).isEqualTo(1);
            assertThat(endpoint.steps("g0")).containsExactly(BEFORE, UNDO);
            assertThat(cutOver(endpoint.asked().get(1)))
                    .as("it was undone when what was in flight had ended")
                    .containsExactlyInAnyOrder(true, false);
            assertThat(shift.progress("split").counts().unfinished()).isEqualTo(1);
            assertThat(shift.progress("split").counts().deferred()).isEqualTo(1);
            Agreement.check(shift.report("split"), shift.simulator.ledger(), Night.POLLING.settle());
        }
    }

    @Test
    void terminated_while_it_is_cut_over_it_is_taken_up_and_let_pass() throws Exception {
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), slow(2));
                HookEndpoint endpoint = new HookEndpoint()) {
            shift.worker();
            Plan plan = plan("again", 2, 1, 2, endpoint);
            shift.start(plan);
            Shift.await("its calls", PATIENCE, () -> calls(shift) == 2);
            wave(shift, "again").terminate("by hand");
            startAgain(shift, plan);
            Shift.await(
                    "both are adopted",
                    PATIENCE,
                    () -> shift.progress("again").counts().cuttingOver() == 2);

            assertThat(shift.result("again", PATIENCE).outcome()).isEqualTo(WaveOutcome.DONE);
            assertThat(endpoint.steps("g0")).containsExactly(BEFORE, AFTER);
            assertThat(cutOver(endpoint.asked().get(1))).containsExactly(true, true);
            assertThat(group(shift, "again").steps())
                    .last()
                    .satisfies(step -> assertThat(step.done()).isTrue());
            assertThat(shift.calls(1)).hasSize(1);
            assertThat(shift.calls(2)).hasSize(1);
            Agreement.check(shift.report("again"), shift.simulator.ledger(), Night.POLLING.settle());
        }
    }

    @Test
    void terminated_before_its_hook_has_answered_no_server_is_called_without_its_yes() throws Exception {
        try (Shift shift = new Shift(folder, SimulatorOptions.defaults(), Night.servers(2));
                HookEndpoint endpoint = new HookEndpoint(BEFORE)) {
            shift.worker();
            Plan plan = plan("unsaid", 2, 1, 2, endpoint);
            shift.start(plan);
            Shift.await(
                    "it is being prepared", PATIENCE, () -> endpoint.steps("g0").contains(BEFORE));
            wave(shift, "unsaid").terminate("by hand");
            startAgain(shift, plan);
            Shift.await("it goes on", PATIENCE, () -> endpoint.steps("g0").size() >= 2 || calls(shift) > 0);

            assertThat(Agreement.calls(shift.simulator.ledger())).isEmpty();
            endpoint.finish();
            assertThat(shift.result("unsaid", PATIENCE).outcome()).isEqualTo(WaveOutcome.DONE);
            Agreement.check(shift.report("unsaid"), shift.simulator.ledger(), Night.POLLING.settle());
        }
    }

    private static Plan plan(String wave, int count, int groups, int slots, HookEndpoint endpoint) {
        Instant now = Clock.systemUTC().instant();
        Window window = new Window(null, now.plus(Duration.ofMinutes(10)), now.plus(Duration.ofMinutes(20)), null);
        return Night.frozenBy(endpoint.hooks(), Night.within(window, Night.plan(wave, count, groups, slots)));
    }

    /** As the command line does it. */
    private static void startAgain(Shift shift, Plan plan) throws Exception {
        new Waves(shift.client(), "test", Clock.systemUTC()).start(plan);
    }

    private static WorkflowStub wave(Shift shift, String name) {
        return shift.client().newUntypedWorkflowStub(WorkflowIds.wave(name));
    }

    private static GroupProgress group(Shift shift, String wave) {
        return shift.progress(wave).groups().get(0);
    }

    private static WorkflowExecutionStatus status(WorkflowStub workflow) {
        return workflow.describe().getStatus();
    }

    private static void awaitEnd(Shift shift, String wave) throws Exception {
        Shift.await("it ends", PATIENCE, () -> shift.progress(wave).endedAt() != null);
    }

    private static int calls(Shift shift) {
        return Agreement.calls(shift.simulator.ledger()).values().stream()
                .mapToInt(List::size)
                .sum();
    }

    private static List<Boolean> cutOver(HookInput input) {
        return input.servers().stream().map(Server::cutOver).toList();
    }

    /** Their last runs leave time for whatever a test does. */
    private static List<SimulatedJob> slow(int count) {
        return Night.servers(count).stream()
                .map(job -> job.withLastRun(Duration.ofSeconds(10), Duration.ofSeconds(1)))
                .toList();
    }
}
