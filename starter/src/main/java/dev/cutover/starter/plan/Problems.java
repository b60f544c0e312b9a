package dev.cutover.starter.plan;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found wrong with one file so far, and what is probably not meant in it. */
final class Problems {

    /** A file of nothing but mistakes must not fill memory or terminal; nobody mends more at a time. */
    static final int MOST = 1_000;

    private static final Comparator<Problem> BY_PLACE = comparing(Problem::line, nullsFirst(naturalOrder()))
            .thenComparing(Problem::column, nullsFirst(naturalOrder()));

    private final String file;
    private final List<Problem> noted = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private int left;

    Problems(String file) {
        this.file = file;
    }

    /** @param suggestion how to mend it, or {@code null} */
    void add(Place place, String message, String suggestion) {
        if (noted.size() == MOST) {
            left++;
            return;
        }
        noted.add(new Problem(file, place.line(), place.column(), message, suggestion));
    }

    /** For what may be meant: it is told, and refuses nothing. */
    void warn(Place place, String message, String suggestion) {
        if (warnings.size() < MOST) {
            warnings.add(new Problem(file, place.line(), place.column(), message, suggestion));
        }
    }

    /** Sorted by place. */
    List<Problem> warnings() {
        return warnings.stream().sorted(BY_PLACE).toList();
    }

    /** @throws PlanRefused with all that was noted, when there is any */
    void refuse() throws PlanRefused {
        if (noted.isEmpty()) {
            return;
        }
        List<Problem> sorted = new ArrayList<>(noted);
        sorted.sort(BY_PLACE);
        if (left > 0) {
            sorted.add(new Problem(file, null, null, "and " + left + " problems more", "mend these first"));
        }
        throw new PlanRefused(sorted);
    }

    /** For what leaves nothing to read on with. */
    PlanRefused refused(Place place, String message, String suggestion) {
        try {
            add(place, message, suggestion);
            refuse();
        } catch (PlanRefused refused) {
            return refused;
        }
        throw new AssertionError("a problem was just added");
    }
}
