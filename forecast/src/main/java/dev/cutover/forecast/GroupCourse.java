package dev.cutover.forecast;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** How far a group is in one {@link Course}. Its jobs have the numbers of the {@link Roster}. */
final class GroupCourse {

    /** As a wave's own groups have them. */
    enum Phase {
        WAITING,
        BEFORE,
        CUTTING_OVER,
        AFTER,
        THROUGH
    }

    private final Roster roster;
    final GroupAhead ahead;
    final int[] before;
    final int first;
    final BitSet ready = new BitSet();
    private final BitSet waiting = new BitSet();
    private int waitingCount;
    private final long[] latestStart;
    private final long unitLatestStart;
    private int inFlight;
    private final BitSet through = new BitSet();
    private int left;
    private int lost;
    private boolean split;
    private int looked;
    private long passedAt = Terms.NEVER;
    private Phase phase;

    GroupCourse(Roster roster, int number, Terms terms) {
        this.roster = roster;
        this.ahead = roster.wave().groups().get(number);
        this.before = ahead.after().stream().mapToInt(roster::group).toArray();
        this.first = roster.first(number);
        int size = ahead.jobs().size();
        this.latestStart = new long[size];
        boolean begun = ahead.isUnit() && ahead.unit().prepared();
        for (int rank = 0; rank < size; rank++) {
            JobAhead job = job(rank);
            latestStart[rank] = terms.latestStart(job.expectedWithHooks(), ahead.ignoreFit());
            switch (job.stage()) {
                case AHEAD, BLOCKED -> {
                    waiting.set(rank);
                    waitingCount++;
                }
                case IN_FLIGHT, VERIFYING -> inFlight++;
                case THROUGH -> through.set(rank);
                case LOST -> lost++;
            }
            begun |= job.stage() == Stage.IN_FLIGHT || job.stage() == Stage.VERIFYING;
        }
        this.unitLatestStart = ahead.isUnit() ? terms.latestStart(whole(terms.slots()), ahead.ignoreFit()) : 0;
        this.phase = begun || (!ahead.isUnit() && !through.isEmpty()) ? Phase.CUTTING_OVER : Phase.WAITING;
    }

    /** How long a unit is expected to take, from its before-hook to its end. */
    Duration whole(int slots) {
        List<Duration> expected = ahead.jobs().stream()
                .filter(job -> !job.isOver())
                .map(JobAhead::expectedWithHooks)
                .toList();
        return Makespan.of(expected, slots)
                .plus(ahead.unit().before())
                .plus(ahead.unit().after());
    }

    int size() {
        return latestStart.length;
    }

    /** In the order of the {@link Roster}. */
    JobAhead job(int rank) {
        return roster.job(first + rank);
    }

    // What happens to it.

    void begin() {
        phase = ahead.isUnit() ? Phase.BEFORE : Phase.CUTTING_OVER;
    }

    void prepare() {
        phase = Phase.CUTTING_OVER;
    }

    void takeSlot(int rank) {
        waiting.clear(rank);
        waitingCount--;
        ready.clear(rank);
        inFlight++;
    }

    void end(int rank) {
        inFlight--;
        through.set(rank);
    }

    void beginAfter() {
        phase = Phase.AFTER;
    }

    void pass(long at) {
        phase = Phase.THROUGH;
        passedAt = at;
    }

    void leave(int rank) {
        waiting.clear(rank);
        waitingCount--;
        ready.clear(rank);
        left++;
        split |= isBound();
    }

    // How it stands.

    Phase phase() {
        return phase;
    }

    boolean isBound() {
        return ahead.isUnit() && phase != Phase.WAITING && phase != Phase.THROUGH;
    }

    /** Whether nothing of it waits or is in flight. */
    boolean isOver() {
        return waitingCount == 0 && inFlight == 0 && !isBound();
    }

    boolean hasWaiting() {
        return waitingCount > 0;
    }

    int inFlight() {
        return inFlight;
    }

    int through() {
        return through.cardinality();
    }

    /** Whether a job of it is through; of a unit that is so when the unit is. */
    boolean isThrough(int rank) {
        return through.get(rank) && !isBound();
    }

    /** Whether it stood prepared, and a job of it could no longer start. */
    boolean isSplit() {
        return split;
    }

    /** How many of its jobs have not come to an outcome. */
    int candidates() {
        return waitingCount + inFlight;
    }

    /** Whether the groups behind it may go on. */
    boolean letsPass() {
        return isOver() && (left + lost == 0 || ahead.goesOn());
    }

    /** Whether the groups behind it can never go on. */
    boolean isHopeless() {
        return left + lost > 0 && !ahead.goesOn();
    }

    /** When nothing of it was left to do. */
    long passedAt() {
        return passedAt;
    }

    /** How many of its jobs are left in this course. */
    int left() {
        return left;
    }

    /** {@link Terms#NEVER}: not as a whole. */
    long throughAt() {
        return left + lost == 0 && isOver() ? passedAt : Terms.NEVER;
    }

    /** Whether enough of its jobs are ready for it to start. */
    boolean canStart(long now) {
        int count = ready.cardinality();
        int most = ahead.isUnit() ? size() - through() : candidates();
        if (count == 0 || count < Math.min(ahead.minReady(), most)) {
            return false;
        }
        boolean waits = ahead.isUnit() && count < candidates() && ahead.startBy() != null;
        return !waits || now >= ahead.startBy().toEpochMilli();
    }

    boolean hasMissedItsStart(long now) {
        return phase == Phase.WAITING
                && ahead.startBy() != null
                && now >= ahead.startBy().toEpochMilli()
                && !canStart(now);
    }

    long latestStartOfUnit() {
        return unitLatestStart;
    }

    long latestStart(int rank) {
        return latestStart[rank];
    }

    /** The next job that can no longer start, or -1. The longest come first, and theirs is the earliest latest start. */
    int nextTooLate(long now) {
        while (looked < latestStart.length && latestStart[looked] < now) {
            if (waiting.get(looked++)) {
                return looked - 1;
            }
        }
        return -1;
    }

    /** {@link Terms#NEVER}: as long as nothing happens, nothing of it will be too late. */
    long nothingIsTooLateUntil(long now, Terms terms) {
        if (isBound()) {
            return terms.lastStart();
        }
        long startBy = ahead.startBy() == null ? Terms.NEVER : ahead.startBy().toEpochMilli() - 1;
        long next = ahead.isUnit() ? unitLatestStart : looked < size() ? latestStart[looked] : Terms.NEVER;
        return startBy >= now ? Math.min(startBy, next) : next;
    }

    /** The jobs that have no slot and no outcome. */
    IntStream waiting() {
        return BitSet.valueOf(waiting.toLongArray()).stream();
    }

    boolean isWaiting(int rank) {
        return waiting.get(rank);
    }
}
