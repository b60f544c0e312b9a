package dev.cutover.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("an instant in a wave's own zone")
class ZoneTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-27T17:30:00Z");

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            nullValues = "none",
            value = {
                "2026-11-27T20:15:00Z, Asia/Shanghai, 04:15 Asia/Shanghai, 2026-11-28 04:15 Asia/Shanghai (2026-11-27 20:15 UTC)",
                "2026-11-27T20:15:30Z, Asia/Shanghai, 04:15:30 Asia/Shanghai, 2026-11-28 04:15:30 Asia/Shanghai (2026-11-27 20:15:30 UTC)",
                "2026-11-27T15:00:00Z, Asia/Shanghai, 2026-11-27 23:00 Asia/Shanghai, 2026-11-27 23:00 Asia/Shanghai (2026-11-27 15:00 UTC)",
                "2026-11-27T20:15:00Z, UTC, 20:15 UTC, 2026-11-27 20:15 UTC",
                "2026-11-27T20:15:00Z, none, 20:15 UTC, 2026-11-27 20:15 UTC",
                "2026-11-27T20:15:00Z, Mars/Olympus, 20:15 UTC, 2026-11-27 20:15 UTC"
            })
    void is_told_briefly_on_its_own_day_and_in_full(Instant at, String zone, String near, String both) {
        assertThat(ZoneTime.of(zone).near(at, NOW)).isEqualTo(near);
        assertThat(ZoneTime.of(zone).both(at)).isEqualTo(both);
    }
}
