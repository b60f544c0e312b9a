package dev.cutover.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.common.SearchAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What one workflow is found by.
 *
 * @param groups as many as one attribute may hold
 * @param job the job's name; {@code null} of a wave
 */
public record SearchValues(String wave, String phase, List<String> groups, String job, List<String> blockedReasons) {

    /** Temporal (1.31.2) takes 2 KB a value as it is encoded, and fails the workflow's task when there is more. */
    private static final int MOST_BYTES = 1_800;

    public SearchValues {
        groups = fitting(Words.list(groups));
        blockedReasons = fitting(new ArrayList<>(new TreeSet<>(Words.list(blockedReasons))));
    }

    /** Those of a wave that begins: told together with its start they cost no event. Empty when there is nothing to search by. */
    public static SearchAttributes atStart(WaveStart start, Instant now) {
        return start.searchable()
                ? of(start.plan(), WavePhase.atStart(start.plan(), now), List.of())
                        .attributes()
                : SearchAttributes.EMPTY;
    }

    /** Those of a cutover that begins. */
    public static SearchAttributes atStart(CutoverOrder order) {
        return order.searchable() ? of(order, order.phase()).attributes() : SearchAttributes.EMPTY;
    }

    /** Of a wave. */
    public static SearchValues of(Plan plan, WavePhase phase, List<Reason> blockedReasons) {
        return new SearchValues(
                plan.wave(),
                phase.word(),
                plan.groups().stream().map(PlannedGroup::name).toList(),
                null,
                Words.list(blockedReasons).stream().map(Reason::word).toList());
    }

    /** Of a cutover under way. */
    public static SearchValues of(CutoverOrder order, Phase phase) {
        return of(order, Words.camelCase(phase), null);
    }

    /** Of a cutover that has ended. */
    public static SearchValues of(CutoverOrder order, CutoverResult result) {
        boolean blocked = result.ending() == Ending.BLOCKED && result.reason() != null;
        return of(
                order,
                Words.camelCase(result.ending()),
                blocked ? result.reason().word() : null);
    }

    private static SearchValues of(CutoverOrder order, String phase, String reason) {
        return new SearchValues(
                order.wave(),
                phase,
                order.group() == null ? List.of() : List.of(order.group()),
                order.name(),
                reason == null ? List.of() : List.of(reason));
    }

    private static List<String> fitting(List<String> words) {
        List<String> fitting = new ArrayList<>();
        int bytes = 0;
        for (String word : words) {
            bytes += word.getBytes(UTF_8).length + 3;
            if (bytes > MOST_BYTES) {
                break;
            }
            fitting.add(word);
        }
        return fitting;
    }

    private SearchAttributes attributes() {
        SearchAttributes.Builder attributes = SearchAttributes.newBuilder();
        set(attributes, SearchAttribute.WAVE.word(), wave);
        set(attributes, SearchAttribute.PHASE.word(), phase);
        set(attributes, SearchAttribute.GROUP.words(), orNull(groups));
        set(attributes, SearchAttribute.JOB.word(), job);
        set(attributes, SearchAttribute.BLOCKED_REASON.words(), orNull(blockedReasons));
        return attributes.build();
    }

    private static <T> void set(SearchAttributes.Builder attributes, SearchAttributeKey<T> key, T value) {
        if (value != null) {
            attributes.set(key, value);
        }
    }

    /** What has to be told to one who knows these; empty when that is nothing. */
    public List<SearchAttributeUpdate<?>> changesFrom(SearchAttributes known) {
        List<SearchAttributeUpdate<?>> changes = new ArrayList<>();
        change(changes, known, SearchAttribute.WAVE.word(), wave);
        change(changes, known, SearchAttribute.PHASE.word(), phase);
        change(changes, known, SearchAttribute.GROUP.words(), orNull(groups));
        change(changes, known, SearchAttribute.JOB.word(), job);
        change(changes, known, SearchAttribute.BLOCKED_REASON.words(), orNull(blockedReasons));
        return changes;
    }

    private static <T> void change(
            List<SearchAttributeUpdate<?>> changes, SearchAttributes known, SearchAttributeKey<T> key, T wanted) {
        T told = known.get(key);
        if (!Objects.equals(told, wanted)) {
            changes.add(wanted == null ? key.valueUnset() : key.valueSet(wanted));
        }
    }

    private static List<String> orNull(List<String> words) {
        return words.isEmpty() ? null : words;
    }
}
