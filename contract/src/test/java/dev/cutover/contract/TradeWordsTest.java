package dev.cutover.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The words that decide something by themselves. */
class TradeWordsTest {

    @Test
    void counts_beside_the_total_add_up_to_it() {
        List<JobState> states = new ArrayList<>();
        for (JobState state : JobState.values()) {
            states.addAll(Collections.nCopies(states.size() + 1, state));
        }
        JobCounts counts = JobCounts.of(states);
        assertThat(counts.total())
                .isEqualTo(states.size())
                .isEqualTo(counts.done()
                        + counts.failed()
                        + counts.unfinished()
                        + counts.deferred()
                        + counts.skipped()
                        + counts.watching()
                        + counts.cuttingOver()
                        + counts.blocked());
        assertThat(counts.done()).isEqualTo(Collections.frequency(states, JobState.DONE));
        assertThat(counts.blocked())
                .isEqualTo(Collections.frequency(states, JobState.BLOCKED)
                        + Collections.frequency(states, JobState.UNRECOGNISED));
    }

    @ParameterizedTest
    @CsvSource({
        "DONE,                     DONE",
        "DONE DEFERRED,            PARTLY_DONE",
        "DONE SKIPPED,             PARTLY_DONE",
        "DONE SKIPPED FAILED,      NOT_DONE",
        "DONE DEFERRED UNFINISHED, NOT_DONE",
        "FAILED WATCHING,          RUNNING",
        "FAILED CUTTING_OVER,      RUNNING",
        "FAILED BLOCKED,           RUNNING",
        "FAILED UNRECOGNISED,      RUNNING",
    })
    void a_wave_is_as_good_as_its_worst_job(String states, WaveOutcome outcome) {
        assertThat(JobCounts.of(Arrays.stream(states.split(" "))
                                .map(JobState::valueOf)
                                .toList())
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void what_no_policy_retries_is_what_is_never_to_be_retried() {
        assertThat(FailureKind.doNotRetry())
                .containsExactlyElementsOf(Arrays.stream(FailureKind.values())
                        .filter(kind -> kind.retry() == FailureKind.Retry.NEVER)
                        .map(Enum::name)
                        .toList())
                .doesNotContain("NOT_YET", "THROTTLED", "UNAVAILABLE", "HOOK_SILENT", "UNCLEAR")
                .contains("ACCOUNT");
    }

    @ParameterizedTest
    @EnumSource
    void each_failure_has_one_consequence_and_a_sentence(FailureKind kind) {
        assertThat(kind.retry() == FailureKind.Retry.NEVER)
                .isEqualTo(kind.consequence() != FailureKind.Consequence.WAIT);
        assertThat(kind.advice()).endsWith(".").hasSizeBetween(15, 200);
        assertThat(FailureKind.ofType(kind.name())).isEqualTo(kind);
        assertThat(Reason.of(kind).word()).isEqualTo(kind.word()).matches("[a-z][a-zA-Z]*");
    }

    @Test
    void a_failure_that_is_none_of_ours_is_not_recognised() {
        assertThat(FailureKind.ofType("java.lang.NullPointerException")).isEqualTo(FailureKind.UNRECOGNISED);
        assertThat(FailureKind.ofType(null)).isEqualTo(FailureKind.UNRECOGNISED);
    }

    @ParameterizedTest
    @EnumSource
    void a_sighting_is_a_way_on_or_a_trouble_that_is_never_retried(Sighting sighting) {
        boolean wayOn = sighting == Sighting.WAITING || sighting == Sighting.RUNNING || sighting == Sighting.FINISHED;
        assertThat(sighting.trouble().isEmpty()).isEqualTo(wayOn);
        sighting.trouble().ifPresent(kind -> assertThat(kind.retry()).isEqualTo(FailureKind.Retry.NEVER));
    }

    @ParameterizedTest
    @CsvSource({"CUTTING_OVER, cuttingOver", "DONE, done", "UNRECOGNISED, unrecognised"})
    void states_are_spelt_as_counts_and_reports_spell_them(JobState state, String word) {
        assertThat(state.word()).isEqualTo(word);
    }

    @Test
    void workflows_and_queues_are_called_after_what_they_are_for() {
        assertThat(WorkflowIds.wave("prod-07")).isEqualTo("wave:prod-07");
        assertThat(WorkflowIds.cutover(new JobId("j-1"))).isEqualTo("cutover:j-1");
        assertThat(WorkflowIds.taskQueue("emea")).isEqualTo("cutover-emea");
        assertThat(WorkflowIds.taskQueue(null)).isEqualTo("cutover");
        assertThat(WorkflowIds.taskQueue("")).isEqualTo("cutover");
    }
}
