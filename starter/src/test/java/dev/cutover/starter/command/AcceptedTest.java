package dev.cutover.starter.command;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.CutoverProgress;
import dev.cutover.contract.CutoverRuns.CutoverRef;
import dev.cutover.contract.Evidence;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Phase;
import dev.cutover.starter.FakeTemporal;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.Told;
import dev.cutover.starter.wave.Waves;
import io.grpc.Status;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is past the point of no return when an action has been accepted: whoever may be. */
@Timeout(60)
class AcceptedTest {

    private static final Accepted.Server A = new Accepted.Server("j-a", "a");

    private final FakeTemporal temporal = new FakeTemporal();

    @AfterEach
    void close() {
        temporal.close();
    }

    static Stream<Arguments> cutovers() {
        return Stream.of(
                argumentSet("it was not called yet", Phase.CALL, 0, false),
                argumentSet("it was called, and what came of it is not known", Phase.CALL, 1, true),
                argumentSet("it is followed", Phase.AWAIT, 1, true),
                argumentSet("it was called in an earlier cutover, and is followed", Phase.AWAIT, 0, true),
                argumentSet("it is cut over, and is verified", Phase.VERIFY, 0, true),
                argumentSet("its calls were refused, and it is undone", Phase.UNDO, 1, false));
    }

    @ParameterizedTest
    @MethodSource("cutovers")
    void a_cutover_that_tells(Phase phase, int calls, boolean past) throws Exception {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_RUNNING, Told.STARTED);
        int[] asked = {0};
        temporal.answering(query -> switch (query) {
            case "jobs" -> Told.page(JobState.CUTTING_OVER);
            default -> {
                asked[0]++;
                yield new CutoverProgress(phase, calls, null, false, true, Evidence.none(), null);
            }
        });
        Accepted told = accepted("run");
        assertThat(asked[0]).isEqualTo(1);
        assertThat(told.pastPointOfNoReturn()).isEqualTo(past ? List.of(A) : List.of());
        assertThat(told.notCalled()).isEqualTo(past ? List.of() : List.of(A));
    }

    @Test
    void one_that_does_not_tell_counts_as_past_it_and_goes_by_its_id_when_nobody_tells_its_name() throws Exception {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_RUNNING, Told.STARTED);
        temporal.answering(query -> {
            throw Status.FAILED_PRECONDITION.asRuntimeException();
        });
        for (String run : new String[] {"run", null}) {
            assertThat(accepted(run).pastPointOfNoReturn()).containsExactly(new Accepted.Server("j-a", "j-a"));
        }
    }

    @Test
    void where_nothing_is_in_flight_nobody_is_asked_and_nothing_is_told() throws Exception {
        try (Waves waves = Waves.connect(temporal.terminal().open())) {
            TestTerminal terminal = new TestTerminal();
            Accepted.of(waves.named("night"), "drain", new ActionAccepted(List.of()))
                    .tell(terminal.open());
            assertThat(terminal.out()).isEmpty();
        }
    }

    private Accepted accepted(String run) throws Exception {
        try (Waves waves = Waves.connect(temporal.terminal().open())) {
            return Accepted.of(
                    waves.named("night"), "hold", new ActionAccepted(List.of(new CutoverRef(new JobId("j-a"), run))));
        }
    }
}
