package dev.cutover.contract;

import java.time.Instant;
import java.util.List;

/**
 * When a wave is expected to be through, and which jobs will not make it. Of each value two are told: what is as likely as not, and what holds in nine
 * nights of ten. Nobody is waited for in it, and nothing goes wrong.
 *
 * @param at when it was made
 * @param jobs that had not come to an outcome
 * @param through when all of them are; {@code null} or {@code null} in it: not in this window
 * @param ends when the last one that makes it is through
 * @param left how many will not make it
 * @param headline all of it in plain sentences, what would do among them
 * @param jobsLeft those that are more likely to be left than not, in the order of the plan
 * @param moreLeft how many there are beside those named
 */
public record Outlook(
        Instant at,
        int jobs,
        Moments through,
        Moments ends,
        Counts left,
        String headline,
        List<GroupOutlook> groups,
        List<JobLeft> jobsLeft,
        int moreLeft) {

    public Outlook {
        groups = Words.list(groups);
        jobsLeft = Words.list(jobsLeft);
    }

    /** The same with at most so many jobs named. */
    public Outlook naming(int most) {
        if (jobsLeft.size() <= most) {
            return this;
        }
        return new Outlook(
                at,
                jobs,
                through,
                ends,
                left,
                headline,
                groups,
                jobsLeft.subList(0, most),
                moreLeft + jobsLeft.size() - most);
    }

    /** {@code null}: not in this window. */
    public record Moments(Instant p50, Instant p90) {}

    public record Counts(int p50, int p90) {}

    /**
     * @param jobs that had not come to an outcome
     * @param through when all of them are, the after-hook included
     */
    public record GroupOutlook(String name, int jobs, Moments through, Counts left) {}

    /**
     * @param name as the plan calls it
     * @param why a part of a sentence: {@code would start after the last start}
     * @param percent of a hundred nights
     */
    public record JobLeft(JobId job, String name, String why, int percent) {}
}
