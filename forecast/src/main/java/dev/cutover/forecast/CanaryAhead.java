package dev.cutover.forecast;

import java.util.List;

/**
 * The jobs that go to their outcome before others start.
 *
 * @param first so many of the first group that waits for no other; zero when they are named
 * @param jobs those that are named
 */
public record CanaryAhead(int first, List<String> jobs) {
    public CanaryAhead {
        jobs = jobs == null ? List.of() : List.copyOf(jobs);
    }
}
