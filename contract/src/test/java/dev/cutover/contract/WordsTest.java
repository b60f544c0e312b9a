package dev.cutover.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What comes from an account is shown as it is, but for what nobody would see. */
class WordsTest {

    @Test
    void nothing_in_a_name_moves_a_cursor_breaks_a_line_or_turns_the_writing() {
        assertThat(Words.visible("a\u001b[2Jb\nc\r\td\u202ee\u2028f\ud800")).isEqualTo("a?[2Jb?c??d?e?f?");
        assertThat(Words.visible("Größe 服务器 🙂 -_.")).isEqualTo("Größe 服务器 🙂 -_.");
    }
}
