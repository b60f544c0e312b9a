package dev.cutover.starter.command;

import static dev.cutover.contract.JobState.BLOCKED;
import static dev.cutover.contract.JobState.DEFERRED;
import static dev.cutover.contract.JobState.DONE;
import static dev.cutover.contract.JobState.FAILED;
import static dev.cutover.contract.JobState.SKIPPED;
import static dev.cutover.contract.JobState.WATCHING;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.JobState;
import dev.cutover.starter.FakeTemporal;
import dev.cutover.starter.Ran;
import dev.cutover.starter.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code carry-over} prints, and when it does not. */
@Timeout(60)
class CarryOverCommandTest {

    private final FakeTemporal temporal = new FakeTemporal();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        temporal.close();
    }

    private Ran carryOver() {
        return temporal.terminal().run("carry-over", "night");
    }

    private void ended(JobState... states) {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_COMPLETED, Told.STARTED);
        temporal.result("night", 1, Told.result(states));
    }

    @Test
    void a_wave_that_has_ended_needs_no_worker_and_what_is_printed_is_a_plan() throws Exception {
        ended(DONE, DEFERRED, SKIPPED, FAILED);
        Ran ran = carryOver();

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        Path plan = Files.writeString(folder.resolve("next.yaml"), ran.out());
        Ran validated = temporal.terminal().run("validate", plan.toString(), "-o", "json");
        assertThat(validated.exitCode()).isZero();
        assertThat(validated.json().path("wave").asText()).isEqualTo("night-carry-over");
        assertThat(validated.json().path("jobs").asInt()).isEqualTo(2);
    }

    @Test
    void when_nothing_is_left_over_it_says_so_and_prints_no_plan() {
        ended(DONE, DONE);
        Ran ran = carryOver();

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualTo("Wave night left nothing over.\n");
    }

    @Test
    void what_needs_a_person_is_not_left_over_and_not_kept_quiet() {
        ended(DONE, FAILED);
        Ran ran = carryOver();

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("1 job needs a person", "`cutover report night`");
    }

    @Test
    void a_wave_that_runs_is_refused() {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_RUNNING, Told.STARTED);
        Ran ran = carryOver();

        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("Wave night runs", "`cutover status night`");
    }

    @Test
    void a_wave_that_was_ended_by_force_is_asked_through_a_worker() {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_TERMINATED, Told.STARTED);
        temporal.answering(question -> switch (question) {
            case "plan" -> Told.result(BLOCKED, DEFERRED, WATCHING).plan();
            case "jobs" -> Told.page(BLOCKED, DEFERRED, WATCHING);
            default -> throw new AssertionError(question);
        });
        Ran ran = carryOver();

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("wave: night-carry-over", "id: j-b").doesNotContain("id: j-a", "id: j-c");
    }

    @Test
    void without_a_worker_such_a_wave_is_8() {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_TERMINATED, Told.STARTED);

        assertThat(carryOver().exitCode()).isEqualTo(8);
    }

    @Test
    void a_wave_that_is_not_known_is_7() {
        assertThat(carryOver().exitCode()).isEqualTo(7);
    }
}
