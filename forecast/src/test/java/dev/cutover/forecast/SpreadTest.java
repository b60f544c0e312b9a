package dev.cutover.forecast;

import static dev.cutover.forecast.Ahead.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadTest {

    private static final Spread WIDE = new Spread(minutes(20), minutes(40));

    @ParameterizedTest
    @CsvSource({
        "'12',                   PT12M, PT12M",
        "'12 7',                  PT9M30S, PT12M",
        "'9 12 7',                PT9M, PT12M",
        "'1 2 3 4 5 6 7 8 9',     PT5M, PT9M",
        "'10 9 8 7 6 5 4 3 2 1',  PT5M30S, PT9M",
        "'11 10 9 8 7 6 5 4 3 2 1', PT6M, PT10M",
    })
    void of_past_runs(String runs, Duration p50, Duration p90) {
        List<Duration> durations = Arrays.stream(runs.split(" "))
                .map(run -> minutes(Long.parseLong(run)))
                .toList();

        assertThat(Spread.ofRuns(durations)).isEqualTo(new Spread(p50, p90));
    }

    /** Worked out by hand: odds of 1 are p50, odds of 9 are p90; each doubling of the duration takes nine times the odds. */
    @ParameterizedTest
    @CsvSource({"0.5, PT20M", "0.9, PT40M", "0.1, PT10M", "0.75, PT28M17.056S", "0.98780487804878, PT1H20M"})
    void a_share_takes_no_longer(double share, Duration longest) {
        assertThat(WIDE.at(share)).isCloseTo(longest, Duration.ofMillis(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 0.9, 0.99})
    void where_one_number_is_known_all_take_that(double share) {
        assertThat(Spread.exactly(minutes(25)).at(share)).isEqualTo(minutes(25));
    }

    @Test
    void a_median_beyond_nine_in_ten_is_nonsense_and_gives_way() {
        assertThat(new Spread(minutes(30), minutes(20))).isEqualTo(Spread.exactly(minutes(20)));
        assertThat(new Spread(null, minutes(20))).isEqualTo(Spread.exactly(minutes(20)));
    }

    /** After 20 minutes half of all runs have ended; of the others four in five end before nine in ten of all have. */
    @ParameterizedTest
    @CsvSource({"0.8, PT20M, PT40M", "0.5, PT0S, PT20M", "0.5, PT-5M, PT20M", "0.000001, PT3H, PT3H"})
    void one_under_way_is_one_of_those_that_take_longer(double share, Duration elapsed, Duration whole) {
        assertThat(WIDE.at(share, elapsed))
                .isCloseTo(whole, Duration.ofSeconds(1))
                .isGreaterThanOrEqualTo(elapsed);
    }

    @Test
    void the_longer_one_is_under_way_the_longer_it_is_expected_to_be() {
        Duration before = Duration.ZERO;
        for (int elapsed = 0; elapsed < 600; elapsed += 10) {
            Duration whole = WIDE.at(0.5, minutes(elapsed));
            assertThat(whole).isGreaterThan(before).isGreaterThan(minutes(elapsed));
            before = whole;
        }
    }
}
