package dev.cutover.contract;

import java.util.List;

/**
 * The jobs that go to their outcome before others start.
 *
 * @param first so many of the first group, whichever are ready first; zero when they are named
 * @param jobs those that are named
 */
public record Canary(int first, List<JobId> jobs) {
    public Canary {
        jobs = Words.list(jobs);
    }
}
