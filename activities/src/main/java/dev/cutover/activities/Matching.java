package dev.cutover.activities;

import dev.cutover.contract.FoundJob;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.JobQuery.Tag;
import dev.cutover.smc.JobFilter;
import dev.cutover.smc.ReplicationJob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What of a query SMC is asked for, and what is looked at here. SMC gets what does not change while its pages are read (region, source, tags); a
 * filter by state would shift the rows between two pages. Its filter by name is not documented, and it has none by workgroup. The answers are
 * held against the whole query all the same: what SMC lets through is no reason to cut a server over.
 */
final class Matching implements Predicate<FoundJob> {

    private final JobQuery query;
    private final Pattern name;

    Matching(JobQuery query) {
        this.query = query;
        this.name = isGiven(query.name()) ? glob(query.name()) : null;
    }

    /** What SMC is asked for. */
    static JobFilter filter(JobQuery query) {
        Map<String, String> tags = new LinkedHashMap<>();
        query.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return new JobFilter(
                null, query.region(), null, isGiven(query.source()) ? List.of(query.source()) : List.of(), tags);
    }

    @Override
    public boolean test(FoundJob job) {
        return (name == null || name.matcher(job.spokenName()).matches())
                && is(query.region(), job.region())
                && is(query.status(), job.plainStatus())
                && is(query.source(), job.source())
                && is(query.workgroup(), job.workgroup())
                && query.tags().stream().allMatch(wanted -> has(job, wanted));
    }

    private static boolean has(FoundJob job, Tag wanted) {
        return job.tags().stream()
                .anyMatch(tag -> tag.key().equals(wanted.key())
                        && (wanted.value() == null || wanted.value().equals(tag.value())));
    }

    private static boolean is(String wanted, String value) {
        return !isGiven(wanted) || wanted.equals(value);
    }

    private static boolean isGiven(String filter) {
        return filter != null && !filter.isEmpty();
    }

    /** {@code *} is any text, {@code ?} any one character, everything else itself. */
    private static Pattern glob(String glob) {
        StringBuilder pattern = new StringBuilder();
        glob.codePoints().forEach(character -> {
            switch (character) {
                case '*' -> pattern.append(".*");
                case '?' -> pattern.append('.');
                default -> pattern.append(Pattern.quote(Character.toString(character)));
            }
        });
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    static FoundJob found(ReplicationJob job) {
        String status =
                job.businessStatusText() == null ? job.statusText() : job.statusText() + "/" + job.businessStatusText();
        return new FoundJob(
                new JobId(job.jobId()),
                job.name(),
                job.sourceId(),
                job.regionId(),
                job.workgroupId(),
                status,
                !job.runOnce(),
                job.validTime(),
                job.tags().entrySet().stream()
                        .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                        .toList());
    }
}
