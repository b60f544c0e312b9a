package dev.cutover.forecast;

import static dev.cutover.forecast.Ahead.at;
import static dev.cutover.forecast.Ahead.away;
import static dev.cutover.forecast.Ahead.group;
import static dev.cutover.forecast.Ahead.hooks;
import static dev.cutover.forecast.Ahead.job;
import static dev.cutover.forecast.Ahead.minutes;
import static dev.cutover.forecast.Ahead.minutesUntil;
import static dev.cutover.forecast.Ahead.spoken;
import static dev.cutover.forecast.Ahead.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small waves, worked out by hand: which jobs are left and why, and when those groups that are not left are through. */
class LeftTest {

    static Stream<Arguments> whenSomethingIsLeft() {
        return Stream.of(
                argumentSet(
                        "the third would start after the last start",
                        wave(1, 30, 100, group("a", 20, 20, 20)),
                        "a -",
                        40,
                        "a3 LAST_START"),
                argumentSet(
                        "the third would not end before the window closes",
                        wave(1, 60, 50, group("a", 20, 20, 20)),
                        "a -",
                        40,
                        "a3 DOES_NOT_FIT"),
                argumentSet(
                        "a long one does not fit, and a short one does",
                        wave(1, 45, 45, group("a", 60, 10)),
                        "a -",
                        10,
                        "a1 DOES_NOT_FIT"),
                argumentSet(
                        "what counts is what it is expected to take, not what it takes",
                        wave(1, 45, 45, group("a", job("a1", 10).expecting(minutes(60)))),
                        "a -",
                        0,
                        "a1 DOES_NOT_FIT"),
                argumentSet(
                        "hooks are counted in",
                        wave(1, 45, 45, group("a", job("a1", 25).withHooks(minutes(11), minutes(10)))),
                        "a -",
                        0,
                        "a1 DOES_NOT_FIT"),
                argumentSet(
                        "fit is ignored, the last start is not",
                        wave(1, 30, 30, group("a", 20, 20, 20).ignoringFit()),
                        "a -",
                        40,
                        "a3 LAST_START"),
                argumentSet(
                        "its before-hook would end after the last start",
                        wave(1, 3, 100, group("a", job("a1", 20).withHooks(minutes(5), minutes(0)))),
                        "a -",
                        0,
                        "a1 LAST_START"),
                argumentSet(
                        "it is ready too late",
                        wave(1, 50, 50, group("a", job("a1", 10).readyAt(at(60)), job("a2", 10))),
                        "a -",
                        10,
                        "a1 NOT_READY"),
                argumentSet(
                        "a run takes it away when a slot is free, and until the last start has passed",
                        wave(1, 35, 100, group("a", job("a1", 30), job("a2", 10).takenAway(away(20, 40)))),
                        "a -",
                        30,
                        "a2 NOT_READY"),
                argumentSet(
                        "a run is under way when it opens, for longer than there is time",
                        wave(1, 35, 100, group("a", job("a1", 10).takenAway(away(-5, 36)))),
                        "a -",
                        0,
                        "a1 NOT_READY"),
                argumentSet(
                        "one after the other",
                        wave(1, 35, 100, group("a", job("a1", 10).takenAway(away(0, 10), away(10, 36)))),
                        "a -",
                        0,
                        "a1 NOT_READY"),
                argumentSet(
                        "a run takes one of a unit away while it waits for the other",
                        wave(
                                2,
                                28,
                                100,
                                group(
                                                "u",
                                                job("u1", 20).takenAway(away(5, 30)),
                                                job("u2", 10).readyAt(at(10)))
                                        .asUnit(hooks(0, 0))),
                        "u -",
                        0,
                        "u1 UNIT_NOT_READY, u2 UNIT_NOT_READY"),
                argumentSet(
                        "nobody agreed to a group in time, and another one comes after it",
                        wave(
                                1,
                                group("a", 10, 10).unapprovedInTime(),
                                group("b", 10).comingAfter("a"),
                                group("c", 5)),
                        "a -, b -, c 5",
                        5,
                        "a1 NOT_APPROVED, a2 NOT_APPROVED, b1 BEHIND"),
                argumentSet(
                        "it had to start before now, and is not ready at the first look",
                        wave(1, group("a", job("a1", 10).readyAt(at(5))).startingWith(1, at(-5))),
                        "a -",
                        0,
                        "a1 START_PASSED"),
                argumentSet(
                        "the same of a unit, of which one is blocked",
                        wave(
                                2,
                                group("u", job("u1", 20).at(Stage.BLOCKED), job("u2", 10))
                                        .asUnit(hooks(0, 0))
                                        .startingWith(2, at(-5))),
                        "u -",
                        0,
                        "u1 BLOCKED, u2 START_PASSED"),
                argumentSet(
                        "a run takes it away from a slot that it waits for after it had to start",
                        wave(
                                1,
                                group("a", 30),
                                group("b", job("b1", 10).takenAway(away(20, 25)))
                                        .startingWith(1, at(10))),
                        "a 30, b -",
                        30,
                        "b1 NOT_READY"),
                argumentSet(
                        "a group behind one that is left",
                        wave(
                                2,
                                30,
                                30,
                                group("a", 60, 10),
                                group("b", 5).comingAfter("a"),
                                group("c", 5).comingAfter("b")),
                        "a -, b -, c -",
                        10,
                        "a1 DOES_NOT_FIT, b1 BEHIND, c1 BEHIND"),
                argumentSet(
                        "a group behind one that is merely late",
                        wave(1, 30, 30, group("a", 25), group("b", 10).comingAfter("a")),
                        "a 25, b -",
                        25,
                        "b1 BEHIND"),
                argumentSet(
                        "a group behind one that may be left goes on, once that can no longer start",
                        wave(
                                1,
                                50,
                                50,
                                group("a", job("a1", 20).readyAt(at(40))).goingOn(),
                                group("b", 10).comingAfter("a")),
                        "a -, b 40",
                        40,
                        "a1 NOT_READY"),
                argumentSet(
                        "a group behind one that a person has lost",
                        wave(
                                1,
                                group("a", job("a1", 20).at(Stage.LOST), job("a2", 20)),
                                group("b", 10).comingAfter("a")),
                        "a -, b -",
                        20,
                        "b1 BEHIND"),
                argumentSet(
                        "nobody is counted on to mend what is blocked",
                        wave(
                                1,
                                group("a", job("a1", 20).at(Stage.BLOCKED), job("a2", 20)),
                                group("b", 10).comingAfter("a")),
                        "a -, b -",
                        20,
                        "a1 BLOCKED, b1 BEHIND"),
                argumentSet(
                        "a unit does not fit: 5 + 20 + 20 + 5",
                        wave(1, 45, 49, group("u", 20, 20).asUnit(hooks(5, 5))),
                        "u -",
                        0,
                        "u1 UNIT_DOES_NOT_FIT, u2 UNIT_DOES_NOT_FIT"),
                argumentSet(
                        "a unit is never ready as a whole",
                        wave(
                                2,
                                group("u", job("u1", 20).at(Stage.BLOCKED), job("u2", 20))
                                        .asUnit(hooks(0, 0))),
                        "u -",
                        0,
                        "u1 BLOCKED, u2 UNIT_NOT_READY"),
                argumentSet(
                        "a unit that may start without some waits for them as long as it is said",
                        wave(
                                2,
                                group("u", job("u1", 20).readyAt(at(40)), job("u2", 10))
                                        .asUnit(hooks(0, 0))
                                        .startingWith(1, at(15))),
                        "u -",
                        25,
                        "u1 NOT_READY"),
                argumentSet(
                        "a unit that was not ready when it had to start",
                        wave(
                                2,
                                group("u", job("u1", 20).readyAt(at(40)), job("u2", 10))
                                        .asUnit(hooks(0, 0))
                                        .startingWith(2, at(15))),
                        "u -",
                        0,
                        "u1 UNIT_NOT_READY, u2 UNIT_NOT_READY"),
                argumentSet(
                        "a unit that stands prepared, and its last job is too late: split, and no after-hook",
                        wave(1, 15, 100, group("u", 20, 10).asUnit(new UnitAhead(minutes(0), minutes(30), true))),
                        "u -",
                        20,
                        "u2 LAST_START"),
                argumentSet(
                        "the canary does not fit: nobody else starts",
                        wave(2, 30, 30, group("a", 60, 10), group("b", 10))
                                .withCanary(new CanaryAhead(0, List.of("a1"))),
                        "a -, b -",
                        0,
                        "a1 DOES_NOT_FIT, a2 CANARY, b1 CANARY"),
                argumentSet(
                        "behind the canary it is too late",
                        wave(2, 30, 30, group("a", 25, 10)).withCanary(new CanaryAhead(1, null)),
                        "a -",
                        25,
                        "a2 CANARY"),
                argumentSet("the window is over", wave(1, -20, -10, group("a", 5)), "a -", 0, "a1 LAST_START"),
                argumentSet(
                        "groups that wait for each other never start",
                        wave(1, group("a", 5).comingAfter("b"), group("b", 5).comingAfter("a")),
                        "a -, b -",
                        0,
                        "a1 BEHIND, b1 BEHIND"),
                argumentSet(
                        "a group behind one that is not there never starts",
                        wave(1, group("a", 5).comingAfter("nobody")),
                        "a -",
                        0,
                        "a1 BEHIND"));
    }

    @ParameterizedTest
    @MethodSource
    void whenSomethingIsLeft(WaveAhead wave, String through, long ends, String left) {
        Forecast forecast = Forecast.of(wave);

        assertThat(spoken(forecast)).isEqualTo(through);
        assertThat(forecast.jobsLeft().stream()
                        .map(one -> one.job() + " " + one.why())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(left);
        assertThat(forecast.jobsLeft()).allMatch(one -> one.percent() == 100 && one.isLikely());
        assertThat(minutesUntil(forecast.ends().p50())).isEqualTo(ends);
        assertThat(forecast.left().p50()).isEqualTo(forecast.jobsLeft().size());
        assertThat(forecast.through().p50()).isNull();
    }
}
