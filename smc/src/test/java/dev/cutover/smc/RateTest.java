package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {

    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest(name = "{0} calls a second are {1} ns apart")
    @CsvSource({"10, 100000000", "1000, 1000000", "0.1, 10000000000", "Infinity, 0"})
    void gaps(double ceiling, long gap) {
        assertThat(new Rate(ceiling).gap()).isEqualTo(gap);
    }

    @ParameterizedTest(name = "of {0} calls a second, throttled {1} times a second apart: {2}")
    @CsvSource({
        "10,       1,  5",
        "10,       2,  2.5",
        "10,       5,  0.3125",
        "10,       6,  0.2",
        "10,       60, 0.2",
        "0.1,      1,  0.1",
        "Infinity, 9,  Infinity"
    })
    void halves(double ceiling, int times, double left) {
        Rate rate = new Rate(ceiling);
        for (int second = 0; second < times; second++) {
            rate.throttled(second * SECOND);
        }
        assertThat(rate.callsPerSecond()).isEqualTo(left);
    }

    @ParameterizedTest(name = "throttled again {0} ns later: {1} calls a second")
    @CsvSource({"0, 5", "999999999, 5", "1000000000, 2.5"})
    void onceASecond(long later, double left) {
        Rate rate = new Rate(10);
        // A ticker may count from anywhere, and run over.
        rate.throttled(Long.MAX_VALUE - SECOND / 2);
        rate.throttled(Long.MAX_VALUE - SECOND / 2 + later);
        assertThat(rate.callsPerSecond()).isEqualTo(left);
    }

    @Test
    @DisplayName("it grows back in a straight line while calls succeed: a hundredth of the ceiling a second")
    void growsBack() {
        Rate rate = new Rate(10);
        rate.throttled(0);
        assertThat(after(rate, 10)).isCloseTo(6, within(0.1));
        assertThat(after(rate, 10)).isCloseTo(7, within(0.1));
        assertThat(after(rate, 20)).isCloseTo(9, within(0.1));
    }

    @Test
    @DisplayName("it never grows past its ceiling")
    void ceiling() {
        Rate rate = new Rate(10);
        rate.throttled(0);
        assertThat(after(rate, 1000)).isEqualTo(10);
        rate.succeeded();
        assertThat(rate.callsPerSecond()).isEqualTo(10);
    }

    /** The rate when as many calls as it allows have succeeded for so long. */
    private static double after(Rate rate, int seconds) {
        for (double passed = 0; passed < seconds; passed += rate.gap() / 1e9) {
            rate.succeeded();
        }
        return rate.callsPerSecond();
    }
}
