package dev.cutover.starter.plan;

import static dev.cutover.starter.plan.Key.may;
import static dev.cutover.starter.plan.Key.needed;

import dev.cutover.contract.JobQuery.Tag;
import dev.cutover.contract.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of what a group selects instead of listing jobs. */
final class SelectKeys {

    /** The longest glob: a name at SMC has 128 characters at most. */
    private static final int LONGEST = 128;

    private static final Kind<String> WORD = TextKind.line(LONGEST);

    static final Key<String> NAME = may("name", WORD, null);
    static final Key<String> REGION = may("region", WORD, null);
    static final Key<String> STATUS = may("status", new ChoiceKind<>(statuses()), null);
    static final Key<String> SOURCE = may("source", WORD, null);
    static final Key<String> WORKGROUP = may("workgroup", WORD, null);
    static final Key<List<Tag>> TAGS = may("tags", new TagsKind(), List.of());
    static final Key<Integer> AT_MOST = needed(
            "atMost",
            new WholeKind(1, Plan.MOST_JOBS, "a selection that finds more is refused when the wave is started"),
            "50");
    static final Level SELECT =
            new Level("'select'", List.of(NAME, REGION, STATUS, SOURCE, WORKGROUP, TAGS, AT_MOST), List.of());

    private SelectKeys() {}

    /** Whether a filter in a plan can have this value. */
    static boolean canSay(String value) {
        return !value.isBlank()
                && value.equals(value.strip())
                && value.codePointCount(0, value.length()) <= LONGEST
                && value.codePoints().noneMatch(Quote::isInvisible);
    }

    /** Those in which a job may yet be cut over. */
    private static Map<String, String> statuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        List.of("Waiting", "Running", "Ready", "Stopped", "InError").forEach(word -> statuses.put(word, word));
        return statuses;
    }
}
