package dev.cutover.contract;

import dev.cutover.contract.JobQuery.Tag;
import java.time.Instant;
import java.util.Comparator;
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

    /** By name, then by id: the order of listings, and of jobs that are selected. */
    public static final Comparator<FoundJob> BY_NAME =
            Comparator.comparing(FoundJob::spokenName).thenComparing(FoundJob::id);

    public FoundJob {
        tags = Words.list(tags);
    }

    /** Its name at SMC; its id when it has none. */
    public String spokenName() {
        return name == null || name.isBlank() ? id.value() : name;
    }

    /** {@code Running} of {@code Running/Syncing}. */
    public String plainStatus() {
        return status == null ? "" : status.replaceFirst("/.*", "");
    }

    /** Why it can never be cut over, as the end of a sentence about it; {@code null}: it can, now or when it is {@code Waiting}. */
    public String obstacle() {
        String ofStatus = obstacle(plainStatus());
        return ofStatus == null && !incremental ? "is not incremental" : ofStatus;
    }

    /** Whether it needs no cutover any more. */
    public boolean hasFinished() {
        return plainStatus().equals("Finished");
    }

    /** The same of all jobs that SMC shows in a state. */
    public static String obstacle(String plainStatus) {
        return switch (plainStatus) {
            case "Finished" -> "has finished already";
            case "Expired" -> "has expired";
            case "Deleting" -> "is being deleted";
            default -> null;
        };
    }
}
