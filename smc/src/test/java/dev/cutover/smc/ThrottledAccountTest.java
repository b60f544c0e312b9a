package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Five hundred callers of one worker, an account that takes five calls in any second, and an hour that passes in an instant. */
class ThrottledAccountTest {

    private static final int CALLERS = 500;
    private static final int LIMIT = 5;
    private static final Duration BEAT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration ENDLESS = Duration.ofHours(2);

    /** Until then the rate finds its place. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private long now;
    private final Random random = new Random(1);
    private final Pace pace = new Pace(10, () -> now, time -> {});
    private final PriorityQueue<Wake> wakes = new PriorityQueue<>();
    private final Deque<Long> lastSecond = new ArrayDeque<>();
    private final List<Sent> sent = new ArrayList<>();

    private record Sent(Duration at, boolean throttled, double rate) {}

    /** When a caller asks again. Of those at one time the one with the lower number, so that each run is the same. */
    private record Wake(long at, Caller caller) implements Comparable<Wake> {
        @Override
        public int compareTo(Wake other) {
            return at == other.at ? Integer.compare(caller.number, other.caller.number) : Long.compare(at, other.at);
        }
    }

    /** One that waits for its turn, calls, and begins anew; when it was throttled or lost patience, on one of the next four beats. */
    private final class Caller {
        private final int number;
        private final Pace.Turn turn;
        private final Duration patience;
        private final Duration rest;
        private Pace.Place place;
        private int answers;
        private Duration lastAnswer = Duration.ZERO;
        private Duration longestWithout = Duration.ZERO;

        Caller(int number, Pace.Turn turn, Duration patience, Duration rest) {
            this.number = number;
            this.turn = turn;
            this.patience = patience;
            this.rest = rest;
        }

        void wake() {
            try {
                place = place == null ? pace.join(turn, patience) : place;
                Duration left = pace.left(place);
                if (left.isZero()) {
                    place = null;
                    send();
                } else {
                    comeIn(left);
                }
            } catch (SmcException.NotSent spacedOut) {
                pace.leave(place);
                place = null;
                comeOnABeat();
            }
        }

        private void send() {
            boolean throttled = isTooMany();
            sent.add(new Sent(Duration.ofNanos(now), throttled, pace.callsPerSecond()));
            if (throttled) {
                pace.throttled();
                comeOnABeat();
                return;
            }
            pace.succeeded();
            answers++;
            noteAnswer(Duration.ofNanos(now));
            comeIn(rest);
        }

        void noteAnswer(Duration at) {
            Duration without = at.minus(lastAnswer);
            longestWithout = without.compareTo(longestWithout) > 0 ? without : longestWithout;
            lastAnswer = at;
        }

        void comeIn(Duration time) {
            wakes.add(new Wake(now + time.toNanos(), this));
        }

        private void comeOnABeat() {
            long beat = BEAT.toNanos();
            // Who comes first on a beat differs from beat to beat, as it does where work is polled for.
            long then = now - now % beat + beat * (1 + random.nextInt(4)) + random.nextInt(1_000_000);
            wakes.add(new Wake(then, this));
        }
    }

    /** As the simulator counts: those that are refused do not. */
    private boolean isTooMany() {
        while (!lastSecond.isEmpty() && lastSecond.peekFirst() <= now - 1_000_000_000) {
            lastSecond.removeFirst();
        }
        if (lastSecond.size() >= LIMIT) {
            return true;
        }
        lastSecond.addLast(now);
        return false;
    }

    private List<Caller> callers(int from, int to, Pace.Turn turn, Duration patience, Duration rest) {
        return IntStream.range(from, to)
                .mapToObj(number -> new Caller(number, turn, patience, rest))
                .toList();
    }

    /** Lets them all call for an hour. */
    private void live(List<Caller> callers) {
        Duration hour = Duration.ofHours(1);
        callers.forEach(caller -> caller.comeIn(Duration.ZERO));
        while (!wakes.isEmpty() && wakes.peek().at() <= hour.toNanos()) {
            Wake next = wakes.remove();
            now = next.at();
            next.caller().wake();
        }
        callers.forEach(caller -> caller.noteAnswer(hour));
    }

    private List<Sent> settled() {
        return sent.stream().filter(one -> one.at().compareTo(SETTLED) > 0).toList();
    }

    @Test
    @DisplayName(
            "the rate stays below what the account takes but for a step, and one call in fifty at most is throttled")
    void converges() {
        live(callers(0, CALLERS, Pace.Turn.LOOK, ENDLESS, Duration.ZERO));
        long all = settled().size();
        assertThat(settled()).extracting(Sent::rate).allMatch(rate -> rate < LIMIT * 1.1);
        assertThat(settled().stream().filter(one -> one.rate() <= LIMIT).count() * 100)
                .isGreaterThan(all * 90);
        assertThat(settled().stream().filter(Sent::throttled).count() * 50).isBetween(1L, all);
    }

    @Test
    @DisplayName("while calls wait, most of what the account takes is used")
    void used() {
        live(callers(0, CALLERS, Pace.Turn.LOOK, ENDLESS, Duration.ZERO));
        assertThat(sent.stream().filter(one -> !one.throttled()).count())
                .isGreaterThan(LIMIT * Duration.ofHours(1).toSeconds() * 7 / 10);
    }

    @Test
    @DisplayName(
            "nobody is starved: even who was throttled, and had to go to the end of the line, is through after two such lines")
    void nobodyStarves() {
        List<Caller> callers = callers(0, CALLERS, Pace.Turn.LOOK, ENDLESS, Duration.ZERO);
        live(callers);
        Duration line = Duration.ofSeconds(CALLERS * 2 / LIMIT);
        assertThat(callers)
                .extracting(caller -> caller.longestWithout)
                .allSatisfy(without ->
                        assertThat(without).isLessThan(line.multipliedBy(2).plus(BEAT.multipliedBy(4))));
    }

    @Test
    @DisplayName("those who lose patience come through all the same, on later beats")
    void patience() {
        List<Caller> callers = callers(0, CALLERS, Pace.Turn.LOOK, PATIENCE, ENDLESS);
        live(callers);
        assertThat(callers).extracting(caller -> caller.answers).containsOnly(1);
    }

    @Test
    @DisplayName(
            "a few deeds among the looks come first: each is sent on its beat, or a few later when it was throttled")
    void deeds() {
        List<Caller> deeds = callers(CALLERS - 10, CALLERS, Pace.Turn.DEED, PATIENCE, BEAT);
        live(Stream.concat(callers(0, CALLERS - 10, Pace.Turn.LOOK, ENDLESS, Duration.ZERO).stream(), deeds.stream())
                .toList());
        assertThat(deeds)
                .extracting(caller -> caller.longestWithout)
                .allSatisfy(without -> assertThat(without).isLessThan(BEAT.multipliedBy(6)));
    }

    @Test
    @DisplayName("the same again gives the same")
    void deterministic() {
        ThrottledAccountTest again = new ThrottledAccountTest();
        for (ThrottledAccountTest one : List.of(this, again)) {
            one.live(one.callers(0, CALLERS, Pace.Turn.LOOK, PATIENCE, Duration.ZERO));
        }
        assertThat(again.sent).isEqualTo(sent);
    }
}
