package dev.cutover.forecast;

import java.time.Duration;

/** Looks for what would do, by trying it. */
final class Remedies {

    private static final long MINUTE = 60_000;

    private final Roster roster;
    private final Lots lots;
    private final Terms terms;
    private final int left;

    /** @param left how many are left on these terms */
    Remedies(Roster roster, Lots lots, Terms terms, int left) {
        this.roster = roster;
        this.lots = lots;
        this.terms = terms;
        this.left = left;
    }

    Remedy find(Courses withoutEnd) {
        int most = Math.max(terms.slots(), roster.ahead());
        int leftWithMost = left(terms.withSlots(most));
        int leftWithoutEnd = withoutEnd.left();
        boolean isLate = terms.hasEnd() && leftWithoutEnd < left;
        Duration later = isLate ? Duration.ofMillis(upToMinutes(late(withoutEnd))) : null;
        return new Remedy(
                leftWithMost < left ? fewestSlots(most, leftWithMost) : null,
                leftWithMost,
                later,
                leftWithoutEnd,
                isLate && opensInTime(later, leftWithoutEnd) ? later : null);
    }

    /** Halves what is between a number that does not do and one that does. */
    private int fewestSlots(int most, int target) {
        int tooFew = terms.slots();
        int enough = most;
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (left(terms.withSlots(middle)) <= target) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    /** With its end so much later, a window leaves nine of ten courses as they are without any end. */
    private long late(Courses withoutEnd) {
        return withoutEnd
                .likely(course -> Math.max(
                        over(course.neededClose(), terms.closes()), over(course.neededLastStart(), terms.lastStart())))
                .p90();
    }

    private static long over(long needed, long limit) {
        return limit == Terms.NEVER ? 0 : Math.max(0, needed - limit);
    }

    private static long upToMinutes(long millis) {
        return Math.floorDiv(millis + MINUTE - 1, MINUTE) * MINUTE;
    }

    private boolean opensInTime(Duration earlier, int target) {
        Terms tried = terms.openingEarlier(earlier.toMillis());
        return tried.opens() >= roster.wave().now().toEpochMilli() && left(tried) <= target;
    }

    private int left(Terms tried) {
        return Courses.of(roster, tried, lots).left();
    }
}
