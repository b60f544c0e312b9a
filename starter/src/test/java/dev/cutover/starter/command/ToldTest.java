package dev.cutover.starter.command;

import static dev.cutover.contract.JobState.BLOCKED;
import static dev.cutover.contract.JobState.CUTTING_OVER;
import static dev.cutover.contract.JobState.DONE;
import static dev.cutover.contract.JobState.SKIPPED;
import static dev.cutover.contract.JobState.WATCHING;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.contract.Actions;
import dev.cutover.contract.JobPage;
import dev.cutover.starter.FakeTemporal;
import dev.cutover.starter.Ran;
import dev.cutover.starter.TestTerminal;
import dev.cutover.starter.Told;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server inside the JVM cannot tell: lists of waves, who waits on a task queue, waves that were ended by force. */
@Timeout(60)
class ToldTest {

    private final FakeTemporal temporal = new FakeTemporal();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        temporal.close();
    }

    private Ran run(String... arguments) {
        return temporal.terminal().run(arguments);
    }

    static Stream<Arguments> workers() {
        return Stream.of(
                argumentSet("there is none", "other", Duration.ZERO, 8),
                argumentSet("the last one was heard of three minutes ago", "cutover-prod", Duration.ofMinutes(3), 8),
                argumentSet("only those of no account wait", "cutover", Duration.ZERO, 8),
                argumentSet("one was heard of a minute ago", "cutover-prod", Duration.ofMinutes(1), 0));
    }

    @ParameterizedTest
    @MethodSource("workers")
    void a_wave_is_started_only_where_a_worker_waits(String taskQueue, Duration silence, int exitCode)
            throws IOException {
        Path plan = Files.writeString(folder.resolve("p.yaml"), "wave: w\ngroups: [{name: g, jobs: [{id: j-1}]}]\n");
        temporal.polled(taskQueue, TestTerminal.NOW.minus(silence));
        Ran ran = run("start", plan.toString(), "--yes", "--account", "prod");
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        if (exitCode == 0) {
            assertThat(temporal.started()).hasSize(1);
            assertThat(temporal.started().get(0).getWorkflowId()).isEqualTo("wave:w");
            assertThat(temporal.started().get(0).getTaskQueue().getName()).isEqualTo("cutover-prod");
        } else {
            assertThat(temporal.started()).isEmpty();
            assertThat(ran.err()).contains("cutover worker --account prod");
        }
    }

    /** And one that is listed though it is no longer kept. */
    private void threeWaves() {
        temporal.wave("late", 2, 1, WORKFLOW_EXECUTION_STATUS_RUNNING, Told.STARTED.plusSeconds(300));
        temporal.wave("good", 1, WORKFLOW_EXECUTION_STATUS_COMPLETED, Told.STARTED);
        temporal.result("good", 1, Told.result(DONE, SKIPPED));
        temporal.wave("gone", 1, WORKFLOW_EXECUTION_STATUS_COMPLETED, Told.STARTED);
        temporal.wave("killed", 1, WORKFLOW_EXECUTION_STATUS_TERMINATED, Told.STARTED);
    }

    @Test
    void waves_are_listed_whatever_became_of_them() {
        threeWaves();
        Ran json = run("list", "-o", "json");
        assertThat(json.exitCode()).as(json.toString()).isZero();
        assertThat(json.json().path("more").asBoolean()).isFalse();
        JsonNode waves = json.json().path("waves");
        assertThat(waves.findValuesAsText("wave")).containsExactly("late", "good", "killed");
        assertThat(waves.findValuesAsText("outcome")).containsExactly("running", "partlyDone", "endedWithoutReport");
        assertThat(waves.at("/0/startedAt").asText()).isEqualTo("2026-11-24T01:05:00.000Z");
        assertThat(waves.at("/0/endedAt").isNull()).isTrue();
        assertThat(waves.at("/1/counts/done").asInt()).isEqualTo(1);
        assertThat(waves.at("/1/endedAt").asText()).isEqualTo("2026-11-24T01:01:30.000Z");
        assertThat(waves.at("/2/endedAt").asText()).isEqualTo("2026-11-24T01:01:00.000Z");
    }

    @Test
    void a_person_reads_one_line_a_wave_and_whether_there_are_more() {
        threeWaves();
        Ran all = run("list");
        assertThat(all.exitCode()).isZero();
        assertThat(all.out().lines()).hasSize(3);
        assertThat(all.out()).contains("1 of 2 done");
        assertThat(all.err()).isEmpty();
        Ran two = run("list", "--limit", "2");
        assertThat(two.out().lines()).hasSize(2);
        assertThat(two.err()).contains("--limit");
        assertThat(run("list", "--limit", "2", "-o", "json").json().path("more").asBoolean())
                .isTrue();
    }

    @Test
    void a_wave_that_continued_began_with_its_first_run_while_that_is_kept() {
        temporal.wave("long", 3, 1, WORKFLOW_EXECUTION_STATUS_RUNNING, Told.STARTED.plusSeconds(300));
        temporal.wave("long", 1, WORKFLOW_EXECUTION_STATUS_TERMINATED, Told.STARTED);
        assertThat(run("list", "-o", "json").json().at("/waves/0/startedAt").asText())
                .isEqualTo("2026-11-24T01:00:00.000Z");
    }

    @Test
    void where_there_is_no_wave_the_list_is_empty() {
        Ran words = run("list");
        assertThat(words.exitCode()).isZero();
        assertThat(words.out()).isEmpty();
        assertThat(words.err()).contains("no waves");
        assertThat(run("list", "-o", "json").json().path("waves")).isEmpty();
    }

    @Test
    void a_running_wave_whose_worker_is_away_is_8() {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_RUNNING, Told.STARTED);
        for (List<String> command : List.of(
                List.of("status", "night"),
                List.of("status", "night", "--watch"),
                List.of("report", "night"),
                List.of("hold", "night", "--reason", "x"),
                List.of("skip", "night", "a", "--reason", "x"))) {
            Ran ran = run(command.toArray(String[]::new));
            assertThat(ran.exitCode()).as(command.toString()).isEqualTo(8);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).contains("cutover worker");
        }
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                argumentSet("Temporal does not say how it stands", "describe", Status.PERMISSION_DENIED, 4),
                argumentSet("the question is cancelled on its way", "describe", Status.CANCELLED, 4),
                argumentSet("it is no longer kept", "describe", Status.NOT_FOUND, 0),
                argumentSet("Temporal does not hand the question on", "query", Status.PERMISSION_DENIED, 4),
                argumentSet("no worker answers the question", "query", Status.FAILED_PRECONDITION, 0),
                argumentSet("it is forgotten before the question comes", "query", Status.NOT_FOUND, 0));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void a_report_calls_attempts_unknown_only_when_nobody_knows_them(String question, Status answer, int exitCode) {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_RUNNING, Told.STARTED);
        temporal.cutover("j-a", "run", WORKFLOW_EXECUTION_STATUS_RUNNING);
        temporal.refusing(question, "cutover:j-a", answer);
        temporal.answering(query -> switch (query) {
            case "progress" -> Told.progress(CUTTING_OVER);
            case "jobs" -> new JobPage(1, 1, List.of(Told.withRun(Told.job(0, CUTTING_OVER), "run")));
            default -> new Actions(List.of(), 0);
        });
        Ran ran = run("report", "night", "-o", "json");
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(exitCode);
        if (exitCode == 0) {
            assertThat(ran.json().at("/jobs/0/attemptsUnknown").asBoolean()).isTrue();
        }
    }

    @Test
    void the_counts_of_a_report_are_those_of_its_jobs_however_a_wave_goes_on_meanwhile() {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_RUNNING, Told.STARTED);
        temporal.answering(query -> switch (query) {
            case "progress" -> Told.progress(WATCHING, CUTTING_OVER);
            case "jobs" -> Told.page(WATCHING, DONE);
            default -> new Actions(List.of(), 0);
        });
        JsonNode counts = run("report", "night", "-o", "json").json().path("counts");
        assertThat(counts.path("done").asInt()).isEqualTo(1);
        assertThat(counts.path("cuttingOver").asInt()).isZero();
    }

    @Test
    void a_wave_that_was_ended_by_force_is_asked_and_told_as_such() {
        temporal.wave("night", 1, WORKFLOW_EXECUTION_STATUS_TERMINATED, Told.STARTED);
        temporal.answering(query -> switch (query) {
            case "progress" -> Told.progress(DONE, BLOCKED, WATCHING);
            case "jobs" -> Told.page(DONE, BLOCKED, WATCHING);
            default -> new Actions(List.of(), 0);
        });
        Ran status = run("status", "night", "--jobs", "-o", "json");
        assertThat(status.exitCode()).isZero();
        assertThat(status.json().path("outcome").asText()).isEqualTo("endedWithoutReport");
        assertThat(status.json().path("jobs")).hasSize(3);
        assertThat(run("status", "night", "--watch").exitCode()).isEqualTo(5);
        assertThat(run("hold", "night", "--reason", "x").exitCode()).isEqualTo(7);
        assertThat(run("report", "night", "-o", "json").json().path("outcome").asText())
                .isEqualTo("endedWithoutReport");
    }
}
