package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {

    private static final String ROCKET = "🚀";

    @ParameterizedTest
    @CsvSource({
        "'',             ''",
        "plain,          plain",
        "' a  \t b ',    a b",
        "'a\r\nb\u0000\u001b[0m',  a b [0m",
        "'a\u202eb\u2028c',        a b c",
        "0123456789,     0123456789",
        "01234567890,    012345 ...",
    })
    void is_on_one_line_and_short(String text, String excerpt) {
        assertThat(Excerpt.of(text, 10)).isEqualTo(excerpt);
    }

    @Test
    void a_long_one_is_cut_even_when_it_is_mostly_blank() {
        assertThat(Excerpt.of("a" + " ".repeat(1_000) + "b", 10)).isEqualTo("a ...");
    }

    @Test
    void a_character_of_two_parts_stays_whole() {
        assertThat(Excerpt.of("x".repeat(5) + ROCKET.repeat(5), 10)).isEqualTo("xxxxx ...");
        assertThat(Excerpt.ofEnds(ROCKET.repeat(20), 13)).isEqualTo(ROCKET.repeat(2) + " ... " + ROCKET.repeat(2));
        assertThat(Excerpt.ofEnds(ROCKET.repeat(20), 11)).isEqualTo(ROCKET + " ... " + ROCKET);
    }

    @ParameterizedTest
    @CsvSource({
        "short,                          short",
        "01234567890123456789,           01234567890123456789",
        "0123456789012345678901,         0123456 ... 5678901",
    })
    void its_ends(String text, String excerpt) {
        assertThat(Excerpt.ofEnds(text, 20)).isEqualTo(excerpt);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                ''",
        "one,               one",
        "'one\ntwo\n',      two",
        "'one\n \n\t\n',    one",
        "'one\r\ntwo\r\n',  two",
    })
    void its_last_line_that_says_something(String text, String line) {
        assertThat(Excerpt.ofLastLine(text)).isEqualTo(line);
    }
}
