package dev.cutover.starter.command;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.contract.Converter;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobState;
import dev.cutover.contract.ScheduledWave;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.starter.FakeSchedules;
import dev.cutover.starter.Ran;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionCompletedEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionFailedEventAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What became of a schedule's starts, and what the next ones lack. It is 2026-11-24 10:00 in Shanghai. */
@Timeout(60)
class SchedulePastTest {

    /** 00:30 in Shanghai on the 24th. */
    private static final Instant LAST_NIGHT = Instant.parse("2026-11-23T16:30:00Z");

    private static final String WAVE = "shop-2026-11-24";

    @TempDir
    private Path folder;

    private final FakeSchedules temporal = new FakeSchedules();

    @BeforeEach
    void create() throws IOException {
        write("nightly.yaml", "account: prod", "Asia/Shanghai");
        write("other.yaml", "account: two", "Europe/Berlin");
        write("unnamed.yaml", "change: CHG2", "Europe/Berlin");
        assertThat(run("create", "shop", "--plan", file("nightly.yaml"), "--cron", "30 0 * * *", "--yes")
                        .exitCode())
                .isZero();
    }

    private void write(String file, String line, String zone) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "wave: file\n" + line + "\nwindow: {opens: 01:00, closes: 05:00, timeZone: " + zone
                        + "}\ngroups: [{name: all, jobs: [{id: j-1}]}]\n");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    private Ran run(String... words) {
        return temporal.terminal()
                .run(Stream.concat(Stream.of("schedule"), Stream.of(words)).toArray(String[]::new));
    }

    private static HistoryEvent told(ScheduledWave.Result result) {
        return HistoryEvent.newBuilder()
                .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED)
                .setWorkflowExecutionCompletedEventAttributes(WorkflowExecutionCompletedEventAttributes.newBuilder()
                        .setResult(Converter.dataConverter().toPayloads(result).orElseThrow()))
                .build();
    }

    private static HistoryEvent failed(ScheduledWave.Failure type, String sentence) {
        return HistoryEvent.newBuilder()
                .setEventType(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED)
                .setWorkflowExecutionFailedEventAttributes(WorkflowExecutionFailedEventAttributes.newBuilder()
                        .setFailure(Failure.newBuilder()
                                .setMessage(sentence)
                                .setApplicationFailureInfo(ApplicationFailureInfo.newBuilder()
                                        .setType(type.name())
                                        .setNonRetryable(true))))
                .build();
    }

    private static ScheduledWave.Result result(WaveOutcome outcome, boolean nothingToDo, String... leftOut) {
        JobCounts counts = outcome == null ? null : JobCounts.of(List.of(JobState.DONE, JobState.DEFERRED));
        return new ScheduledWave.Result(WAVE, false, outcome, counts, nothingToDo, List.of(leftOut));
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                end("goes on", WORKFLOW_EXECUTION_STATUS_RUNNING, null, "goesOn", WAVE + "  goes on", false),
                end(
                        "well",
                        WORKFLOW_EXECUTION_STATUS_COMPLETED,
                        told(result(WaveOutcome.DONE, false)),
                        "well",
                        WAVE + "  ended well\n",
                        false),
                end(
                        "a part of it",
                        WORKFLOW_EXECUTION_STATUS_COMPLETED,
                        told(result(WaveOutcome.PARTLY_DONE, false, "group web goes without what has expired: a")),
                        "well",
                        "ended well: 1 of 2 jobs done, 1 deferred, 0 skipped; group web goes without what has expired: a",
                        true),
                end(
                        "nothing to do",
                        WORKFLOW_EXECUTION_STATUS_COMPLETED,
                        told(result(null, true)),
                        "nothingToDo",
                        "nothing to do",
                        false),
                end(
                        "there already",
                        WORKFLOW_EXECUTION_STATUS_COMPLETED,
                        told(new ScheduledWave.Result(WAVE, true, null, null, false, List.of())),
                        "thereAlready",
                        "had its wave already",
                        false),
                end(
                        "refused",
                        WORKFLOW_EXECUTION_STATUS_FAILED,
                        failed(ScheduledWave.Failure.PLAN_REFUSED, "Nothing matches\u001b[2J."),
                        "notStarted",
                        WAVE + "  NOT STARTED: Nothing matches?[2J.",
                        true),
                end(
                        "too late",
                        WORKFLOW_EXECUTION_STATUS_FAILED,
                        failed(ScheduledWave.Failure.TOO_LATE, "Too late."),
                        "notStarted",
                        "NOT STARTED: Too late.",
                        true),
                end(
                        "badly",
                        WORKFLOW_EXECUTION_STATUS_FAILED,
                        failed(ScheduledWave.Failure.ENDED_BADLY, "1 failed."),
                        "badly",
                        "ENDED BADLY: 1 failed.",
                        true),
                end(
                        "its wave was terminated",
                        WORKFLOW_EXECUTION_STATUS_FAILED,
                        failed(ScheduledWave.Failure.ENDED_WITHOUT_REPORT, "By hand."),
                        "badly",
                        "ENDED BADLY: By hand.",
                        true),
                end(
                        "terminated",
                        WORKFLOW_EXECUTION_STATUS_TERMINATED,
                        null,
                        "byHand",
                        "ENDED BY HAND: It was term",
                        true),
                end(
                        "cancelled",
                        WORKFLOW_EXECUTION_STATUS_CANCELED,
                        null,
                        "byHand",
                        "ENDED BY HAND: It was canc",
                        true),
                end("forgotten", null, null, "forgotten", WAVE + "  is kept no longer", false));
    }

    private static Arguments end(
            String sentence,
            WorkflowExecutionStatus status,
            HistoryEvent event,
            String word,
            String line,
            boolean explained) {
        return argumentSet(sentence, status, event, word, line, explained);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void how_a_start_ended(
            WorkflowExecutionStatus status, HistoryEvent event, String word, String line, boolean explained) {
        temporal.started(LAST_NIGHT, status, event);
        assertThat(run("show", "shop").out()).contains("the last start\n  2026-11-24 00:30 Asia/Shanghai  ", line);
        JsonNode start = run("show", "shop", "-o", "json").json().at("/lastStarts/0");
        assertThat(start.path("at").asText()).isEqualTo("2026-11-23T16:30:00.000Z");
        assertThat(start.path("wave").asText()).isEqualTo(WAVE);
        assertThat(start.path("end").asText()).isEqualTo(word);
        assertThat(start.path("why").isTextual()).isEqualTo(explained);
        assertThat(run("list").out())
                .contains("  last: 2026-11-24 00:30 Asia/Shanghai  ", line.replace(WAVE + "  ", ""));
        assertThat(run("list", "-o", "json")
                        .json()
                        .at("/schedules/0/lastStart/end")
                        .asText())
                .isEqualTo(word);
    }

    @Test
    void the_last_five_are_told_the_newest_first() {
        for (int day = 10; day <= 16; day++) {
            temporal.forgotten(Instant.parse("2026-11-" + day + "T16:30:00Z"));
        }
        assertThat(run("show", "shop").out())
                .contains("the last 5 starts\n  2026-11-17 00:30 Asia/Shanghai  shop-2026-11-17  ")
                .contains("shop-2026-11-13")
                .doesNotContain("shop-2026-11-12");
        assertThat(run("list", "-o", "json")
                        .json()
                        .at("/schedules/0/lastStart/at")
                        .asText())
                .isEqualTo("2026-11-16T16:30:00.000Z");
    }

    @Test
    void one_that_has_not_started_says_so() {
        assertThat(run("show", "shop").out()).contains("It has not started yet.");
        assertThat(run("list").out()).doesNotContain("last:");
        assertThat(run("list", "-o", "json").json().at("/schedules/0/lastStart").isNull())
                .isTrue();
    }

    @Test
    void without_a_worker_nothing_is_triggered_and_all_else_warns() {
        temporal.deserted();
        Ran triggered = run("trigger", "shop", "--yes");
        assertThat(triggered.exitCode()).isEqualTo(8);
        assertThat(triggered.err()).contains("cutover-prod", "cutover worker --account prod");
        assertThat(temporal.triggered()).isEmpty();
        for (Ran ran : List.of(
                run("update", "shop", "--catch-up", "9m", "--yes"),
                run("show", "shop"),
                run("create", "more", "--plan", file("nightly.yaml"), "--cron", "30 0 * * *", "--yes"))) {
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.err()).contains("No worker waits on the task queue cutover-prod", "--account prod");
        }
    }

    @Test
    void with_a_worker_nobody_is_warned_of_none() {
        assertThat(run("show", "shop").err()).doesNotContain("worker");
    }

    @Test
    void an_update_keeps_account_and_zone_unless_they_are_typed_or_the_plan_names_another() {
        run("update", "shop", "--time-zone", "UTC", "--yes");
        Ran ran = run("update", "shop", "--plan", file("unnamed.yaml"), "--cron", "45 0 * * *", "--yes");
        assertThat(ran.err()).doesNotContain("account changes");
        JsonNode kept = run("show", "shop", "-o", "json").json();
        assertThat(kept.path("change").asText()).isEqualTo("CHG2");
        assertThat(kept.path("account").asText()).isEqualTo("prod");
        assertThat(kept.path("timeZone").asText()).isEqualTo("UTC");
        assertThat(temporal.schedules()
                        .get("schedule:shop")
                        .getAction()
                        .getStartWorkflow()
                        .getTaskQueue()
                        .getName())
                .isEqualTo("cutover-prod");

        Ran changed = run("update", "shop", "--plan", file("other.yaml"), "--yes");
        assertThat(changed.err()).contains("it was account prod, and will be account two");
        assertThat(run("show", "shop", "-o", "json").json().path("account").asText())
                .isEqualTo("two");
        run("update", "shop", "--plan", file("unnamed.yaml"), "--account", "three", "--yes");
        assertThat(run("show", "shop", "-o", "json").json().path("account").asText())
                .isEqualTo("three");
    }
}
