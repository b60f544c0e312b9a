package dev.cutover.starter.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import io.grpc.Status;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Temporal's failures mean to an operator: one of the exit codes, and a sentence with the wave or the server in it. */
class TemporalFailuresTest {

    private static final WorkflowExecution RUN =
            WorkflowExecution.newBuilder().setWorkflowId("wave:night").build();

    private final TemporalFailures failures = new TemporalFailures("night", "10.0.0.1:7233");

    private static ExitCode meant(Status.Code code) {
        return switch (code) {
            case NOT_FOUND -> ExitCode.REFUSED;
            case DEADLINE_EXCEEDED, FAILED_PRECONDITION -> ExitCode.NO_WORKER;
            case UNAUTHENTICATED, PERMISSION_DENIED, UNAVAILABLE, RESOURCE_EXHAUSTED, CANCELLED -> ExitCode.UNREACHABLE;
            case OK,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    ALREADY_EXISTS,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    DATA_LOSS -> ExitCode.UNEXPECTED;
        };
    }

    @ParameterizedTest
    @EnumSource(Status.Code.class)
    void each_status_means_one_exit_code_however_deep_it_lies(Status.Code code) {
        RuntimeException status = code.toStatus().withDescription("words").asRuntimeException();
        for (RuntimeException failure :
                new RuntimeException[] {status, new WorkflowServiceException(RUN, "CutoverWave", status)}) {
            CommandFailed told = failures.translated(failure);
            assertThat(told.exitCode()).isEqualTo(meant(code));
            assertThat(told.getMessage()).contains("10.0.0.1:7233").doesNotContain("null");
        }
    }

    @ParameterizedTest
    @EnumSource(Status.Code.class)
    void what_is_about_no_wave_needs_no_worker(Status.Code code) {
        CommandFailed told = new TemporalFailures(null, "10.0.0.1:7233")
                .translated(code.toStatus().asRuntimeException());
        assertThat(told.exitCode())
                .isEqualTo(meant(code) == ExitCode.UNEXPECTED ? ExitCode.UNEXPECTED : ExitCode.UNREACHABLE);
        assertThat(told.getMessage()).contains("10.0.0.1:7233").doesNotContain("wave", "worker");
    }

    static Stream<Arguments> others() {
        ApplicationFailure refusal = ApplicationFailure.newFailure("the wave is held already", "Refused");
        return Stream.of(
                argumentSet(
                        "it runs already",
                        new WorkflowExecutionAlreadyStarted(RUN, "CutoverWave", null),
                        ExitCode.REFUSED,
                        "running already"),
                argumentSet(
                        "it is not there",
                        new WorkflowNotFoundException(RUN, "CutoverWave", null),
                        ExitCode.REFUSED,
                        "no wave named night"),
                argumentSet(
                        "a validator refuses",
                        new WorkflowUpdateException(RUN, "1", "hold", refusal),
                        ExitCode.REFUSED,
                        "Wave night: the wave is held already."),
                argumentSet(
                        "an update fails in a way of Temporal's",
                        new WorkflowUpdateException(RUN, "1", "hold", Status.UNAVAILABLE.asRuntimeException()),
                        ExitCode.UNREACHABLE,
                        "10.0.0.1"),
                argumentSet(
                        "Temporal limits calls",
                        Status.RESOURCE_EXHAUSTED
                                .withDescription("namespace rate limit exceeded")
                                .asRuntimeException(),
                        ExitCode.UNREACHABLE,
                        "overloaded, or limits calls"),
                argumentSet(
                        "questions pile up because no worker takes them",
                        Status.RESOURCE_EXHAUSTED
                                .withDescription(
                                        "consistent query buffer is full, this may be caused by too many queries"
                                                + " and workflow not able to process query fast enough")
                                .asRuntimeException(),
                        ExitCode.NO_WORKER,
                        "No worker answers"),
                argumentSet(
                        "it was terminated, and a worker stumbles over the end of its history",
                        Status.INVALID_ARGUMENT
                                .withDescription(
                                        "io.temporal.InternalWorkflowTaskException: Failure handling event 165 of"
                                                + " type 'EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED' during replay.\n\tat io.temporal")
                                .asRuntimeException(),
                        ExitCode.REFUSED,
                        "start its plan again"),
                argumentSet(
                        "something else is thrown",
                        new IllegalStateException("no converter"),
                        ExitCode.UNEXPECTED,
                        "no converter"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void what_is_no_status_is_told_too(RuntimeException failure, ExitCode exitCode, String words) {
        CommandFailed told = failures.translated(failure);
        assertThat(told.exitCode()).isEqualTo(exitCode);
        assertThat(told.getMessage()).contains(words);
    }

    @Test
    void a_stack_trace_is_not_told() {
        CommandFailed told = failures.translated(Status.INVALID_ARGUMENT
                .withDescription("java.lang.IllegalStateException: no state\n\tat io.temporal.Worker\n\tat java.base")
                .asRuntimeException());
        assertThat(told.getMessage()).endsWith("INVALID_ARGUMENT: java.lang.IllegalStateException: no state");
    }

    @Test
    void an_answer_comes_through_and_a_failure_is_translated() throws CommandFailed {
        assertThat(failures.translated(() -> "answer")).isEqualTo("answer");
        assertThatThrownBy(() -> failures.translated(() -> {
                    throw Status.UNAVAILABLE.asRuntimeException();
                }))
                .isInstanceOf(CommandFailed.class);
    }
}
