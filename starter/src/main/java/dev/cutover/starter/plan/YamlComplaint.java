package dev.cutover.starter.plan;

import java.util.Arrays;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What the parser says of a file that is not YAML, and what it means to whoever wrote the file. */
enum YamlComplaint {
    COLON(
            "mapping values are not allowed",
            "a ':' where no key can be",
            "indent the line like its neighbours, or put a text with a ':' in quotes"),
    TAB("(Do not use \\t", "a tab where only spaces may stand", "indent with spaces"),
    RESERVED("that cannot start any token", "a value cannot begin with this character", "put the value in quotes"),
    QUOTE("found unexpected end of stream", "the quote that begins here is never closed", "close it", true),
    QUOTE_AT_DOCUMENT(
            "found unexpected document separator",
            "the quote that begins here is not closed before '---' or '...'",
            "close it",
            true),
    ESCAPE(
            "escape",
            "a backslash that is not followed by a known escape",
            "write the backslash twice, or use single quotes"),
    LIST_BRACKET("expected ',' or ']'", "the list in brackets is not closed here", "add ',' or ']'"),
    BRACE("expected ',' or '}'", "the keys in braces are not closed here", "add ',' or '}'"),
    STRAY_BRACE("expected <block end>, but found '}'", "a '}' that closes nothing", "remove it"),
    STRAY_BRACKET("expected <block end>, but found ']'", "a ']' that closes nothing", "remove it"),
    INDENTED(
            "expected <block end>",
            "this line does not belong to the lines above it",
            "indent it like its neighbours; a list item begins with '- '"),
    DASH("sequence entries are not allowed", "a '-' where no list item can be", "put it on a line of its own"),
    QUESTION("mapping keys are not allowed", "a '?' where no key can be", "put the text in quotes"),
    NO_COLON(
            "could not find expected ':'",
            "a line that is neither 'key: value' nor a list item",
            "write a ':' and a space behind the key"),
    NO_NODE("expected the node content", "a value is missing here", "give one; a text that begins so needs quotes"),
    NO_DOCUMENT_START(
            "expected '<document start>'",
            "the plan ended before this line",
            "indent the line like those above it, or remove it"),
    OTHER("", "this is not YAML", "see the line above it, too");

    private final String fragment;
    private final String sentence;
    private final String suggestion;
    private final boolean whereItBegan;

    YamlComplaint(String fragment, String sentence, String suggestion) {
        this(fragment, sentence, suggestion, false);
    }

    /**
     * @param fragment of the parser's own message
     * @param whereItBegan to point there, and not to where the parser gave up: the end of the file, often
     */
    YamlComplaint(String fragment, String sentence, String suggestion, boolean whereItBegan) {
        this.fragment = fragment;
        this.sentence = sentence;
        this.suggestion = suggestion;
        this.whereItBegan = whereItBegan;
    }

    /** Notes what a parser threw; what was noted before stands too. */
    static PlanRefused about(RuntimeException failure, Problems problems) {
        if (!(failure instanceof MarkedYamlEngineException marked)) {
            return problems.refused(
                    Place.NOWHERE, OTHER.sentence + ": " + Quote.visible(String.valueOf(failure.getMessage())), null);
        }
        YamlComplaint complaint = Arrays.stream(values())
                .filter(one -> marked.getProblem().contains(one.fragment))
                .findFirst()
                .orElse(OTHER);
        Optional<Mark> mark = complaint.whereItBegan ? marked.getContextMark() : marked.getProblemMark();
        String detail = complaint == OTHER ? ": " + Quote.visible(marked.getProblem()) : "";
        return problems.refused(
                mark.or(marked::getProblemMark).map(YamlTree::place).orElse(Place.NOWHERE),
                complaint.sentence + detail,
                complaint.suggestion);
    }
}
