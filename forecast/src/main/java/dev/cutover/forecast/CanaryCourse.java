package dev.cutover.forecast;

import java.util.List;

/** Who may start while the canary is on its way in one {@link Course}. */
final class CanaryCourse {

    private final CanaryAhead canary;
    private final List<GroupCourse> groups;
    private final int firstGroup;
    private long passedAt;

    CanaryCourse(Roster roster, List<GroupCourse> groups) {
        this.canary = roster.wave().canary();
        this.groups = groups;
        this.firstGroup = roster.firstGroup();
        this.passedAt = canary == null || firstGroup < 0 ? Long.MIN_VALUE : Terms.NEVER;
    }

    /** Notes whether it has passed by now. */
    void look(long now) {
        if (passedAt == Terms.NEVER && (canary.jobs().isEmpty() ? haveTheFirst() : haveTheNamed())) {
            passedAt = now;
        }
    }

    boolean hasPassed() {
        return passedAt != Terms.NEVER;
    }

    /** {@link Terms#NEVER}: it has not. */
    long passedAt() {
        return passedAt;
    }

    private boolean haveTheFirst() {
        GroupCourse first = groups.get(firstGroup);
        return first.isOver() || (!first.ahead.isUnit() && first.through() >= canary.first());
    }

    private boolean haveTheNamed() {
        for (GroupCourse group : groups) {
            for (int rank = 0; rank < group.size(); rank++) {
                if (isNamed(group.job(rank)) && !group.isThrough(rank)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isNamed(JobAhead job) {
        return canary.jobs().contains(job.id());
    }

    /** How many more jobs of a group may start. */
    int room(GroupCourse group) {
        if (hasPassed()) {
            return Integer.MAX_VALUE;
        }
        if (!canary.jobs().isEmpty()) {
            return group.ahead.jobs().stream().anyMatch(job -> mayGo(job, group)) ? Integer.MAX_VALUE : 0;
        }
        if (group != groups.get(firstGroup)) {
            return 0;
        }
        return group.ahead.isUnit()
                ? Integer.MAX_VALUE
                : Math.max(0, canary.first() - group.inFlight() - group.through());
    }

    boolean mayGo(JobAhead job, GroupCourse group) {
        return hasPassed() || isMember(job, group);
    }

    /** Whether it is not among those that go first, whoever else there is. */
    boolean holdsBack(JobAhead job, GroupCourse group) {
        return canary.jobs().isEmpty()
                ? group != groups.get(firstGroup) || !group.ahead.isUnit()
                : !isMember(job, group);
    }

    /** A group that is one unit goes as a whole. */
    private boolean isMember(JobAhead job, GroupCourse group) {
        return canary.jobs().isEmpty()
                || isNamed(job)
                || (group.ahead.isUnit() && group.ahead.jobs().stream().anyMatch(this::isNamed));
    }
}
