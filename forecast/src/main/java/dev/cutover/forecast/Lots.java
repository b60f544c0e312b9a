package dev.cutover.forecast;

import java.util.Arrays;

/**
 * Which runs the jobs of a wave draw in each of its courses. There is no chance in it: the same numbers on every machine, for ever.
 *
 * <p>Over all courses each job draws each part of its spread once, in an order of its own (Latin hypercube): of one job the courses together say exactly
 * what its spread says, and a few dozen do for what would take thousands of blind draws. What a job draws depends on its number and its spread, so
 * that other slots or another window are tried on the very same nights.
 *
 * <p>A little of the order is common to all jobs (Iman and Conover): on a night on which the line is full all are slow, and what few past runs say of one
 * job is itself uncertain. Without it the sum of many runs would be promised more exactly than anybody can know it.
 */
final class Lots {

    /** The golden ratio's bits, as in SplitMix64. */
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    /** What all jobs of a course have in common has half the weight of what each has of its own: runs are correlated by a fifth. */
    private static final long SHARED = 1L << 30;

    /** More than there ever are. */
    private static final long MOST_COURSES = 1_024;

    private static final int FEWEST = 20;
    private static final int MOST = 200;

    /** Jobs of all courses together: what would do is looked for a dozen times over, and all of it takes a tenth of a second. */
    private static final int BUDGET = 20_000;

    private final Roster roster;
    private final int courses;
    private final long[][] runs;

    private Lots(Roster roster, int courses) {
        this.roster = roster;
        this.courses = courses;
        this.runs = new long[courses][roster.size()];
        for (int job = 0; job < roster.size(); job++) {
            draw(job);
        }
    }

    /**
     * As many courses as the cost allows: a small wave can afford many, and a large one needs few, because in the sum of many runs chance evens out.
     * Always 5, 15, 25 ...: then half and nine tenths of a spread are among its parts, and a wave of one job is forecast to take exactly what the job's
     * spread says. Where no job has a spread all courses are the same, and one does.
     */
    static Lots of(Roster roster) {
        if (roster.isExact()) {
            return new Lots(roster, 1);
        }
        int tens = Math.max(FEWEST, Math.min(MOST, BUDGET / Math.max(1, roster.cost()))) / 10;
        return new Lots(roster, tens * 10 + 5);
    }

    private void draw(int job) {
        // Mixed first: else each job would draw what its neighbour draws, one place on.
        long state = mixed((job + 1) * GAMMA);
        long[] places = new long[courses];
        for (int course = 0; course < courses; course++) {
            state += GAMMA;
            long common = SHARED * course / courses;
            long own = Long.remainderUnsigned(mixed(state), 2 * SHARED);
            places[course] = (common + own) * MOST_COURSES + course;
        }
        Arrays.sort(places);
        int[] order = new int[courses];
        for (int part = 0; part < courses; part++) {
            order[(int) (places[part] % MOST_COURSES)] = part;
        }
        for (int course = 0; course < courses; course++) {
            runs[course][job] = millis(roster.job(job), (order[course] + 0.5) / courses);
        }
    }

    private long millis(JobAhead job, double share) {
        return switch (job.stage()) {
            case AHEAD -> job.run().at(share).toMillis();
            case IN_FLIGHT -> job.run().at(share, roster.inCutover(job)).toMillis();
            case VERIFYING, THROUGH, LOST, BLOCKED -> 0;
        };
    }

    /** SplitMix64's finisher: neighbouring numbers have nothing in common afterwards. */
    private static long mixed(long state) {
        long first = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }

    int courses() {
        return courses;
    }

    /** How long each job is in cutover at SMC in that course, in milliseconds. */
    long[] of(int course) {
        return runs[course];
    }
}
