package dev.cutover.forecast;

import java.util.Arrays;
import java.util.List;

/** What became of each job and group in one {@link Course}. Times are milliseconds of the epoch. */
final class CourseLog {

    private final List<GroupCourse> groups;
    private final Obstacle[] obstacles;
    private final long[] starts;
    private final long[] slotsFree;
    private int left;
    private long firstStart = Terms.NEVER;
    private long lastEnd;
    private long neededLastStart;
    private long neededClose;

    CourseLog(int jobs, List<GroupCourse> groups, long begin) {
        this.groups = groups;
        this.obstacles = new Obstacle[jobs];
        this.starts = new long[jobs];
        this.slotsFree = new long[jobs];
        this.lastEnd = begin;
        Arrays.fill(starts, Terms.NEVER);
        Arrays.fill(slotsFree, Terms.NEVER);
    }

    // While it is played.

    void leave(int job, Obstacle why) {
        obstacles[job] = why;
        left++;
    }

    void start(int job, long at, long slotFree) {
        starts[job] = at;
        slotsFree[job] = slotFree;
        start(at);
    }

    /** Something starts then, or was in flight. */
    void start(long at) {
        firstStart = Math.min(firstStart, at);
    }

    void end(long at) {
        lastEnd = Math.max(lastEnd, at);
    }

    void needLastStart(long call) {
        neededLastStart = Math.max(neededLastStart, call);
    }

    void needClose(long end) {
        neededClose = Math.max(neededClose, end);
    }

    // Once it has been played.

    int left() {
        return left;
    }

    int left(int group) {
        return groups.get(group).left();
    }

    /** {@code null}: it is through. */
    Obstacle obstacle(int job) {
        return obstacles[job];
    }

    /** When it takes its slot; {@link Terms#NEVER}: it does not. */
    long start(int job) {
        return starts[job];
    }

    /** When it gives back the slot that it takes. */
    long slotFree(int job) {
        return slotsFree[job];
    }

    /** When nothing of it is left to do; {@link Terms#NEVER}: never. */
    long passed(int group) {
        return groups.get(group).passedAt();
    }

    /** {@link Terms#NEVER}: not all of its jobs are. */
    long through(int group) {
        return groups.get(group).throughAt();
    }

    /** When all jobs are; {@link Terms#NEVER}: not all of them. */
    long through() {
        return left == 0 ? lastEnd : Terms.NEVER;
    }

    /** When the last job that makes it is through. */
    long lastEnd() {
        return lastEnd;
    }

    /** From the first start to the last end. */
    long lasts() {
        return firstStart == Terms.NEVER ? 0 : lastEnd - firstStart;
    }

    /** The last start with which nothing of this course would have been too late. */
    long neededLastStart() {
        return neededLastStart;
    }

    /** The end of the window with which everything of this course would have fitted. */
    long neededClose() {
        return neededClose;
    }
}
