package dev.cutover.acceptance.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.WaveResult;
import dev.cutover.forecast.Forecast;
import dev.cutover.worker.LogSettings;
import dev.cutover.worker.Logs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was forecast in the evening, and how long the night then took, for twenty plans of different shape. */
class ForecastNightsTest {

    private static final int NIGHTS = 20;
    private static final int MOST_BEYOND_P90 = 2;
    private static final int AT_A_TIME = 4;

    @BeforeAll
    static void beQuiet() {
        Logs.configure(LogSettings.silent());
    }

    @AfterAll
    static void speakAgain() {
        Logs.configure(LogSettings.fromEnvironment(Map.of("CUTOVER_LOG_LEVEL", "warn")));
    }

    /**
     * One night, from its opening to its end.
     *
     * @param hindsight what would have been forecast, had it been known how long each server takes: what is left of the error then is the forecast's own
     */
    private record Compared(
            long seed, Duration p50, Duration p90, Duration hindsight, Duration truth, int done, int jobs) {

        /** In percent of what it took. */
        double error(Duration forecast) {
            return Math.abs(forecast.minus(truth).toSeconds()) * 100.0 / truth.toSeconds();
        }

        /** To the second: every word from one workflow to another takes a few milliseconds. */
        boolean isBeyondP90() {
            return truth.toSeconds() > p90.toSeconds();
        }
    }

    @Test
    @Timeout(600)
    void half_is_within_ten_percent_and_nine_in_ten_is_rarely_exceeded() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Compared> nights = new ArrayList<>();
            for (Future<Compared> night : threads.invokeAll(LongStream.rangeClosed(1, NIGHTS)
                    .mapToObj(seed -> (Callable<Compared>) () -> compare(seed))
                    .toList())) {
                nights.add(night.get());
            }

            assertThat(nights).allSatisfy(night -> {
                assertThat(night.done()).isEqualTo(night.jobs());
                assertThat(night.error(night.p50())).isLessThanOrEqualTo(10);
                assertThat(night.error(night.hindsight())).isLessThanOrEqualTo(5);
            });
            assertThat(nights).filteredOn(Compared::isBeyondP90).hasSizeLessThanOrEqualTo(MOST_BEYOND_P90);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Compared compare(long seed) throws Exception {
        CalmDraft draft = new CalmDraft(seed);
        Forecast forecast = Forecast.of(draft.ahead());
        Instant begin =
                draft.ahead().opens() == null ? Draft.BEGIN : draft.ahead().opens();
        try (CalmNight night = new CalmNight(draft)) {
            WaveResult result = night.play();
            return new Compared(
                    seed,
                    Duration.between(begin, forecast.ends().p50()),
                    Duration.between(begin, forecast.ends().p90()),
                    Duration.between(
                            begin, Forecast.of(draft.inHindsight()).ends().p50()),
                    Duration.between(begin, result.endedAt()),
                    result.counts().done(),
                    result.counts().total());
        }
    }
}
