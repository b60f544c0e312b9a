package dev.cutover.contract;

import java.util.List;

/**
 * Which jobs of an account: all that is given must hold, {@code null} and empty do not count.
 *
 * @param name a glob over the job's name at SMC: {@code *} is any text, {@code ?} any one character
 * @param region as SMC spells it, such as {@code cn-shanghai}
 * @param status as SMC spells it, such as {@code Waiting}
 * @param source the id of the source server
 * @param workgroup the id of the workgroup that it is in
 * @param tags at most 20
 */
public record JobQuery(String name, String region, String status, String source, String workgroup, List<Tag> tags) {

    /** SMC takes no more. */
    public static final int MOST_TAGS = 20;

    public JobQuery {
        tags = Words.list(tags);
    }

    public static JobQuery everything() {
        return new JobQuery(null, null, null, null, null, List.of());
    }

    /** @param value {@code null}: whatever it is */
    public record Tag(String key, String value) {}
}
