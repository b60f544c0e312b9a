package dev.cutover.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.SearchAttributeUpdate;
import io.temporal.common.SearchAttributes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What workflows are found by, and how little of it is told. */
class SearchValuesTest {

    private static SearchValues values(String phase, List<String> groups, String... reasons) {
        return new SearchValues("night", phase, groups, null, List.of(reasons));
    }

    private static List<String> names(List<SearchAttributeUpdate<?>> changes) {
        return changes.stream().map(change -> change.getKey().getName()).toList();
    }

    @Test
    void only_what_has_changed_is_told() {
        SearchValues values = values("open", List.of("app"), "jobStopped");
        assertThat(names(values.changesFrom(SearchAttributes.EMPTY)))
                .containsExactly("CutoverWave", "CutoverPhase", "CutoverGroup", "CutoverBlockedReason");
        SearchAttributes known = SearchAttributes.newBuilder()
                .set(SearchAttribute.WAVE.word(), "night")
                .set(SearchAttribute.PHASE.word(), "open")
                .set(SearchAttribute.GROUP.words(), List.of("app"))
                .set(SearchAttribute.BLOCKED_REASON.words(), List.of("jobStopped"))
                .build();
        assertThat(values.changesFrom(known)).isEmpty();
        assertThat(names(values("held", List.of("app"), "jobStopped").changesFrom(known)))
                .containsExactly("CutoverPhase");
        List<SearchAttributeUpdate<?>> unblocked =
                values("open", List.of("app")).changesFrom(known);
        assertThat(names(unblocked)).containsExactly("CutoverBlockedReason");
        assertThat(unblocked.get(0).getValue()).isEmpty();
    }

    @Test
    void reasons_are_the_same_in_whatever_order_jobs_block() {
        assertThat(values("open", List.of(), "quota", "jobStopped", "quota"))
                .isEqualTo(values("open", List.of(), "jobStopped", "quota"));
    }

    @Test
    void of_two_thousand_groups_as_many_are_told_as_a_value_may_hold() {
        List<String> names =
                IntStream.range(0, 2_000).mapToObj("\u7ec4 %d"::formatted).toList();
        List<String> told = values("open", names).groups();
        assertThat(told).hasSizeGreaterThan(100).isEqualTo(names.subList(0, told.size()));
        assertThat(String.join("\",\"", told).getBytes(StandardCharsets.UTF_8).length + 4)
                .isLessThanOrEqualTo(2_048);
    }
}
