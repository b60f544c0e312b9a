package dev.cutover.starter.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.starter.TestTerminal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How wide a window is, and what becomes of lines that are longer. */
@Timeout(60)
class WindowTest {

    private static final String RED = "\u001b[31m";
    private static final String OFF = "\u001b[0m";

    static Stream<Arguments> widths() {
        return Stream.of(
                argumentSet("the terminal tells", "", 132, 132),
                argumentSet("it does not tell", "", 0, 80),
                argumentSet("it tells nonsense", "", 65_535, 80),
                argumentSet("the environment says so", "100", 132, 100),
                argumentSet("the environment says nothing that is a width", "wide", 132, 132),
                argumentSet("the environment says nothing", "0", 0, 80),
                argumentSet("it is narrower than anything can be said in", "12", 132, 40));
    }

    @ParameterizedTest
    @MethodSource("widths")
    void the_environment_counts_before_the_terminal(String variable, int told, int columns) {
        assertThat(Window.of(Map.of("COLUMNS", variable), () -> told)).isEqualTo(new Window(columns));
    }

    @Test
    void what_nobody_sits_before_is_endless() {
        assertThat(new TestTerminal().wide(100).open().window()).isEqualTo(Window.ENDLESS);
        assertThat(new TestTerminal().wide(100).typing("").open().window()).isEqualTo(new Window(100));
    }

    @ParameterizedTest
    @CsvSource({"24 80, 80", "'24 80\n', 80", "0 0, 0", "'', 0", "80, 0", "24 x, 0", "24 123456, 0"})
    void a_terminal_tells_rows_and_columns(String size, int columns) {
        assertThat(Stty.columns(size)).isEqualTo(columns);
    }

    @Test
    void to_ask_a_terminal_takes_no_terminal() {
        assertThat(Stty.columns()).isNotNegative();
    }

    static Stream<Arguments> lines() {
        String forty = "x".repeat(40);
        return Stream.of(
                argumentSet("an empty one", "", ""),
                argumentSet("one that fits", forty, forty),
                argumentSet("one letter too many", forty + "y", "x".repeat(39) + "\u2026"),
                argumentSet("colours take no room", RED + forty + OFF, RED + forty + OFF),
                argumentSet("colours end", RED + forty + "y" + OFF, RED + "x".repeat(39) + "\u2026" + OFF),
                argumentSet("wide letters take two", "\u6570".repeat(21), "\u6570".repeat(19) + "\u2026"),
                argumentSet("wide letters that fit", "\u6570".repeat(20), "\u6570".repeat(20)),
                argumentSet("accents take none", "e\u0301".repeat(40), "e\u0301".repeat(40)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_line_is_cut_with_a_sign(String line, String cut) {
        assertThat(new Window(40).cut(line)).isEqualTo(cut);
        assertThat(Window.ENDLESS.cut(line)).isEqualTo(line);
    }

    static Stream<Arguments> texts() {
        String twenty = "x".repeat(20);
        return Stream.of(
                argumentSet("nothing", "", List.of("")),
                argumentSet("words that fit", "a b  c", List.of("    a b  c")),
                argumentSet("words that do not", twenty + " " + twenty, List.of("    " + twenty, "    " + twenty)),
                argumentSet(
                        "a word that is longer than a line",
                        "a " + "y".repeat(50),
                        List.of("    a", "    " + "y".repeat(36), "    " + "y".repeat(14))),
                argumentSet(
                        "colours take no room",
                        RED + "a".repeat(35) + OFF + " b " + RED + "c" + OFF,
                        List.of("    " + RED + "a".repeat(35) + OFF, "    b " + RED + "c" + OFF)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void words_are_wrapped_and_none_is_lost(String text, List<String> lines) {
        assertThat(new Window(40).wrapped("    ", text)).isEqualTo(lines);
        assertThat(Window.ENDLESS.wrapped("    ", text)).containsExactly(("    " + text).stripTrailing());
    }
}
