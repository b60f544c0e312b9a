package dev.cutover.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.FailureKind.Consequence;
import dev.cutover.contract.HoldReason;
import dev.cutover.starter.docs.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

@DisplayName("docs/runbook.md")
class RunbookTest {

    private static final Page PAGE = Page.of("runbook.md");
    private static final String HELD = "Why a wave is held";
    private static final String BLOCKED = "Why a job needs a person";
    private static final String BY_ITSELF = "What the wave deals with itself";

    /** In backquotes, or a line of a console. */
    private static final Pattern COMMAND = Pattern.compile("`(cutover [^`]+)`|(?m)^\\$ (cutover .+)$");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @Test
    void has_a_section_for_each_reason_of_a_hold() {
        assertThat(PAGE.section(HELD).headings(3))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(HoldReason.values()).map(HoldReason::word).toList());
    }

    @Test
    void has_a_section_for_each_failure_that_a_person_can_meet() {
        assertThat(PAGE.section(BLOCKED).headings(3))
                .containsExactlyInAnyOrderElementsOf(kinds(Consequence.BLOCK, Consequence.FAIL));
        assertThat(PAGE.section(BY_ITSELF).headings(3))
                .containsExactlyInAnyOrderElementsOf(kinds(Consequence.HOLD, Consequence.LOOK));
    }

    private static List<String> kinds(Consequence one, Consequence other) {
        return Arrays.stream(FailureKind.values())
                .filter(kind -> kind.consequence() == one || kind.consequence() == other)
                .map(FailureKind::word)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A group is split",
                "A group stands frozen",
                "An undo does not succeed",
                "Nobody approved",
                "A step waits for a person",
                "The window is closing",
                "Rolling back"
            })
    void has_a_section_for_each_situation_with_what_to_type(String situation) {
        assertThat(commands(PAGE.section(situation).text())).isNotEmpty();
        assertThat(PAGE.text())
                .contains("(#" + situation.toLowerCase(Locale.ROOT).replace(' ', '-') + ")");
    }

    static Stream<String> reasons() {
        return Stream.of(HELD, BLOCKED, BY_ITSELF)
                .flatMap(part -> Arrays.stream(PAGE.section(part).text().split("(?m)^### ", -1))
                        .skip(1));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void says_what_it_means_what_to_check_and_what_to_type(String section) {
        assertThat(section).containsSubsequence("**Means**", "**Check**");
        assertThat(section.toLowerCase(Locale.ROOT)).contains("**type**");
        assertThat(commands(section)).isNotEmpty();
    }

    static Stream<String> everyCommand() {
        return commands(PAGE.text()).stream().distinct();
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void can_be_typed_as_it_stands(String command) {
        new Session().cutover.parseArgs(words(command));
    }

    @Test
    void would_be_found_out_by_a_command_that_is_not_there() {
        for (String wrong : List.of(
                "cutover holt WAVE --reason x", "cutover hold WAVE", "cutover extend WAVE --close +1h --reason x")) {
            assertThatThrownBy(() -> new Session().cutover.parseArgs(words(wrong)))
                    .isInstanceOf(ParameterException.class);
        }
    }

    private static List<String> commands(String text) {
        List<String> commands = new ArrayList<>();
        Matcher found = COMMAND.matcher(text);
        while (found.find()) {
            commands.add(found.group(1) == null ? found.group(2) : found.group(1));
        }
        return commands;
    }

    /** As a shell hands them on; without the program. */
    private static String[] words(String command) {
        return WORD.matcher(command)
                .results()
                .skip(1)
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }
}
