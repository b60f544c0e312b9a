package dev.cutover.smc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When the calls of one process may leave: one after the other, as far apart as the {@link Rate} says, deeds before looks. A throttled answer to
 * any of them slows them all, which uses up nobody's tries. Nothing is sent again here.
 */
public final class Pace {

    /** What a call waits for; the first kind goes first. */
    enum Turn {
        /** It changes something at SMC: few, and somebody waits for each of them. */
        DEED,
        /** It only asks: many, and the next beat brings it again. */
        LOOK
    }

    /** How a thread waits. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** A call in the line. */
    static final class Place {
        private final Turn turn;
        private final long patientUntil;

        private Place(Turn turn, long patientUntil) {
            this.turn = turn;
            this.patientUntil = patientUntil;
        }
    }

    private final Rate rate;
    private final LongSupplier ticker;
    private final Sleeper sleeper;
    private final Map<Turn, List<Place>> line = new EnumMap<>(Turn.class);
    private long lastLeft;

    Pace(double ceiling, LongSupplier ticker, Sleeper sleeper) {
        this.rate = new Rate(ceiling);
        this.ticker = ticker;
        this.sleeper = sleeper;
        this.lastLeft = ticker.getAsLong() - rate.gap();
        for (Turn turn : Turn.values()) {
            line.put(turn, new ArrayList<>());
        }
    }

    /**
     * One with a ceiling.
     *
     * @param callsPerSecond above zero
     * @param ticker nanoseconds that only ever grow
     */
    public static Pace atMost(double callsPerSecond, LongSupplier ticker) {
        return new Pace(callsPerSecond, ticker, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    }

    /** Calls leave as they come. */
    public static Pace unlimited() {
        return new Pace(Double.POSITIVE_INFINITY, () -> 0, time -> {});
    }

    /**
     * Waits until a call may leave.
     *
     * @throws SmcException.NotSent when its turn would come later than {@code patience} from now, or the thread is interrupted
     */
    void await(Turn turn, Duration patience) throws SmcException.NotSent {
        Place place = join(turn, patience);
        try {
            for (Duration left = left(place); !left.isZero(); left = left(place)) {
                sleeper.sleep(left);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new SmcException.NotSent("interrupted", ending);
        } finally {
            leave(place);
        }
    }

    /** Takes a place at the end of its line. */
    synchronized Place join(Turn turn, Duration patience) {
        Place place = new Place(turn, ticker.getAsLong() + patience.toNanos());
        line.get(turn).add(place);
        return place;
    }

    /**
     * How long to wait before asking again: others may come before, and the rate may change meanwhile. Zero: leave now.
     *
     * @throws SmcException.NotSent when the turn would come too late
     */
    synchronized Duration left(Place place) throws SmcException.NotSent {
        long now = ticker.getAsLong();
        int ahead = ahead(place);
        long sinceLast = now - lastLeft;
        long left = Math.max(0, rate.gap() - sinceLast) + ahead * rate.gap();
        if (left == 0) {
            leave(place);
            lastLeft = now;
        } else if (now + left - place.patientUntil > 0) {
            throw SmcException.NotSent.spacedOut("the calls are spaced out, and its turn would come too late");
        }
        // Further back it asks again half-way: the rate grows, and others give up.
        return Duration.ofNanos(ahead == 0 ? left : left / 2);
    }

    synchronized void leave(Place place) {
        line.get(place.turn).remove(place);
    }

    private int ahead(Place place) {
        int ahead = 0;
        for (Map.Entry<Turn, List<Place>> one : line.entrySet()) {
            if (one.getKey() == place.turn) {
                return ahead + one.getValue().indexOf(place);
            }
            ahead += one.getValue().size();
        }
        throw new AssertionError(place.turn);
    }

    /** SMC asked for fewer calls. */
    synchronized void throttled() {
        rate.throttled(ticker.getAsLong());
    }

    /** SMC took a call and answered it. */
    synchronized void succeeded() {
        rate.succeeded();
    }

    synchronized double callsPerSecond() {
        return rate.callsPerSecond();
    }
}
