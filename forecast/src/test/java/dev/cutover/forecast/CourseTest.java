package dev.cutover.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every wave, whatever is in it: 200 of them, each drawn from its seed. */
class CourseTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_job_has_its_place_or_its_obstacle(long seed) {
        Roster roster = new Roster(new DrawnWave(seed).wave());
        Terms terms = Terms.of(roster.wave());
        CourseLog course = Course.play(roster, terms, Lots.of(roster).of(0));
        TreeMap<Long, Integer> changes = new TreeMap<>();
        for (int job = 0; job < roster.size(); job++) {
            JobAhead ahead = roster.job(job);
            boolean started = course.start(job) != Terms.NEVER;
            boolean left = course.obstacle(job) != null;

            assertThat(started && left).as(ahead.id()).isFalse();
            assertThat(started || left)
                    .as(ahead.id())
                    .isEqualTo(ahead.stage() == Stage.AHEAD || ahead.stage() == Stage.BLOCKED);
            if (started) {
                assertThat(course.start(job)).isGreaterThanOrEqualTo(terms.opens());
                assertThat(course.start(job) + ahead.before().toMillis()).isLessThanOrEqualTo(terms.lastStart());
                assertThat(course.slotFree(job)).isGreaterThan(course.start(job));
                long start = course.start(job);
                assertThat(ahead.away())
                        .noneMatch(run -> run.from().toEpochMilli() <= start
                                && start < run.until().toEpochMilli());
                assertThat(roster.groupOf(job).unapproved() && !stoodPrepared(roster.groupOf(job)))
                        .isFalse();
                changes.merge(course.start(job), 1, Integer::sum);
                changes.merge(course.slotFree(job), -1, Integer::sum);
            }
        }
        assertThat(course.left())
                .isEqualTo(LongStream.range(0, roster.size())
                        .filter(job -> course.obstacle((int) job) != null)
                        .count());
        assertThat(most(changes)).isLessThanOrEqualTo(terms.slots());
    }

    private static int most(Map<Long, Integer> changes) {
        int now = 0;
        int most = 0;
        for (int change : changes.values()) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void no_group_starts_before_those_that_it_comes_after_are_through(long seed) {
        Roster roster = new Roster(new DrawnWave(seed).wave());
        CourseLog course =
                Course.play(roster, Terms.of(roster.wave()), Lots.of(roster).of(0));
        for (int job = 0; job < roster.size(); job++) {
            GroupAhead group = roster.groupOf(job);
            long start = course.start(job);
            if (start != Terms.NEVER && !stoodPrepared(group)) {
                for (String before : group.after()) {
                    assertThat(course.passed(roster.group(before)))
                            .as(roster.job(job).id())
                            .isLessThanOrEqualTo(start);
                }
            }
        }
    }

    /** A unit that had begun before the forecast was made goes on. */
    private static boolean stoodPrepared(GroupAhead group) {
        return group.isUnit()
                && (group.unit().prepared()
                        || group.jobs().stream()
                                .anyMatch(job -> job.stage() == Stage.IN_FLIGHT || job.stage() == Stage.VERIFYING));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_parts_of_its_spread_are_drawn_once_each(long seed) {
        Roster roster = new Roster(new DrawnWave(seed).wave());
        Lots lots = Lots.of(roster);
        for (int job = 0; job < roster.size(); job++) {
            JobAhead ahead = roster.job(job);
            if (ahead.stage() != Stage.AHEAD || lots.courses() == 1) {
                continue;
            }
            int number = job;
            long[] drawn = IntStream.range(0, lots.courses())
                    .mapToLong(course -> lots.of(course)[number])
                    .sorted()
                    .toArray();
            assertThat(drawn[lots.courses() / 2]).isEqualTo(ahead.run().p50().toMillis());
            assertThat(drawn[(lots.courses() * 9 - 5) / 10])
                    .isEqualTo(ahead.run().p90().toMillis());
        }
    }

    /** Of one group whose jobs are all ready, and without a window: with groups behind each other more slots may well take longer (Graham). */
    @ParameterizedTest
    @MethodSource("seeds")
    void jobs_that_wait_for_no_other_take_no_longer_on_more_slots(long seed) {
        WaveAhead drawn = new DrawnWave(seed).wave();
        List<JobAhead> jobs = drawn.groups().stream()
                .flatMap(group -> group.jobs().stream())
                .map(job -> job.at(Stage.AHEAD).readyAt(null).takenAway())
                .toList();
        Roster roster = new Roster(Ahead.wave(1, GroupAhead.of("all", jobs)));
        Terms terms = Terms.of(roster.wave());
        long before = Terms.NEVER;
        for (int slots = 1; slots <= jobs.size() + 1; slots++) {
            CourseLog course =
                    Course.play(roster, terms.withSlots(slots), Lots.of(roster).of(0));
            assertThat(course.left()).isZero();
            assertThat(course.lastEnd()).isLessThanOrEqualTo(before);
            before = course.lastEnd();
        }
    }
}
