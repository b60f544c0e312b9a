package dev.cutover.starter.wave;

import dev.cutover.contract.SearchAttribute;
import io.temporal.api.enums.v1.IndexedValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which search attributes a namespace has.
 *
 * @param told whether Temporal tells at all
 * @param types by the names of those that are there
 */
record KnownAttributes(boolean told, Map<String, IndexedValueType> types) {

    static KnownAttributes untold() {
        return new KnownAttributes(false, Map.of());
    }

    /** Those of ours that are not there; empty, too, when nothing is told. */
    List<SearchAttribute> missing() {
        return told
                ? Arrays.stream(SearchAttribute.values())
                        .filter(one -> !types.containsKey(one.attribute()))
                        .toList()
                : List.of();
    }

    /** Those of ours whose name stands for something else there. */
    List<SearchAttribute> clashing() {
        return Arrays.stream(SearchAttribute.values())
                .filter(one -> types.containsKey(one.attribute()) && types.get(one.attribute()) != one.type())
                .toList();
    }

    /** Whether all of ours may be set: one that may not would stop a workflow for good. */
    boolean complete() {
        return told && missing().isEmpty() && clashing().isEmpty();
    }

    /** What stands in the way, in a few words: {@code CutoverWave, CutoverJob (there as Text)}. Empty when nothing does. */
    Optional<String> lacking() {
        return told && !complete()
                ? Optional.of(Arrays.stream(SearchAttribute.values())
                        .filter(one -> types.get(one.attribute()) != one.type())
                        .map(this::lacking)
                        .collect(Collectors.joining(", ")))
                : Optional.empty();
    }

    private String lacking(SearchAttribute one) {
        IndexedValueType found = types.get(one.attribute());
        return one.attribute() + (found == null ? "" : " (there as " + SearchAttribute.typeWord(found) + ")");
    }
}
