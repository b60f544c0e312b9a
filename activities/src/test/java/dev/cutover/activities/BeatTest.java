package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeatTest {

    private final Dial clock = new Dial();
    private final Beat beat = new Beat(clock, new Random(1));

    @ParameterizedTest
    @CsvSource({
        "PT0S,     PT30S",
        "PT0.001S, PT29.999S",
        "PT29.999S, PT0.001S",
        "PT30S,    PT30S",
        "PT42S,    PT18S",
    })
    void all_polls_land_on_multiples_of_the_interval(Duration passed, Duration untilNext) {
        clock.pass(passed);
        assertThat(beat.untilNext(Duration.ofSeconds(30))).isEqualTo(untilNext);
    }

    @Test
    void throttled_polls_are_spread_over_the_next_beats() {
        clock.pass(Duration.ofSeconds(10));
        Set<Duration> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(beat.untilOneOfTheNext(Duration.ofSeconds(30)));
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(50),
                        Duration.ofSeconds(80),
                        Duration.ofSeconds(110));
    }

    @Test
    void a_time_that_has_come_is_waited_for_a_moment_because_zero_means_the_policys_own_gap() {
        assertThat(beat.until(Dial.MIDNIGHT.minusSeconds(5))).isEqualTo(Duration.ofMillis(1));
        assertThat(beat.until(Dial.MIDNIGHT.plusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    }
}
