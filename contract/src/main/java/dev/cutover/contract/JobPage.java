package dev.cutover.contract;

import java.util.List;

/**
 * A page of the jobs of a wave, in the order of the plan.
 *
 * @param page from 1
 * @param pages how many there are, at least 1
 */
public record JobPage(int page, int pages, List<JobLine> jobs) {

    /** Rows a page. */
    public static final int ROWS = 200;

    public JobPage {
        jobs = Words.list(jobs);
    }
}
