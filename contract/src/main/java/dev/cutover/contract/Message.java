package dev.cutover.contract;

import java.time.Instant;
import java.util.List;

/**
 * One message to people; as JSON it is public, see {@code docs/notifications.md}.
 *
 * @param key the same for every try of one message
 * @param sentence what is the matter
 * @param jobs the names of those that it is about, at most {@link #MOST_JOBS}
 * @param moreJobs how many more there are
 * @param command what to type next
 */
public record Message(
        String key,
        MessageKind kind,
        String wave,
        String change,
        String account,
        Instant at,
        String sentence,
        List<String> jobs,
        int moreJobs,
        JobCounts counts,
        String command) {

    public static final int MOST_JOBS = 20;

    public Message {
        jobs = Words.list(jobs);
    }
}
