package dev.cutover.starter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.starter.terminal.CommandFailed;
import dev.cutover.starter.terminal.ExitCode;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("a time as an operator types it")
class TypedTimeTest {

    private static final Instant THERE = Instant.parse("2026-11-27T20:15:00Z");

    static Stream<Arguments> times() {
        return Stream.of(
                argumentSet("with an offset", "2026-11-28T04:30+08:00", "Asia/Shanghai", "2026-11-27T20:30:00Z"),
                argumentSet("of another zone", "2026-11-28T04:30-05:00", "Asia/Shanghai", "2026-11-28T09:30:00Z"),
                argumentSet("in UTC, with seconds", "2026-11-27T20:30:15Z", "Asia/Shanghai", "2026-11-27T20:30:15Z"),
                argumentSet("in the wave's zone", "2026-11-28T04:30", "Asia/Shanghai", "2026-11-27T20:30:00Z"),
                argumentSet("in UTC, where the wave names no zone", "2026-11-27T20:30Z", null, "2026-11-27T20:30:00Z"),
                argumentSet("minutes longer", "+30m", "Asia/Shanghai", "2026-11-27T20:45:00Z"),
                argumentSet("hours longer", "+2h", null, "2026-11-27T22:15:00Z"),
                argumentSet("both longer", "+1h30m", null, "2026-11-27T21:45:00Z"),
                argumentSet(
                        "twice there, with its offset",
                        "2026-10-25T02:30+01:00",
                        "Europe/Berlin",
                        "2026-10-25T01:30:00Z"),
                argumentSet("just before it is skipped", "2026-03-29T01:59", "Europe/Berlin", "2026-03-29T00:59:00Z"),
                argumentSet("just after it was skipped", "2026-03-29T03:00", "Europe/Berlin", "2026-03-29T01:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void is_an_instant(String typed, String zone, Instant meant) throws CommandFailed {
        assertThat(time(typed).in(THERE, zone)).isEqualTo(meant);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                argumentSet(
                        "that is skipped",
                        "2026-03-29T02:30",
                        "Europe/Berlin",
                        THERE,
                        "the clock is set from 02:00 to 03:00. Write 2026-03-29T03:00"),
                argumentSet(
                        "that comes twice",
                        "2026-10-25T02:30",
                        "Europe/Berlin",
                        THERE,
                        "write 2026-10-25T02:30+02:00 for the first, or 2026-10-25T02:30+01:00 for the second"),
                argumentSet(
                        "without a zone",
                        "2026-11-28T04:30",
                        null,
                        THERE,
                        "add an offset, as in 2026-11-28T04:30+08:00"),
                argumentSet("in no zone of ours", "2026-11-28T04:30", "Mars/Olympus", THERE, "does not know"),
                argumentSet("on nothing", "+30m", "Asia/Shanghai", null, "has no last start to add 30m to"),
                argumentSet("of nothing", "+", "Asia/Shanghai", THERE, "is no time"),
                argumentSet("backwards", "-30m", "Asia/Shanghai", THERE, "is no time"),
                argumentSet("of a day without an hour", "2026-11-28", "Asia/Shanghai", THERE, "is no time"),
                argumentSet("of an hour without a day", "04:30", "Asia/Shanghai", THERE, "is no time"),
                argumentSet("of no day", "2026-02-30T04:30", "Asia/Shanghai", THERE, "is no time"),
                argumentSet("of nobody", "", "Asia/Shanghai", THERE, "is no time"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void is_refused_with_what_to_write(String typed, String zone, Instant there, String words) {
        assertThatThrownBy(() -> time(typed).in(there, zone))
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
                .hasMessageStartingWith("--last-start: ")
                .hasMessageContaining(words)
                .hasMessageEndingWith("Nothing was done.");
    }

    private static TypedTime time(String typed) {
        return new TypedTime("--last-start", "last start", typed);
    }
}
