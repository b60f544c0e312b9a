package dev.cutover.contract;

import java.time.Duration;

/**
 * How often SMC is asked.
 *
 * @param interval the beat: all polls land on its multiples
 * @param settle how long SMC's state is not believed after a cutover call; no second call is sent sooner
 */
public record Polling(Duration interval, Duration settle) {

    public static final Duration SHORTEST = Duration.ofSeconds(1);
    public static final Duration LONGEST = Duration.ofMinutes(10);

    public static Polling defaults() {
        return new Polling(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }
}
