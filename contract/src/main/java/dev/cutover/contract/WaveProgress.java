package dev.cutover.contract;

import java.time.Instant;
import java.util.List;

/**
 * Where a wave stands.
 *
 * @param settled nothing goes on without a person: nothing is in flight, and no job can still come to its turn by itself
 * @param overdue how many jobs are in flight past their completion deadline
 * @param readyAgain how many blocked jobs a retry would get on now: they are {@code Waiting}, or {@code Finished}
 */
public record WaveProgress(
        String wave,
        String change,
        String account,
        String planSha256,
        WaveOutcome outcome,
        Standing standing,
        boolean settled,
        Instant startedAt,
        Instant endedAt,
        JobCounts counts,
        int overdue,
        int readyAgain,
        List<GroupProgress> groups) {

    public WaveProgress {
        groups = Words.list(groups);
    }

    /** @param open whether all groups that it comes after are through */
    public record GroupProgress(String name, List<String> after, boolean open, JobCounts counts) {
        public GroupProgress {
            after = Words.list(after);
        }
    }
}
