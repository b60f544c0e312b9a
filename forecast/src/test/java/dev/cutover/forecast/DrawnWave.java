package dev.cutover.forecast;

import static dev.cutover.forecast.Ahead.NOW;
import static dev.cutover.forecast.Ahead.at;
import static dev.cutover.forecast.Ahead.minutes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A wave with everything in it that a wave may have; the same seed draws the same. */
final class DrawnWave {

    private static final List<Stage> STAGES = List.of(Stage.values());

    private final SplittableRandom random;
    private int jobs;

    DrawnWave(long seed) {
        random = new SplittableRandom(seed);
    }

    WaveAhead wave() {
        List<GroupAhead> groups = new ArrayList<>();
        int many = between(1, 5);
        for (int number = 0; number < many; number++) {
            groups.add(group(groups));
        }
        long closes = between(30, 400);
        return new WaveAhead(
                NOW,
                oneIn(2) ? at(between(-30, 60)) : null,
                oneIn(4) ? null : at(closes - between(0, 60)),
                oneIn(4) ? null : at(closes),
                between(1, 6),
                oneIn(2) ? Duration.ofSeconds(30) : null,
                canary(),
                groups);
    }

    private CanaryAhead canary() {
        if (!oneIn(3)) {
            return null;
        }
        return oneIn(2) ? new CanaryAhead(between(1, 2), null) : new CanaryAhead(0, List.of("j" + between(1, jobs)));
    }

    private GroupAhead group(List<GroupAhead> earlier) {
        List<JobAhead> members = new ArrayList<>();
        int size = between(1, 8);
        for (int number = 0; number < size; number++) {
            members.add(job());
        }
        boolean unit = oneIn(3);
        return new GroupAhead(
                "g" + earlier.size(),
                earlier.stream().map(GroupAhead::name).filter(name -> oneIn(3)).toList(),
                members,
                unit ? new UnitAhead(some(5), some(10), oneIn(5)) : null,
                oneIn(4) ? between(1, size) : unit ? size : 1,
                oneIn(5) ? at(between(0, 100)) : null,
                oneIn(5),
                oneIn(4),
                oneIn(10));
    }

    private JobAhead job() {
        jobs++;
        Duration usual = minutes(between(2, 40));
        Spread run = new Spread(usual, oneIn(3) ? usual : usual.plus(some(30)));
        Stage stage = oneIn(4) ? STAGES.get(between(0, STAGES.size() - 1)) : Stage.AHEAD;
        return new JobAhead(
                "j" + jobs,
                stage,
                oneIn(4) ? at(between(0, 120)) : null,
                stage == Stage.IN_FLIGHT && !oneIn(4) ? at(-between(0, 60)) : null,
                run,
                oneIn(3) ? minutes(between(2, 60)) : run.p90(),
                oneIn(5) ? some(5) : Duration.ZERO,
                oneIn(5) ? some(5) : Duration.ZERO,
                oneIn(5) ? runs() : null);
    }

    /** Those of a job that is copied again and again. */
    private List<Away> runs() {
        List<Away> runs = new ArrayList<>();
        int from = between(-10, 60);
        for (int number = between(1, 3); number > 0; number--) {
            int until = from + between(1, 30);
            runs.add(new Away(at(from), at(until)));
            from = until + between(0, 60);
        }
        return runs;
    }

    private Duration some(int most) {
        return minutes(between(0, most));
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }
}
