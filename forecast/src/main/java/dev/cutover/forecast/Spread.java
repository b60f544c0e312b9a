package dev.cutover.forecast;

import java.time.Duration;
import java.util.List;

/**
 * How long a run takes, as far as it can be known: half of all runs take no longer than one duration, nine in ten no longer than another one.
 *
 * <p>Between and beyond the two it is taken as log-logistic: runs that take much longer are more likely than runs that take much less, and share and
 * duration follow from each other by a formula. Where the two are equal nothing is known but one number, and that is what each run takes.
 *
 * @param p50 {@code null}: as {@code p90}
 * @param p90 not below {@code p50}
 */
public record Spread(Duration p50, Duration p90) {

    public Spread {
        p50 = p50 == null || p50.compareTo(p90) > 0 ? p90 : p50;
    }

    /** What somebody said, with nothing to hold against it: no spread is made up for it. */
    public static Spread exactly(Duration every) {
        return new Spread(every, every);
    }

    /**
     * What past runs took: their median, and nine in ten by the nearest rank, which is the rule by which a job is judged to fit into a window. Of a single
     * one no spread is known.
     *
     * @param runs at least one, in any order, the first full copy left out
     */
    public static Spread ofRuns(List<Duration> runs) {
        List<Duration> sorted = runs.stream().sorted().toList();
        int count = sorted.size();
        Duration median =
                sorted.get((count - 1) / 2).plus(sorted.get(count / 2)).dividedBy(2);
        return new Spread(median, sorted.get((count * 9 + 9) / 10 - 1));
    }

    /** Whether every run takes the same. */
    boolean isExact() {
        return p50.isZero() || p50.equals(p90);
    }

    /** What this share of all runs does not exceed. StrictMath: the same on every machine. */
    Duration at(double share) {
        if (isExact()) {
            return p90;
        }
        double millis = p50.toMillis() * StrictMath.pow(share / (1 - share), exponent());
        return Duration.ofMillis(StrictMath.round(millis));
    }

    /** The same of those runs alone that have taken {@code elapsed} and are not through. */
    Duration at(double share, Duration elapsed) {
        if (isExact() || elapsed.isZero() || elapsed.isNegative()) {
            return at(share);
        }
        double over = StrictMath.pow((double) elapsed.toMillis() / p50.toMillis(), -1 / exponent());
        double ended = 1 / (1 + over);
        Duration whole = at(ended + share * (1 - ended));
        return whole.compareTo(elapsed) < 0 ? elapsed : whole;
    }

    private double exponent() {
        return StrictMath.log((double) p90.toMillis() / p50.toMillis()) / StrictMath.log(9);
    }
}
