package dev.cutover.forecast;

import java.util.function.Function;

/**
 * A value of which nobody knows more than how likely it is.
 *
 * @param p50 as good as even: in half of the courses that a wave may take it is no later, longer or more
 * @param p90 to be counted with: in nine of ten courses it is no later, longer or more
 */
public record Likely<T>(T p50, T p90) {

    <R> Likely<R> to(Function<T, R> words) {
        return new Likely<>(words.apply(p50), words.apply(p90));
    }
}
