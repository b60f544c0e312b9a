package dev.cutover.forecast;

import dev.cutover.forecast.GroupCourse.Phase;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * One course that a wave may take: its rules, played through with durations that are given.
 *
 * <p>The rules are those of the wave itself: what stands prepared first, then ready first, group by group, in a group the longest expected run first.
 * A unit that is ready waits for as many slots as it can use, and what comes after it waits with it. A job or unit starts only if it is expected to end
 * before the window closes, and no call leaves after the last start. Nobody is waited for: an approval that can still be given counts as given, nothing is held, and
 * nothing goes wrong.
 */
final class Course {

    private enum Kind {
        LOOK,
        READY,
        AWAY,
        SLOT_FREE,
        THROUGH,
        PREPARED,
        PASSED
    }

    /** @param number of the job or the group that it is about */
    private record Event(long at, Kind kind, int number) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return Long.compare(at, other.at);
        }
    }

    private final Roster roster;
    private final Terms terms;
    private final long[] runs;
    private final GroupCourse[] groups;
    private final int[] groupOf;
    private final CourseLog log;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final CanaryCourse canary;
    private final Verdicts verdicts;
    private long now;
    private int inUse;
    private int leftWhenLooked;

    /** Whether the jobs have been looked at: before that nobody knows whether a group is ready. */
    private boolean hasLooked;

    private long nothingIsTooLateUntil = Long.MIN_VALUE;

    private Course(Roster roster, Terms terms, long[] runs) {
        this.roster = roster;
        this.terms = terms;
        this.runs = runs;
        this.now = roster.wave().now().toEpochMilli();
        this.groups = new GroupCourse[roster.wave().groups().size()];
        this.groupOf = new int[roster.size()];
        this.log = new CourseLog(roster.size(), Arrays.asList(groups), now);
        for (int number = 0; number < groups.length; number++) {
            groups[number] = new GroupCourse(roster, number, terms);
            Arrays.fill(
                    groupOf,
                    groups[number].first,
                    groups[number].first + groups[number].ahead.jobs().size(),
                    number);
        }
        this.canary = new CanaryCourse(roster, Arrays.asList(groups));
        this.verdicts = new Verdicts(roster, terms, groups, canary);
    }

    /**
     * @param runs how long each job is in cutover at SMC from now on, or from its call on, in milliseconds
     */
    static CourseLog play(Roster roster, Terms terms, long[] runs) {
        Course course = new Course(roster, terms, runs);
        course.begin();
        course.play();
        course.leaveTheRest();
        return course.log;
    }

    private void begin() {
        for (int job = 0; job < roster.size(); job++) {
            JobAhead ahead = roster.job(job);
            switch (ahead.stage()) {
                case AHEAD -> {
                    events.add(new Event(Math.max(now, verdicts.readyAt(job)), Kind.READY, job));
                    comeAndGo(job);
                }
                case IN_FLIGHT -> {
                    inUse++;
                    log.start(now);
                    events.add(new Event(
                            Math.max(now, roster.firstLook(endInFlight(ahead, runs[job]))), Kind.SLOT_FREE, job));
                }
                case VERIFYING -> events.add(new Event(now + ahead.after().toMillis(), Kind.THROUGH, job));
                case THROUGH, LOST, BLOCKED -> {}
            }
        }
        for (int number = 0; number < groups.length; number++) {
            GroupCourse group = groups[number];
            if (group.ahead.startBy() != null) {
                long startBy = group.ahead.startBy().toEpochMilli();
                events.add(new Event(Math.max(verdicts.begin(), startBy), Kind.LOOK, number));
            }
            if (group.ahead.goesOn()) {
                lookWhenTooLate(group);
            }
            passIfOver(number);
        }
    }

    private void comeAndGo(int job) {
        for (Away run : roster.job(job).away()) {
            long from = run.from().toEpochMilli();
            if (from > verdicts.readyAt(job)) {
                events.add(new Event(from, Kind.AWAY, job));
                events.add(new Event(verdicts.backFrom(run), Kind.READY, job));
            }
        }
    }

    /** The groups behind it go on once its last job can no longer start. */
    private void lookWhenTooLate(GroupCourse group) {
        if (terms.hasEnd()) {
            group.waiting()
                    .mapToLong(rank -> group.ahead.isUnit() ? group.latestStartOfUnit() : group.latestStart(rank))
                    .distinct()
                    .forEach(latest -> events.add(new Event(Math.max(now, latest + 1), Kind.LOOK, 0)));
        }
    }

    private long endInFlight(JobAhead job, long run) {
        return job.since() == null
                ? now + run
                : job.since().toEpochMilli() + job.before().toMillis() + run;
    }

    private void play() {
        advance();
        while (!events.isEmpty()) {
            now = events.peek().at();
            while (!events.isEmpty() && events.peek().at() == now) {
                happen(events.poll());
            }
            if (!hasLooked && now >= verdicts.begin()) {
                hasLooked = true;
                nothingIsTooLateUntil = Long.MIN_VALUE;
            }
            advance();
        }
    }

    private void happen(Event event) {
        int number = event.number();
        switch (event.kind()) {
            case LOOK -> {}
            case READY -> {
                GroupCourse group = groups[groupOf[number]];
                if (group.isWaiting(number - group.first) && !verdicts.isAway(number, now)) {
                    group.ready.set(number - group.first);
                }
            }
            case AWAY -> {
                groups[groupOf[number]].ready.clear(number - groups[groupOf[number]].first);
                nothingIsTooLateUntil = Long.MIN_VALUE;
            }
            case SLOT_FREE -> {
                inUse--;
                long after = roster.job(number).after().toMillis();
                if (after > 0) {
                    events.add(new Event(now + after, Kind.THROUGH, number));
                } else {
                    endJob(number);
                }
            }
            case THROUGH -> endJob(number);
            case PREPARED -> groups[number].prepare();
            case PASSED -> {
                groups[number].pass(now);
                log.end(now);
            }
        }
    }

    private void endJob(int job) {
        GroupCourse group = groups[groupOf[job]];
        group.end(job - group.first);
        log.end(now);
        passIfOver(groupOf[job]);
    }

    private void passIfOver(int number) {
        GroupCourse group = groups[number];
        if (group.candidates() > 0 || group.phase() == Phase.AFTER || group.phase() == Phase.THROUGH) {
            return;
        }
        if (group.isBound() && !group.isSplit()) {
            group.beginAfter();
            events.add(new Event(now + group.ahead.unit().after().toMillis(), Kind.PASSED, number));
        } else {
            group.pass(now);
        }
    }

    // What a wave does whenever something has happened.

    private void advance() {
        canary.look(now);
        while (now > nothingIsTooLateUntil || log.left() != leftWhenLooked) {
            leftWhenLooked = log.left();
            leaveWhatIsTooLate();
        }
        if (now >= terms.opens()) {
            decide();
        }
    }

    /** Asked again as long as one group that is left leaves others behind, whatever their order. */
    private void leaveWhatIsTooLate() {
        nothingIsTooLateUntil = Terms.NEVER;
        for (int number = 0; number < groups.length; number++) {
            if (groups[number].hasWaiting()) {
                leaveWhatIsTooLate(number);
                nothingIsTooLateUntil =
                        Math.min(nothingIsTooLateUntil, groups[number].nothingIsTooLateUntil(now, terms));
            }
        }
    }

    private void leaveWhatIsTooLate(int number) {
        GroupCourse group = groups[number];
        if (group.isBound()) {
            if (now > terms.lastStart()) {
                leaveAll(number, Obstacle.LAST_START);
            }
            return;
        }
        if (group.ahead.unapproved()) {
            leaveAll(number, Obstacle.NOT_APPROVED);
        } else if (hasHopeless(group)) {
            leaveAll(number, Obstacle.BEHIND);
        } else if (hasLooked && group.hasMissedItsStart(now)) {
            leaveAll(number, verdicts.ofMissedStart(group));
        } else if (group.ahead.isUnit()) {
            if (now > group.latestStartOfUnit()) {
                leaveAll(number, verdicts.of(group));
            }
        } else {
            for (int rank = group.nextTooLate(now); rank >= 0; rank = group.nextTooLate(now)) {
                leave(number, rank, verdicts.of(group, rank));
            }
        }
    }

    private boolean hasHopeless(GroupCourse group) {
        for (int before : group.before) {
            if (before >= 0 && groups[before].isHopeless()) {
                return true;
            }
        }
        return false;
    }

    private boolean isItsTurn(GroupCourse group) {
        for (int before : group.before) {
            if (before < 0 || !groups[before].letsPass()) {
                return false;
            }
        }
        return true;
    }

    private void decide() {
        int free = terms.slots() - inUse;
        for (GroupCourse unit : groups) {
            if (unit.phase() == Phase.BEFORE) {
                free -= Math.min(unit.candidates(), terms.slots());
            } else if (unit.isBound()) {
                free -= take(unit, free, Integer.MAX_VALUE);
            }
        }
        for (int number = 0; number < groups.length && free > 0; number++) {
            GroupCourse group = groups[number];
            if (!group.isBound() && group.hasWaiting() && isItsTurn(group)) {
                free -= begin(number, free);
            }
        }
    }

    /** How many slots that takes, or keeps. */
    private int begin(int number, int free) {
        GroupCourse group = groups[number];
        if (group.phase() == Phase.WAITING && !group.canStart(now)) {
            return 0;
        }
        int room = canary.room(group);
        if (!group.ahead.isUnit()) {
            return take(group, free, room);
        }
        if (room == 0) {
            return 0;
        }
        int wanted = Math.min(group.ready.cardinality(), terms.slots());
        if (free >= wanted) {
            beginUnit(number);
        }
        return wanted;
    }

    private void beginUnit(int number) {
        GroupCourse group = groups[number];
        log.start(now);
        if (!group.ahead.ignoreFit()) {
            log.needClose(now + group.whole(terms.slots()).toMillis());
        }
        group.waiting().filter(rank -> !group.ready.get(rank)).forEach(rank -> leave(number, rank, Obstacle.NOT_READY));
        group.begin();
        events.add(new Event(now + group.ahead.unit().before().toMillis(), Kind.PREPARED, number));
    }

    private int take(GroupCourse group, int free, int room) {
        int taken = 0;
        for (int rank = group.ready.nextSetBit(0);
                rank >= 0 && taken < free && taken < room;
                rank = group.ready.nextSetBit(rank + 1)) {
            int job = group.first + rank;
            JobAhead ahead = roster.job(job);
            if (!canary.mayGo(ahead, group)) {
                continue;
            }
            long call = now + ahead.before().toMillis();
            if (call > terms.lastStart()) {
                leave(groupOf[job], rank, Obstacle.LAST_START);
                continue;
            }
            log.needLastStart(call);
            if (!group.ahead.isUnit()) {
                group.begin();
                if (!group.ahead.ignoreFit()) {
                    log.needClose(now + ahead.expectedWithHooks().toMillis());
                }
            }
            group.takeSlot(rank);
            inUse++;
            taken++;
            long end = roster.firstLook(call + runs[job]);
            log.start(job, now, end);
            events.add(new Event(end, Kind.SLOT_FREE, job));
        }
        return taken;
    }

    // What is left.

    private void leaveTheRest() {
        for (int number = 0; number < groups.length; number++) {
            GroupCourse group = groups[number];
            if (group.ahead.isUnit() && group.hasWaiting()) {
                leaveAll(number, verdicts.of(group));
                continue;
            }
            for (int rank : group.waiting().toArray()) {
                leave(number, rank, verdicts.of(group, rank));
            }
        }
    }

    private void leaveAll(int number, Obstacle why) {
        for (int rank : groups[number].waiting().toArray()) {
            leave(number, rank, why);
        }
    }

    private void leave(int number, int rank, Obstacle why) {
        GroupCourse group = groups[number];
        int job = group.first + rank;
        log.leave(job, roster.job(job).stage() == Stage.BLOCKED ? Obstacle.BLOCKED : why);
        group.leave(rank);
        passIfOver(number);
    }
}
