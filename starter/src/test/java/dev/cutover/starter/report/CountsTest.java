package dev.cutover.starter.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.contract.JobState;
import dev.cutover.starter.terminal.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("the counts of a report")
class CountsTest {

    private static final List<String> OUTCOMES =
            List.of("total", "done", "failed", "unfinished", "deferred", "skipped");
    private static final List<String> ALL = List.of(
            "total", "done", "failed", "unfinished", "deferred", "skipped", "watching", "cuttingOver", "blocked");

    @ParameterizedTest(name = "with a job {0}")
    @EnumSource
    void tell_what_is_under_way_only_while_something_is(JobState state) throws Exception {
        JsonNode counts = counts(JobState.DONE, state);

        List<String> keys = new ArrayList<>();
        counts.fieldNames().forEachRemaining(keys::add);
        assertThat(keys).isEqualTo(state.isOutcome() ? OUTCOMES : ALL);
    }

    @ParameterizedTest(name = "with a job {0}")
    @EnumSource
    void add_up_to_the_total(JobState state) throws Exception {
        JsonNode counts = counts(JobState.DONE, JobState.SKIPPED, state);

        int sum = 0;
        for (JsonNode count : counts) {
            sum += count.asInt();
        }
        assertThat(counts.get("total").asInt()).isEqualTo(3);
        assertThat(sum).isEqualTo(6);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNRECOGNISED")
    void are_spelt_as_states_are(JobState state) throws Exception {
        assertThat(counts(state, state).get(state.word()).asInt()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = "UNRECOGNISED")
    void count_a_state_of_a_later_version_as_blocked(JobState state) throws Exception {
        assertThat(counts(state).get("blocked").asInt()).isEqualTo(1);
    }

    private static JsonNode counts(JobState... states) throws Exception {
        return new ObjectMapper().readTree(Json.document(SampleReports.counts(states)));
    }
}
