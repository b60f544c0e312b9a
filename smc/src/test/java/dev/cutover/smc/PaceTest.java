package dev.cutover.smc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One thread that waits, and time that passes while it does. */
class PaceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final long SECOND = 1_000_000_000;

    private long now = 42;
    private final List<Duration> slept = new ArrayList<>();
    private final Pace pace = new Pace(2, () -> now, this::sleep);

    private void sleep(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        slept.add(time);
        now += time.toNanos();
    }

    @AfterEach
    void clearInterruption() {
        Thread.interrupted();
    }

    @Test
    @DisplayName("the first call leaves at once, and each next one a gap after the last")
    void gaps() throws Exception {
        pace.await(Pace.Turn.LOOK, PATIENCE);
        assertThat(slept).isEmpty();
        pace.await(Pace.Turn.LOOK, PATIENCE);
        now += SECOND / 5;
        pace.await(Pace.Turn.DEED, PATIENCE);
        now += 3 * SECOND;
        pace.await(Pace.Turn.LOOK, PATIENCE);
        assertThat(slept).containsExactly(Duration.ofMillis(500), Duration.ofMillis(300));
    }

    @Test
    @DisplayName("time in which no call came is not made up for")
    void noBurst() throws Exception {
        now += 60 * SECOND;
        pace.await(Pace.Turn.LOOK, PATIENCE);
        pace.await(Pace.Turn.LOOK, PATIENCE);
        assertThat(slept).containsExactly(Duration.ofMillis(500));
    }

    @Test
    @DisplayName("those who wait go in their order, deeds before looks")
    void deedsFirst() throws Exception {
        pace.await(Pace.Turn.LOOK, PATIENCE);
        Pace.Place look = pace.join(Pace.Turn.LOOK, PATIENCE);
        Pace.Place laterLook = pace.join(Pace.Turn.LOOK, PATIENCE);
        assertThat(pace.left(look)).isEqualTo(Duration.ofMillis(500));
        Pace.Place deed = pace.join(Pace.Turn.DEED, PATIENCE);
        Pace.Place laterDeed = pace.join(Pace.Turn.DEED, PATIENCE);
        assertThat(pace.left(deed)).isEqualTo(Duration.ofMillis(500));
        // Those further back ask again when half of their time is over.
        assertThat(pace.left(laterDeed)).isEqualTo(Duration.ofMillis(500));
        assertThat(pace.left(look)).isEqualTo(Duration.ofMillis(750));
        assertThat(pace.left(laterLook)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("who gives up makes room for those behind")
    void gaveUp() throws Exception {
        pace.await(Pace.Turn.LOOK, PATIENCE);
        Pace.Place first = pace.join(Pace.Turn.LOOK, PATIENCE);
        Pace.Place second = pace.join(Pace.Turn.LOOK, PATIENCE);
        pace.leave(first);
        assertThat(pace.left(second)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    @DisplayName("a call whose turn would come later than its patience is not sent, and does not wait for that")
    void patience() throws Exception {
        pace.await(Pace.Turn.LOOK, PATIENCE);
        List<Pace.Place> line = new ArrayList<>();
        for (int waiting = 0; waiting < 15; waiting++) {
            line.add(pace.join(Pace.Turn.LOOK, PATIENCE));
        }
        assertThat(pace.left(pace.join(Pace.Turn.LOOK, PATIENCE))).isEqualTo(PATIENCE.dividedBy(2));
        assertThatThrownBy(() -> pace.await(Pace.Turn.LOOK, PATIENCE))
                .isInstanceOfSatisfying(
                        SmcException.NotSent.class,
                        notSent -> assertThat(notSent.isSpacedOut()).isTrue());
        assertThat(slept).isEmpty();
        assertThat(pace.left(line.get(14))).isEqualTo(Duration.ofMillis(3750));
    }

    @Test
    @DisplayName("a call that is throttled slows those that wait already")
    void throttledWhileOthersWait() throws Exception {
        pace.await(Pace.Turn.LOOK, PATIENCE);
        Pace.Place waiting = pace.join(Pace.Turn.LOOK, PATIENCE);
        pace.throttled();
        assertThat(pace.left(waiting)).isEqualTo(Duration.ofSeconds(1));
        now += SECOND / 2;
        assertThat(pace.left(waiting)).isEqualTo(Duration.ofMillis(500));
        now += SECOND / 2;
        assertThat(pace.left(waiting)).isZero();
    }

    @Test
    @DisplayName("whose turn has come goes, even if the thread woke up past its patience: the guard has the last word")
    void wokeUpLate() throws Exception {
        pace.await(Pace.Turn.LOOK, PATIENCE);
        Pace.Place waiting = pace.join(Pace.Turn.LOOK, PATIENCE);
        now += 60 * SECOND;
        assertThat(pace.left(waiting)).isZero();
    }

    @Test
    @DisplayName("an interrupted thread waits no longer, sends nothing, stays interrupted, and leaves the line")
    void interrupted() throws Exception {
        pace.await(Pace.Turn.LOOK, PATIENCE);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pace.await(Pace.Turn.DEED, PATIENCE))
                .isInstanceOfSatisfying(
                        SmcException.NotSent.class,
                        notSent -> assertThat(notSent.isSpacedOut()).isFalse());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pace.left(pace.join(Pace.Turn.LOOK, PATIENCE))).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    @DisplayName("outside of tests a thread really waits (until it is interrupted, or this test would take a day)")
    void reallyWaits() throws Exception {
        Pace slow = Pace.atMost(1.0 / 86_400, () -> 0);
        slow.await(Pace.Turn.LOOK, PATIENCE);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> slow.await(Pace.Turn.LOOK, Duration.ofDays(2)))
                .isInstanceOf(SmcException.NotSent.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    @DisplayName("without a ceiling nobody waits, throttled or not")
    void unlimited() throws Exception {
        Pace free = Pace.unlimited();
        for (int call = 0; call < 100; call++) {
            free.await(Pace.Turn.LOOK, Duration.ZERO);
            free.throttled();
            free.succeeded();
        }
        assertThat(free.callsPerSecond()).isInfinite();
    }
}
