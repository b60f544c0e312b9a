package dev.cutover.starter.plan;

import dev.cutover.contract.FoundJob;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.JobQuery.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * By what jobs are put into groups.
 *
 * @param tag its key, when it is by a tag; else {@code null}
 */
public record Grouping(By by, String tag) {

    /** What jobs may have in common. */
    public enum By {
        TAG,
        REGION,
        WORKGROUP,
        NAME
    }

    private static final String OF_TAG = "tag:";

    /** {@code tag:KEY}, {@code region}, {@code workgroup} or {@code name}; nothing for other words. */
    public static Optional<Grouping> of(String words) {
        if (words.startsWith(OF_TAG) && !words.substring(OF_TAG.length()).isBlank()) {
            return Optional.of(new Grouping(By.TAG, words.substring(OF_TAG.length())));
        }
        return switch (words) {
            case "region" -> Optional.of(new Grouping(By.REGION, null));
            case "workgroup" -> Optional.of(new Grouping(By.WORKGROUP, null));
            case "name" -> Optional.of(new Grouping(By.NAME, null));
            default -> Optional.empty();
        };
    }

    /** Whether a query finds the jobs of one group alone. */
    public boolean canSelect() {
        return by != By.NAME;
    }

    /** What a job has of it; {@code null}: nothing. */
    String of(FoundJob job) {
        String value = switch (by) {
            case TAG ->
                job.tags().stream()
                        .filter(one -> one.key().equals(tag))
                        .map(Tag::value)
                        .findFirst()
                        .orElse(null);
            case REGION -> job.region();
            case WORKGROUP -> job.workgroup();
            // web-01, web_02 and web3 are web.
            case NAME -> job.spokenName().replaceFirst("[-_.]*[0-9]+$", "");
        };
        return value == null || value.isBlank() ? null : value;
    }

    /** The query that finds what has this value. */
    JobQuery within(JobQuery query, String value) {
        List<Tag> tags = new ArrayList<>(query.tags());
        if (by == By.TAG) {
            tags.removeIf(one -> one.key().equals(tag));
            tags.add(new Tag(tag, value));
        }
        return new JobQuery(
                query.name(),
                by == By.REGION ? value : query.region(),
                query.status(),
                query.source(),
                by == By.WORKGROUP ? value : query.workgroup(),
                tags);
    }

    /** {@code tag tier}. */
    String words() {
        return by == By.TAG ? "tag " + tag : by.name().toLowerCase(Locale.ROOT);
    }
}
