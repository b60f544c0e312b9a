package dev.cutover.simulator;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** The text of a file or a body, made into the one document that it must be. */
final class YamlText {

    /** As much as the admin endpoint takes of a body, in characters. */
    private static final int LONGEST = 4 << 20;

    /** The tags of a job are at four. Composing calls itself for each level, and a stack is soon full. */
    private static final int DEEPEST = 20;

    private static final String SECOND_DOCUMENT =
            "a second document begins here; keep one, without a '---' or '...' between";

    private YamlText() {}

    /** The document's node; empty, and a problem more, when there is none, or not one alone, or when it is no YAML. */
    static Optional<Node> node(String text, String file, List<String> problems) {
        // Keys that are no texts are told by us, with their place.
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(LONGEST)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            Optional<String> problem = problem(new Parse(settings).parseString(text));
            problem.ifPresent(what -> problems.add(file + ":" + what));
            return problem.isPresent() ? Optional.empty() : new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException failure) {
            problems.add(file + ":" + place(failure.getProblemMark()) + ": " + told(failure.getProblem()));
        } catch (YamlEngineException failure) {
            problems.add(file + ":1:1: " + failure.getMessage());
        }
        return Optional.empty();
    }

    /** What is wrong with the text as a whole, with line and column. It looks no further: the rest may be without end. */
    private static Optional<String> problem(Iterable<Event> events) {
        int documents = 0;
        int depth = 0;
        for (Event event : events) {
            switch (event.getEventId()) {
                case DocumentStart -> documents++;
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case StreamStart, StreamEnd, DocumentEnd, Scalar, Alias, Comment -> {
                    // Neither deeper nor another.
                }
            }
            if (documents > 1) {
                return Optional.of(place(event.getStartMark()) + ": " + SECOND_DOCUMENT);
            }
            if (depth > DEEPEST) {
                return Optional.of(
                        place(event.getStartMark()) + ": nested more than " + DEEPEST + " levels deep; 4 are enough");
            }
        }
        return documents == 0 ? Optional.of("1:1: it is empty") : Optional.empty();
    }

    /** Behind a '...' the parser itself finds that there is more, in words of its own. */
    private static String told(String problem) {
        return problem.startsWith("expected '<document start>'") ? SECOND_DOCUMENT : problem;
    }

    /** Line and column, from 1. */
    static String place(Optional<Mark> mark) {
        return mark.map(at -> (at.getLine() + 1) + ":" + (at.getColumn() + 1)).orElse("1:1");
    }
}
