package dev.cutover.contract;

import dev.cutover.contract.JobQuery.Tag;
import java.time.Instant;
import java.util.List;

/**
 * A job as an account's listing tells it; what SMC leaves out is {@code null}.
 *
 * @param name at SMC
 * @param source the id of its source server
 * @param status as SMC spells it, with the business status behind a slash where there is one
 * @param incremental whether it is one that can be cut over
 * @param validUntil when it expires
 */
public record FoundJob(
        JobId id,
        String name,
        String source,
        String region,
        String workgroup,
        String status,
        boolean incremental,
        Instant validUntil,
        List<Tag> tags) {

    public FoundJob {
        tags = Words.list(tags);
    }
}
