package dev.cutover.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The courses that a wave may take on the same terms, one for each lot that is drawn. */
final class Courses {

    private final List<CourseLog> all;

    private Courses(List<CourseLog> all) {
        this.all = all;
    }

    static Courses of(Roster roster, Terms terms, Lots lots) {
        return new Courses(IntStream.range(0, lots.courses())
                .mapToObj(course -> Course.play(roster, terms, lots.of(course)))
                .toList());
    }

    Likely<Long> likely(ToLongFunction<CourseLog> value) {
        long[] sorted = all.stream().mapToLong(value).sorted().toArray();
        return new Likely<>(ranked(sorted, 5), ranked(sorted, 9));
    }

    /** The nearest rank: with 5, 15, 25 ... courses exactly the one in the middle, and the one with nine tenths before it. */
    private static long ranked(long[] sorted, int tenths) {
        return sorted[(sorted.length * tenths + 9) / 10 - 1];
    }

    Likely<Instant> moments(ToLongFunction<CourseLog> value) {
        return likely(value).to(millis -> millis == Terms.NEVER ? null : Instant.ofEpochMilli(millis));
    }

    Likely<Duration> durations(ToLongFunction<CourseLog> value) {
        return likely(value).to(Duration::ofMillis);
    }

    Likely<Integer> counts(ToLongFunction<CourseLog> value) {
        return likely(value).to(Math::toIntExact);
    }

    /** How many are left, as far as it is to be counted with. */
    int left() {
        return counts(CourseLog::left).p90();
    }

    /** In how many percent of them a job is left. */
    int percentLeft(int job) {
        return (int)
                (all.stream().filter(course -> course.obstacle(job) != null).count() * 100 / all.size());
    }

    /** What keeps a job back most often; {@code null}: nothing. */
    Obstacle usualObstacle(int job) {
        Map<Obstacle, Integer> counts = new EnumMap<>(Obstacle.class);
        for (CourseLog course : all) {
            if (course.obstacle(job) != null) {
                counts.merge(course.obstacle(job), 1, Integer::sum);
            }
        }
        Obstacle usual = null;
        for (Map.Entry<Obstacle, Integer> count : counts.entrySet()) {
            usual = usual == null || count.getValue() > counts.get(usual) ? count.getKey() : usual;
        }
        return usual;
    }
}
