package dev.cutover.forecast;

import static dev.cutover.forecast.Ahead.at;
import static dev.cutover.forecast.Ahead.away;
import static dev.cutover.forecast.Ahead.group;
import static dev.cutover.forecast.Ahead.hooks;
import static dev.cutover.forecast.Ahead.job;
import static dev.cutover.forecast.Ahead.minutes;
import static dev.cutover.forecast.Ahead.spoken;
import static dev.cutover.forecast.Ahead.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small waves, worked out by hand: when each group is through in minutes from now, and why which job is left. */
class ForecastTest {

    static Stream<Arguments> whenNothingIsLate() {
        return Stream.of(
                argumentSet("one slot: one after the other", wave(1, group("a", 25, 25, 25)), "a 75"),
                argumentSet("more slots than jobs: as long as the longest", wave(9, group("a", 25, 10)), "a 25"),
                argumentSet("the longest first", wave(2, group("a", 20, 30, 40, 50)), "a 70"),
                argumentSet(
                        "a chain: the second waits for all of the first",
                        wave(2, group("a", 25, 15), group("b", 10).comingAfter("a")),
                        "a 25, b 35"),
                argumentSet("a diamond on one slot: in the order of the groups", diamond(1), "a 10, b 30, c 60, d 70"),
                argumentSet("a diamond on two slots: both sides at once", diamond(2), "a 10, b 30, c 40, d 50"),
                argumentSet(
                        "groups in order, whatever their runs take",
                        wave(1, group("a", 10), group("b", 60)),
                        "a 10, b 70"),
                argumentSet(
                        "a unit with more jobs than slots: 5 + 20 + 10 + 10",
                        wave(2, group("a", 20, 20, 10).asUnit(hooks(5, 10))),
                        "a 45"),
                argumentSet(
                        "a unit waits for its slots, and nothing overtakes it",
                        wave(2, group("a", 10, 30), group("u", 10, 10).asUnit(hooks(0, 0)), group("z", 10)),
                        "a 30, u 40, z 50"),
                argumentSet(
                        "a unit that is not ready is overtaken",
                        wave(
                                2,
                                group("u", job("u1", 10).readyAt(at(20)), job("u2", 10))
                                        .asUnit(hooks(0, 0)),
                                group("z", 10)),
                        "u 30, z 10"),
                argumentSet(
                        "a unit that stands prepared goes on without its before-hook",
                        wave(1, group("u", 10, 10).asUnit(new UnitAhead(minutes(5), minutes(7), true))),
                        "u 27"),
                argumentSet(
                        "a unit whose jobs are all cut over awaits its after-hook",
                        wave(
                                1,
                                group("u", job("u1", 10).at(Stage.THROUGH))
                                        .asUnit(new UnitAhead(minutes(5), minutes(7), true))),
                        "u 7"),
                argumentSet(
                        "the canary goes alone, the longest of the first group",
                        wave(3, group("a", 30, 20, 20)).withCanary(new CanaryAhead(1, null)),
                        "a 50"),
                argumentSet(
                        "two canaries go together",
                        wave(3, group("a", 30, 20, 20), group("b", 5)).withCanary(new CanaryAhead(2, null)),
                        "a 50, b 35"),
                argumentSet(
                        "a unit is its own canary as a whole",
                        wave(2, group("a", 10, 10).asUnit(hooks(0, 5)), group("b", 10))
                                .withCanary(new CanaryAhead(1, null)),
                        "a 15, b 25"),
                argumentSet(
                        "the named canary goes before the groups before it",
                        wave(3, group("a", 10), group("b", 20, 5)).withCanary(new CanaryAhead(0, List.of("b1"))),
                        "a 30, b 25"),
                argumentSet(
                        "one in flight keeps its slot for the rest of its run",
                        wave(1, group("a", job("a1", 25).inFlightSince(at(-10)), job("a2", 25))),
                        "a 40"),
                argumentSet(
                        "one in flight that should have ended ends now",
                        wave(1, group("a", job("a1", 25).inFlightSince(at(-40)), job("a2", 25))),
                        "a 25"),
                argumentSet(
                        "one in flight whose begin nobody knows counts from now",
                        wave(1, group("a", job("a1", 25).at(Stage.IN_FLIGHT))),
                        "a 25"),
                argumentSet(
                        "one that is verified has no slot, and its group is not through",
                        wave(
                                1,
                                group(
                                        "a",
                                        job("a1", 25)
                                                .withHooks(Duration.ZERO, minutes(10))
                                                .at(Stage.VERIFYING)),
                                group("b", 5).comingAfter("a"),
                                group("c", 8)),
                        "a 10, b 15, c 8"),
                argumentSet(
                        "what is through counts no more",
                        wave(
                                1,
                                group("a", job("a1", 25).at(Stage.THROUGH)),
                                group("b", 5).comingAfter("a")),
                        "a 0, b 5"),
                argumentSet(
                        "one that is ready late does not keep those behind it waiting",
                        wave(1, group("a", job("a1", 30).readyAt(at(10)), job("a2", 20))),
                        "a 50"),
                argumentSet(
                        "fewer ready than the group has to start with: it waits",
                        wave(
                                2,
                                group("a", job("a1", 30).readyAt(at(10)), job("a2", 20))
                                        .startingWith(2, null)),
                        "a 40"),
                argumentSet(
                        "the own hooks of jobs: the first in the slot, the second outside it",
                        wave(
                                1,
                                group(
                                        "a",
                                        job("a1", 20).withHooks(minutes(5), minutes(10)),
                                        job("a2", 20).withHooks(minutes(5), minutes(10)))),
                        "a 60"),
                argumentSet(
                        "a run that comes before its turn: it starts after it",
                        wave(1, group("a", job("a1", 30), job("a2", 10).takenAway(away(20, 40)))),
                        "a 50"),
                argumentSet(
                        "a run that comes after its cutover has begun",
                        wave(1, group("a", job("a1", 30).takenAway(away(20, 40)))),
                        "a 30"),
                argumentSet(
                        "a run that is under way when it opens",
                        wave(1, group("a", job("a1", 10).takenAway(away(25, 45))))
                                .within(at(30), at(90), at(120)),
                        "a 55"),
                argumentSet(
                        "a run whose end is seen on the beat",
                        wave(1, group("a", job("a1", 9).takenAway(away(0, 12)))).withBeat(minutes(5)),
                        "a 25"),
                argumentSet(
                        "a run that begins when the present one ends",
                        wave(1, group("a", job("a1", 10).readyAt(at(10)).takenAway(away(10, 20), away(20, 30)))),
                        "a 40"),
                argumentSet(
                        "it had to start before now, and is ready at the first look",
                        wave(1, group("a", 10).startingWith(1, at(-5))),
                        "a 10"),
                argumentSet(
                        "the same on a beat, at which it had to start",
                        wave(1, group("a", 9).startingWith(1, at(2))).withBeat(minutes(5)),
                        "a 15"),
                argumentSet(
                        "ready when it had to start, it waits for its slots for longer",
                        wave(1, group("a", 30), group("b", 10).startingWith(1, at(10))),
                        "a 30, b 40"),
                argumentSet("it opens later", wave(1, group("a", 25)).within(at(30), at(90), at(120)), "a 55"),
                argumentSet("it opened before", wave(1, group("a", 25)).within(at(-30), at(90), at(120)), "a 25"),
                argumentSet(
                        "on a beat of 5 minutes: started at 5, ended at 17, seen at 20",
                        wave(1, group("a", 12)).withBeat(minutes(5)),
                        "a 20"),
                argumentSet(
                        "on a beat: an end that falls on it is missed by a moment",
                        wave(1, group("a", 10, 10)).withBeat(minutes(5)),
                        "a 35"),
                argumentSet(
                        "it fits to the minute, and its start is the last one",
                        wave(1, 20, 40, group("a", 20, 20)),
                        "a 40"),
                argumentSet(
                        "fit is ignored: it ends after the window",
                        wave(1, 60, 50, group("a", 20, 20, 20).ignoringFit()),
                        "a 60"),
                argumentSet("no groups", wave(1), ""),
                argumentSet("no slots count as one", wave(0, group("a", 25, 25)), "a 50"));
    }

    private static WaveAhead diamond(int slots) {
        return wave(
                slots,
                group("a", 10),
                group("b", 20).comingAfter("a"),
                group("c", 30).comingAfter("a"),
                group("d", 10).comingAfter("b", "c"));
    }

    @ParameterizedTest
    @MethodSource
    void whenNothingIsLate(WaveAhead wave, String through) {
        Forecast forecast = Forecast.of(wave);

        assertThat(spoken(forecast)).isEqualTo(through);
        assertThat(forecast.jobsLeft()).isEmpty();
        assertThat(forecast.left()).isEqualTo(new Likely<>(0, 0));
        assertThat(forecast.through()).isEqualTo(forecast.ends());
        assertThat(forecast.remedy()).isNull();
    }
}
