package dev.cutover.forecast;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Why a job is left in one {@link Course}: what still stood in its way in the last moment in which it could have started.
 */
final class Verdicts {

    private final Roster roster;
    private final Terms terms;
    private final GroupCourse[] groups;
    private final CanaryCourse canary;

    /** When anything can start at the earliest. */
    private final long begin;

    private final long[] readyAt;

    Verdicts(Roster roster, Terms terms, GroupCourse[] groups, CanaryCourse canary) {
        this.roster = roster;
        this.terms = terms;
        this.groups = groups;
        this.canary = canary;
        this.begin = roster.firstLook(terms.opens());
        this.readyAt = IntStream.range(0, roster.size())
                .mapToLong(job -> readyAt(roster.job(job)))
                .toArray();
    }

    private long readyAt(JobAhead job) {
        if (job.stage() != Stage.AHEAD) {
            return Terms.NEVER;
        }
        long ready = job.ready() == null
                ? begin
                : Math.max(begin, roster.seen(job.ready().toEpochMilli()));
        for (Away run : job.away()) {
            ready = isAway(run, ready) ? backFrom(run) : ready;
        }
        return ready;
    }

    private boolean isAway(Away run, long at) {
        return run.from().toEpochMilli() <= at && at < backFrom(run);
    }

    /** When it is seen to be through. */
    long backFrom(Away run) {
        return roster.seen(run.until().toEpochMilli());
    }

    boolean isAway(int job, long at) {
        for (Away run : roster.job(job).away()) {
            if (isAway(run, at)) {
                return true;
            }
        }
        return false;
    }

    /** When jobs are looked at first. */
    long begin() {
        return begin;
    }

    /** Of one whose group had not begun when it had to. */
    Obstacle ofMissedStart(GroupCourse group) {
        if (group.ahead.startBy().toEpochMilli() <= begin) {
            return Obstacle.START_PASSED;
        }
        return group.ahead.isUnit() ? Obstacle.UNIT_NOT_READY : Obstacle.NOT_READY;
    }

    /** When it can take a slot at the earliest; {@link Terms#NEVER} for one that has had one, or awaits a person. */
    long readyAt(int job) {
        return readyAt[job];
    }

    /** Of a job whose group goes job by job. */
    Obstacle of(GroupCourse group, int rank) {
        JobAhead job = group.job(rank);
        return first(
                group,
                job,
                group.latestStart(rank),
                readyAt(group.first + rank, group.latestStart(rank)),
                Obstacle.NOT_READY,
                terms.isItTheEnd(job.expectedWithHooks(), group.ahead.ignoreFit())
                        ? Obstacle.DOES_NOT_FIT
                        : Obstacle.LAST_START);
    }

    /** Of a unit as a whole. */
    Obstacle of(GroupCourse unit) {
        return first(
                unit,
                unit.job(0),
                unit.latestStartOfUnit(),
                readyAt(unit),
                Obstacle.UNIT_NOT_READY,
                terms.isItTheEnd(unit.whole(terms.slots()), unit.ahead.ignoreFit())
                        ? Obstacle.UNIT_DOES_NOT_FIT
                        : Obstacle.LAST_START);
    }

    private Obstacle first(
            GroupCourse group, JobAhead job, long latest, long ready, Obstacle notReady, Obstacle tooLate) {
        if (latest < begin) {
            return tooLate;
        }
        if (isTooLate(turnOf(group), latest)) {
            return Obstacle.BEHIND;
        }
        if (isTooLate(ready, latest)) {
            return notReady;
        }
        return isTooLate(canary.passedAt(), latest) && canary.holdsBack(job, group) ? Obstacle.CANARY : tooLate;
    }

    private static boolean isTooLate(long came, long latest) {
        return came == Terms.NEVER || came > latest;
    }

    /** When the last group before it let it pass. */
    private long turnOf(GroupCourse group) {
        return Arrays.stream(group.before)
                .mapToLong(number -> number < 0 || !groups[number].letsPass() ? Terms.NEVER : groups[number].passedAt())
                .max()
                .orElse(begin);
    }

    /** One that a run takes away at the last moment was not ready in time, however early it was. */
    private long readyAt(int job, long latest) {
        return isAway(job, latest) ? Terms.NEVER : readyAt[job];
    }

    private long readyAt(GroupCourse unit) {
        long[] ready = unit.waiting()
                .mapToLong(rank -> readyAt(unit.first + rank, unit.latestStartOfUnit()))
                .sorted()
                .toArray();
        int wanted = Math.min(unit.ahead.minReady(), ready.length);
        return wanted < 1 ? begin : ready[wanted - 1];
    }
}
