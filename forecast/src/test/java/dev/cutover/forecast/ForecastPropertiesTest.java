package dev.cutover.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every forecast: of 60 waves, each drawn from its seed, and of the largest one. */
class ForecastPropertiesTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_to_be_counted_with_is_no_better_than_what_is_as_good_as_even(long seed) {
        Forecast forecast = Forecast.of(new DrawnWave(seed).wave());

        assertOrdered(forecast.through(), ForecastPropertiesTest::millis);
        assertOrdered(forecast.ends(), ForecastPropertiesTest::millis);
        assertOrdered(forecast.needs(), Duration::toMillis);
        assertOrdered(forecast.left(), Integer::longValue);
        assertThat(forecast.groups()).allSatisfy(group -> {
            assertOrdered(group.through(), ForecastPropertiesTest::millis);
            assertOrdered(group.left(), Integer::longValue);
            assertThat(group.left().p90()).isLessThanOrEqualTo(group.jobs());
        });
    }

    private static long millis(Instant then) {
        return then == null ? Long.MAX_VALUE : then.toEpochMilli();
    }

    private static <T> void assertOrdered(Likely<T> likely, ToLongFunction<T> value) {
        assertThat(value.applyAsLong(likely.p50())).isLessThanOrEqualTo(value.applyAsLong(likely.p90()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_wave_has_the_same_forecast(long seed) {
        assertThat(Forecast.of(new DrawnWave(seed).wave())).isEqualTo(Forecast.of(new DrawnWave(seed).wave()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoever_is_left_is_named_and_nobody_else(long seed) {
        WaveAhead wave = new DrawnWave(seed).wave();
        Forecast forecast = Forecast.of(wave);

        assertThat(forecast.jobsLeft().isEmpty())
                .isEqualTo(forecast.jobsLeft().stream().noneMatch(left -> left.percent() >= 10));
        assertThat(forecast.jobsLeft()).allSatisfy(left -> {
            assertThat(left.why()).isNotNull();
            assertThat(wave.groups().stream()
                            .filter(group -> group.name().equals(left.group()))
                            .flatMap(group -> group.jobs().stream())
                            .map(JobAhead::id))
                    .contains(left.job());
        });
        if (forecast.left().p50() > 0) {
            assertThat(forecast.jobsLeft()).isNotEmpty();
        }
        assertThat(forecast.remedy() == null).isEqualTo(forecast.left().p90() == 0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_would_do_does(long seed) {
        WaveAhead wave = new DrawnWave(seed).wave();
        Remedy remedy = Forecast.of(wave).remedy();
        if (remedy != null && remedy.slots() != null) {
            assertThat(leftAtMost(wave.withSlots(remedy.slots()))).isEqualTo(remedy.leftWithSlots());
        }
        if (remedy != null && remedy.later() != null) {
            assertThat(leftAtMost(wave.within(
                            wave.opens(), plus(wave.lastStart(), remedy.later()), plus(wave.closes(), remedy.later()))))
                    .isEqualTo(remedy.leftWhenLater());
        }
        if (remedy != null && remedy.earlier() != null) {
            assertThat(leftAtMost(wave.within(wave.opens().minus(remedy.earlier()), wave.lastStart(), wave.closes())))
                    .isLessThanOrEqualTo(remedy.leftWhenLater());
        }
    }

    private static int leftAtMost(WaveAhead wave) {
        return Forecast.of(wave).left().p90();
    }

    private static Instant plus(Instant time, Duration later) {
        return time == null ? null : time.plus(later);
    }

    /** 2,000 jobs in 40 groups, each behind another, in a window that is too short: in about a tenth of a second; the limit is for a machine that is busy. */
    @Test
    @Timeout(10)
    void the_largest_wave_is_forecast_while_somebody_waits() {
        List<GroupAhead> groups = IntStream.range(0, 40)
                .mapToObj(number -> GroupAhead.of("g" + number, jobs(number))
                        .comingAfter(number < 4 ? new String[0] : new String[] {"g" + (number - 4)}))
                .toList();
        WaveAhead wave = WaveAhead.of(Ahead.NOW, 50, groups)
                .withBeat(Duration.ofSeconds(30))
                .within(null, Ahead.at(600), Ahead.at(600));

        Forecast forecast = Forecast.of(wave);

        assertThat(forecast.jobs()).isEqualTo(2_000);
        assertThat(forecast.left().p50()).isPositive();
        assertThat(forecast.remedy().later()).isPositive();
    }

    private static List<JobAhead> jobs(int group) {
        return IntStream.range(0, 50)
                .mapToObj(place -> JobAhead.of(
                        "j-%d-%d".formatted(group, place),
                        new Spread(
                                Ahead.minutes(15 + (place * 7 + group) % 20),
                                Ahead.minutes(25 + (place * 11 + group) % 40))))
                .toList();
    }
}
