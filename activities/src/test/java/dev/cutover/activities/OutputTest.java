package dev.cutover.activities;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {

    private final Output output = new Output();

    @Test
    void nothing_is_nothing() {
        assertThat(output.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, Output.KEPT - 1, Output.KEPT, Output.KEPT + 1, 2 * Output.KEPT})
    void what_is_short_is_kept_whole(int length) {
        String all = "é".repeat(length / 2) + "x".repeat(length % 2);
        say(all, 7);
        assertThat(output.text()).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 3 * Output.KEPT})
    void of_what_is_long_the_ends_are_kept(int tooMuch) {
        String first = "a".repeat(Output.KEPT);
        String last = "y".repeat(Output.KEPT - 1) + "z";
        say(first + "m".repeat(tooMuch) + last, 1_000);
        assertThat(output.text()).isEqualTo(first + "\n...\n" + last);
    }

    private void say(String text, int atATime) {
        byte[] bytes = text.getBytes(UTF_8);
        for (int at = 0; at < bytes.length; at += atATime) {
            int length = Math.min(atATime, bytes.length - at);
            byte[] part = new byte[atATime];
            System.arraycopy(bytes, at, part, 0, length);
            output.add(part, length);
        }
    }
}
