package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far this machine's clock is off, as answers tell it. */
class ClockSkewTest {

    private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");

    private final ClockSkew skew = new ClockSkew(() -> NOW);

    private void answer(String date) {
        Response.Builder answer = new Response.Builder()
                .request(new Request.Builder().url("http://127.0.0.1/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK");
        if (date != null) {
            answer.header("Date", date);
        }
        skew.note(answer.build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sat, 28 Nov 2026 01:00:00 GMT | PT0S",
                "Sat, 28 Nov 2026 01:02:00 GMT | PT2M",
                "Sat, 28 Nov 2026 00:40:00 GMT | PT-20M"
            })
    void it_is_what_the_date_of_the_newest_answer_says(String date, Duration expected) {
        answer(date);
        assertThat(skew.newest()).contains(expected);
    }

    @Test
    void an_answer_without_a_date_changes_nothing_and_one_that_cannot_be_read_tells_nothing() {
        assertThat(skew.newest()).isEqualTo(Optional.empty());
        answer("Sat, 28 Nov 2026 01:02:00 GMT");
        answer(null);
        assertThat(skew.newest()).contains(Duration.ofMinutes(2));
        answer("yesterday");
        assertThat(skew.newest()).isEmpty();
    }
}
