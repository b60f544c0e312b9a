package dev.cutover.starter.plan;

import dev.cutover.contract.JobQuery;
import dev.cutover.contract.JobQuery.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tags with their values; one that has none stands for the tag whatever its value. */
record TagsKind() implements Kind<List<Tag>> {

    private static final TextKind VALUE = TextKind.line(128);

    @Override
    public String words() {
        return "mapping of tags to their values; no value: any";
    }

    @Override
    public List<Tag> read(Node node, String written, Problems problems) {
        if (node instanceof Node.Refused) {
            return null;
        }
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(
                    node.place(),
                    "'" + written + "' must be a " + words() + ", not " + node.noun(),
                    "write " + written + ": {app: shop}");
            return null;
        }
        if (mapping.entries().size() > JobQuery.MOST_TAGS) {
            problems.add(
                    node.place(),
                    "more than " + JobQuery.MOST_TAGS + " tags, which SMC does not take",
                    "leave some out");
        }
        List<Tag> tags = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node.Entry entry : mapping.entries()) {
            Node key = new Node.Text(entry.key(), Node.Writing.QUOTED, entry.place());
            if (!seen.add(entry.key())) {
                problems.add(
                        entry.place(),
                        "the tag " + Quote.of(entry.key()) + " is there twice, and no job has two values of it",
                        "remove one");
            } else if (VALUE.read(key, "a tag", problems) != null) {
                add(entry, tags, problems);
            }
        }
        return tags;
    }

    private static void add(Node.Entry entry, List<Tag> tags, Problems problems) {
        if (entry.value() instanceof Node.Text text
                && (text.isNothing() || text.value().isEmpty())) {
            tags.add(new Tag(entry.key(), text.isNothing() ? null : ""));
            return;
        }
        String value = VALUE.read(entry.value(), entry.key(), problems);
        if (value != null) {
            tags.add(new Tag(entry.key(), value));
        }
    }
}
