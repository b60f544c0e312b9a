package dev.cutover.forecast;

import static dev.cutover.forecast.Ahead.at;
import static dev.cutover.forecast.Ahead.group;
import static dev.cutover.forecast.Ahead.hooks;
import static dev.cutover.forecast.Ahead.job;
import static dev.cutover.forecast.Ahead.many;
import static dev.cutover.forecast.Ahead.minutes;
import static dev.cutover.forecast.Ahead.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HeadlineTest {

    static Stream<Arguments> sentences() {
        return Stream.of(
                argumentSet(
                        // 25 rounds of 20; the tenth round would begin after 3 h 45 min, and a run has to begin within
                        // 3 h 35 min.
                        "500 jobs and 20 slots: 9 rounds of 20 fit, and 500 jobs in 9 rounds take 56 slots",
                        wave(20, 240, 240, many("a", 500, 25)),
                        "500 jobs of 25 min at 20 slots need 10 h 25 min; the window has 4 h: 320 will be deferred."
                                + " 56 slots, or an end and a last start 6 h 25 min later, would do."),
                argumentSet(
                        "the same, planned the day before",
                        wave(20, many("a", 500, 25)).within(at(24 * 60), at(28 * 60), at(28 * 60)),
                        "500 jobs of 25 min at 20 slots need 10 h 25 min; the window has 4 h: 320 will be deferred."
                                + " 56 slots, or an end and a last start 6 h 25 min later or an opening so much earlier, would do."),
                argumentSet(
                        // Each end is seen half a minute later: 25 rounds of 25 min 30 s; 9 of them still fit.
                        "the same, looked at every 30 seconds",
                        wave(20, 240, 240, many("a", 500, 25)).withBeat(Duration.ofSeconds(30)),
                        "500 jobs of 25 min at 20 slots need 10 h 38 min; the window has 4 h: 320 will be deferred."
                                + " 56 slots, or an end and a last start 6 h 38 min later, would do."),
                argumentSet(
                        "no window",
                        wave(1, group("a", 25, 25)),
                        "2 jobs of 25 min at 1 slot need 50 min; all will make it."),
                argumentSet(
                        "a window that does",
                        wave(2, 60, 60, group("a", 10, 25)),
                        "2 jobs of 10 min to 25 min at 2 slots need 25 min; the window has 1 h: all will make it."),
                argumentSet(
                        "the last start is what is too early",
                        wave(1, 10, 600, group("a", 25, 25)),
                        "2 jobs of 25 min at 1 slot need 50 min; the window has 10 h: 1 will be deferred."
                                + " 2 slots, or an end and a last start 15 min later, would do."),
                argumentSet(
                        "a chain: slots do not help",
                        wave(1, 40, 40, group("a", 25), group("b", 25).comingAfter("a")),
                        "2 jobs of 25 min at 1 slot need 50 min; the window has 40 min: 1 will be deferred."
                                + " An end and a last start 10 min later would do."),
                argumentSet(
                        "one is blocked whatever is done",
                        wave(1, 40, 40, group("a", job("a1", 25).at(Stage.BLOCKED), job("a2", 25), job("a3", 25))),
                        "3 jobs of 25 min at 1 slot need 50 min; the window has 40 min: 2 will be deferred."
                                + " 2 slots, or an end and a last start 10 min later, would leave 1."),
                argumentSet(
                        "slots help less than time",
                        wave(1, 40, 40, group("a", 25, 25), group("b", 25).comingAfter("a")),
                        "3 jobs of 25 min at 1 slot need 1 h 15 min; the window has 40 min: 2 will be deferred."
                                + " 2 slots would leave 1. An end and a last start 35 min later would do."),
                argumentSet(
                        "nothing would do",
                        wave(1, group("a", job("a1", 25).at(Stage.BLOCKED), job("a2", 25))),
                        "2 jobs of 25 min at 1 slot need 25 min; 1 will be deferred. Neither more slots nor more time would do."),
                argumentSet(
                        "a unit that fits with more slots: 5 + 20 + 5",
                        wave(1, 40, 40, group("u", 20, 20).asUnit(hooks(5, 5))),
                        "2 jobs of 20 min at 1 slot need 50 min; the window has 40 min: 2 will be deferred."
                                + " 2 slots, or an end and a last start 10 min later, would do."),
                argumentSet(
                        "it opens too late for an earlier opening: that would be past",
                        wave(1, group("a", 25, 25)).within(at(5), at(45), at(45)),
                        "2 jobs of 25 min at 1 slot need 50 min; the window has 40 min: 1 will be deferred."
                                + " 2 slots, or an end and a last start 10 min later, would do."),
                argumentSet(
                        "a job that is ready late gains nothing from an earlier opening",
                        wave(1, group("a", job("a1", 25).readyAt(at(100)))).within(at(60), at(110), at(110)),
                        "1 job of 25 min at 1 slot needs 25 min; the window has 50 min: 1 will be deferred."
                                + " An end and a last start 15 min later would do."),
                argumentSet(
                        "with a spread: the night of ten is told",
                        wave(1, group("a", JobAhead.of("a1", new Spread(minutes(20), minutes(30)))))
                                .within(null, at(25), at(200)),
                        "1 job of 20 min at 1 slot needs 20 min, or 30 min in one night of ten; the window has 3 h 20 min:"
                                + " all will make it."),
                argumentSet(
                        "the window has closed",
                        wave(1, -20, -10, group("a", 5)),
                        "1 job of 5 min at 1 slot needs 5 min; the window has 0 min: 1 will be deferred."
                                + " An end and a last start 20 min later would do."),
                argumentSet(
                        "what cannot start needs no time",
                        wave(1, 60, 60, group("a", 5).unapprovedInTime()),
                        "1 job of 5 min at 1 slot; the window has 1 h: 1 will be deferred. Neither more slots nor more time would do."),
                argumentSet(
                        "nothing to do", wave(1, group("a", job("a1", 5).at(Stage.THROUGH))), "No job is left to do."));
    }

    @ParameterizedTest
    @MethodSource
    void sentences(WaveAhead wave, String sentences) {
        assertThat(Headline.of(wave, Forecast.of(wave))).isEqualTo(sentences);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 min",
        "PT29S, 29 s",
        "PT0.2S, 1 s",
        "PT90S, 2 min",
        "PT59M31S, 1 h",
        "PT10H25M, 10 h 25 min",
        "PT24H, 24 h"
    })
    void spoken(Duration duration, String words) {
        assertThat(Headline.spoken(duration)).isEqualTo(words);
    }
}
