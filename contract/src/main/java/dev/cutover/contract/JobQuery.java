package dev.cutover.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

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

    /** Whether it asks for the same: the order in which tags are written says nothing. */
    boolean means(JobQuery other) {
        return sorted().equals(other.sorted());
    }

    private JobQuery sorted() {
        List<Tag> byKey = tags.stream().sorted(Comparator.comparing(Tag::key)).toList();
        return new JobQuery(name, region, status, source, workgroup, byKey);
    }

    /** @param value {@code null}: whatever it is */
    public record Tag(String key, String value) {

        /** {@code app=shop}, or {@code app} whatever its value. */
        public String words() {
            return value == null ? key : key + "=" + value;
        }
    }

    /** {@code name web-*, region cn-shanghai, tag app=shop}. */
    public String words() {
        List<String> words = new ArrayList<>();
        add(words, "name", name);
        add(words, "region", region);
        add(words, "status", status);
        add(words, "source", source);
        add(words, "workgroup", workgroup);
        if (!tags.isEmpty()) {
            add(
                    words,
                    tags.size() == 1 ? "tag" : "tags",
                    tags.stream().map(Tag::words).collect(Collectors.joining(" ")));
        }
        return words.isEmpty() ? "everything" : String.join(", ", words);
    }

    private static void add(List<String> words, String noun, String value) {
        if (value != null && !value.isEmpty()) {
            words.add(noun + " " + value);
        }
    }
}
