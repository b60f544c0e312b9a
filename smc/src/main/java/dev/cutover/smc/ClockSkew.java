package dev.cutover.smc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import okhttp3.Response;

/** How far the clock of this machine is behind SMC's, as the newest answer's {@code Date} tells it. */
final class ClockSkew {

    private final InstantSource clock;
    private volatile Duration newest;

    ClockSkew(InstantSource clock) {
        this.clock = clock;
    }

    void note(Response response) {
        String told = response.header("Date");
        if (told == null) {
            return;
        }
        try {
            Instant at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(told, Instant::from);
            newest = Duration.between(clock.instant(), at);
        } catch (DateTimeParseException unreadable) {
            // Nobody needs it: the answer counts all the same.
            newest = null;
        }
    }

    Optional<Duration> newest() {
        return Optional.ofNullable(newest);
    }
}
