package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.cutover.contract.JobId;
import dev.cutover.smc.ReplicationJob;
import dev.cutover.smc.ReplicationJob.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PastRunsTest {

    private static final Instant FIRST = Dial.MIDNIGHT.minus(Duration.ofDays(20));
    private static final Run FULL_COPY = run(0, 600);
    private static final Run UNTIMED = new Run(null, null, "Schedule", null);

    /** Of that day, so many minutes long. */
    private static Run run(int day, long minutes) {
        Instant start = FIRST.plus(Duration.ofDays(day));
        return new Run(start, start.plus(Duration.ofMinutes(minutes)), "Schedule", null);
    }

    private static Run endless(int day) {
        return new Run(run(day, 1).startTime(), null, "Schedule", null);
    }

    private static Run beginless(int day) {
        return new Run(null, run(day, 1).endTime(), "Schedule", null);
    }

    /** The full copy, and after it runs of 1, 2, ... minutes in no order. */
    private static List<Run> upTo(int minutes) {
        List<Run> runs = new ArrayList<>(List.of(FULL_COPY));
        IntStream.rangeClosed(1, minutes).forEach(one -> runs.add(run(1 + one * 7 % (minutes + 1), one)));
        return runs;
    }

    static Stream<Arguments> stories() {
        return Stream.of(
                argumentSet("no runs", List.of(), null),
                argumentSet("the full copy alone", List.of(FULL_COPY), null),
                argumentSet("one run after it", List.of(FULL_COPY, run(1, 12)), 12),
                argumentSet("newest first", List.of(run(2, 12), run(1, 13), FULL_COPY), 13),
                argumentSet("of two the longer one", List.of(FULL_COPY, run(1, 12), run(2, 7)), 12),
                argumentSet("of nine the longest", upTo(9), 9),
                argumentSet("of ten the ninth", upTo(10), 9),
                argumentSet("of eleven the tenth", upTo(11), 10),
                argumentSet("of nineteen the eighteenth", upTo(19), 18),
                argumentSet("of twenty the eighteenth", upTo(20), 18),
                argumentSet("runs that are all alike", List.of(run(0, 5), run(1, 5), run(2, 5)), 5),
                argumentSet("two that started together", List.of(run(0, 600), run(0, 600)), 600),
                argumentSet("a run that took no time", List.of(FULL_COPY, run(1, 0)), 0),
                argumentSet("one under way", List.of(FULL_COPY, run(1, 12), endless(2)), 12),
                argumentSet("a full copy without an end", List.of(endless(0), run(1, 12)), 12),
                argumentSet("one without a start", List.of(FULL_COPY, beginless(1)), null),
                argumentSet("one without any time", List.of(FULL_COPY, UNTIMED, run(1, 12)), 12),
                argumentSet("one that ended before it started", List.of(FULL_COPY, run(1, -1), run(2, 3)), 3),
                argumentSet("nothing but nonsense", List.of(UNTIMED, beginless(3)), null));
    }

    @ParameterizedTest(name = "{argumentSetName}: {1} min")
    @MethodSource("stories")
    void nine_in_ten_took_no_longer(List<Run> runs, Integer minutes) {
        List<Run> reversed = new ArrayList<>(runs);
        Collections.reverse(reversed);
        for (List<Run> order : Arrays.asList(runs, reversed)) {
            assertThat(PastRuns.nineInTen(order)).isEqualTo(minutes == null ? null : Duration.ofMinutes(minutes));
        }
    }

    @Test
    void a_look_tells_it() {
        ReplicationJob job = ScriptedSmc.job("j-1", "Waiting", List.of(FULL_COPY, run(1, 12)));
        Looks.Seen seen = new Looks.Seen(job, Dial.MIDNIGHT);
        assertThat(Sightings.of(new JobId("j-1"), seen, false).pastRuns()).isEqualTo(Duration.ofMinutes(12));
    }
}
