package dev.cutover.starter.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Reads YAML, and JSON with it, into {@link Node}s. It builds them from the parser's events rather than letting the library compose:
 * so that an alias is refused at its place instead of resolved, and that deep nesting ends in a sentence and not in a full stack.
 */
final class YamlTree {

    /** A plan needs seven. */
    private static final int DEEPEST = 20;

    /** A collection that is still open, and the key that waits for its value. */
    private static final class Open {
        private final boolean mapping;
        private final Place place;
        private final List<Node> items = new ArrayList<>();

        Open(boolean mapping, Place place) {
            this.mapping = mapping;
            this.place = place;
        }
    }

    private final Problems problems;
    private final Deque<Open> open = new ArrayDeque<>();
    private Node root;

    private YamlTree(Problems problems) {
        this.problems = problems;
    }

    /** @throws PlanRefused when it is not YAML, or there is nothing in it */
    static Node read(String text, Problems problems) throws PlanRefused {
        YamlTree tree = new YamlTree(problems);
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(SourceText.MOST_BYTES).build();
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                if (!tree.takes(event)) {
                    break;
                }
            }
        } catch (RuntimeException failure) {
            // Whatever a parser throws at a file is a fault of the file, to whoever wrote it.
            throw YamlComplaint.about(failure, problems);
        }
        if (tree.root == null) {
            throw problems.refused(
                    Place.NOWHERE, "the file is empty", "a plan begins with 'wave: NAME' and has 'groups:'");
        }
        return tree.root;
    }

    /** @return whether to go on */
    private boolean takes(Event event) throws PlanRefused {
        switch (event.getEventId()) {
            case DocumentStart -> {
                if (root != null) {
                    problems.add(
                            place(event),
                            "a second document begins here",
                            "one file is one plan: split the file at '---'");
                    return false;
                }
            }
            case Alias -> {
                problems.add(
                        place(event),
                        "the alias "
                                + Quote.of("*" + ((AliasEvent) event).getAlias().getValue()) + " is not supported",
                        "write out what it stands for");
                add(new Node.Refused(place(event)));
            }
            case Scalar -> add(text((ScalarEvent) event));
            case MappingStart, SequenceStart -> opens((CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> add(closed(open.pop()));
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {
                // Nothing to take.
            }
        }
        return true;
    }

    private void opens(CollectionStartEvent event) throws PlanRefused {
        refuseExtras(event, event.getTag());
        if (open.size() == DEEPEST) {
            throw problems.refused(
                    place(event), "nested more than " + DEEPEST + " levels deep", "a plan has no need of that");
        }
        open.push(new Open(event.getEventId() == Event.ID.MappingStart, place(event)));
    }

    private Node text(ScalarEvent event) {
        refuseExtras(event, event.getTag());
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        return new Node.Text(event.getValue(), plain ? Node.Writing.PLAIN : Node.Writing.QUOTED, place(event));
    }

    private void refuseExtras(NodeEvent event, Optional<String> tag) {
        tag.ifPresent(name -> problems.add(
                place(event),
                "the tag " + Quote.of(name.replaceFirst("^tag:yaml.org,2002:", "!!")) + " is not supported",
                "leave it out: keys know their types"));
        event.getAnchor()
                .ifPresent(anchor -> problems.add(
                        place(event),
                        "the anchor " + Quote.of("&" + anchor.getValue()) + " is not supported",
                        "leave it out"));
    }

    private Node closed(Open collection) {
        if (!collection.mapping) {
            return new Node.Listing(List.copyOf(collection.items), collection.place);
        }
        List<Node.Entry> entries = new ArrayList<>();
        for (int at = 0; at < collection.items.size(); at += 2) {
            Node key = collection.items.get(at);
            if (key instanceof Node.Text text) {
                entries.add(new Node.Entry(text.value(), text.value(), key.place(), collection.items.get(at + 1)));
            } else if (!(key instanceof Node.Refused)) {
                problems.add(key.place(), "a key must be one word, not " + key.noun(), null);
            }
        }
        return new Node.Mapping(List.copyOf(entries), collection.place);
    }

    private void add(Node node) {
        if (open.isEmpty()) {
            root = node;
        } else {
            open.peek().items.add(node);
        }
    }

    private static Place place(Event event) {
        return event.getStartMark().map(YamlTree::place).orElse(Place.NOWHERE);
    }

    static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
