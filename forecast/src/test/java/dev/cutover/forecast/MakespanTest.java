package dev.cutover.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long jobs take together, worked out by hand. */
class MakespanTest {

    @ParameterizedTest
    @CsvSource({
        "'',               1,  0",
        "'25',             1, 25",
        "'25 25 25',       1, 75",
        "'25 25 25',       2, 50",
        "'25 25 25',       9, 25",
        "'10 60 10 10 30', 2, 60",
        "'50 40 30 20',    2, 70",
    })
    void of(String minutes, int slots, int expected) {
        var jobs = Arrays.stream(minutes.split(" "))
                .filter(text -> !text.isEmpty())
                .map(text -> Duration.ofMinutes(Long.parseLong(text)))
                .toList();
        assertThat(Makespan.of(jobs, slots)).isEqualTo(Duration.ofMinutes(expected));
    }
}
