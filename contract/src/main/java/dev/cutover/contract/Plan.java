package dev.cutover.contract;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/**
 * A validated plan: what one wave carries out. Nothing in here is checked again; whoever reads a plan file refuses it first.
 *
 * @param wave the wave's name, {@code [a-z0-9][a-z0-9._-]{0,62}}
 * @param change the change board's ticket, or {@code null}
 * @param account the worker's label, or {@code null} for the unnamed account
 * @param sha256 of the plan file's bytes, in lower-case hex
 * @param window {@code null}: at once, and as long as it takes
 * @param approval of the wave as a whole; {@code null}: nobody has to agree
 * @param night its window when a schedule starts it: then it has no {@code window} of its own; or {@code null}
 * @param region in which all its jobs must be, as SMC spells it, or {@code null}
 */
public record Plan(
        String wave,
        String change,
        String account,
        String sha256,
        Limits limits,
        Polling polling,
        JobDefaults defaults,
        List<PlannedGroup> groups,
        Window window,
        Approval approval,
        Notify notifications,
        Night night,
        String region) {

    /** The most jobs one wave may have. */
    public static final int MOST_JOBS = 2_000;

    /** What an account's label looks like. */
    public static final String ACCOUNT = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

    /** What a wave's name looks like. */
    public static final String WAVE_NAME = "[a-z0-9][a-z0-9._-]{0,62}";

    public Plan {
        groups = Words.list(groups);
        notifications = notifications == null ? Notify.nobody() : notifications;
    }

    /** One whose jobs may be in any region. */
    public Plan(
            String wave,
            String change,
            String account,
            String sha256,
            Limits limits,
            Polling polling,
            JobDefaults defaults,
            List<PlannedGroup> groups,
            Window window,
            Approval approval,
            Notify notifications,
            Night night) {
        this(
                wave,
                change,
                account,
                sha256,
                limits,
                polling,
                defaults,
                groups,
                window,
                approval,
                notifications,
                night,
                null);
    }

    /** One that no schedule starts. */
    public Plan(
            String wave,
            String change,
            String account,
            String sha256,
            Limits limits,
            Polling polling,
            JobDefaults defaults,
            List<PlannedGroup> groups,
            Window window,
            Approval approval,
            Notify notifications) {
        this(
                wave,
                change,
                account,
                sha256,
                limits,
                polling,
                defaults,
                groups,
                window,
                approval,
                notifications,
                null,
                null);
    }

    /** The same with other groups. */
    public Plan withGroups(List<PlannedGroup> others) {
        return new Plan(
                wave,
                change,
                account,
                sha256,
                limits,
                polling,
                defaults,
                others,
                window,
                approval,
                notifications,
                night,
                region);
    }

    /** Whether some of its groups get their jobs when the wave is started. */
    public boolean selects() {
        return groups.stream().anyMatch(group -> group.select() != null);
    }

    /** The same for other workers, or under another name. */
    public Plan as(String newWave, String newAccount) {
        return new Plan(
                newWave,
                change,
                newAccount,
                sha256,
                limits,
                polling,
                defaults,
                groups,
                window,
                approval,
                notifications,
                night,
                region);
    }

    /**
     * What a plan without dates is in the night that begins on that day: everything in it has a date then, and its name, too. Only here the one
     * becomes the other.
     */
    public Plan on(LocalDate date) {
        return new Plan(
                WorkflowIds.nightly(wave, date),
                change,
                account,
                sha256,
                limits,
                polling,
                defaults,
                groups.stream().map(group -> group.on(night, date)).toList(),
                night.on(date),
                approval == null ? null : approval.on(night, date),
                notifications,
                null,
                region);
    }

    /** The same as operators have changed it while it is carried out. */
    public Plan changed(Window nowOpen, int maxConcurrent) {
        return new Plan(
                wave,
                change,
                account,
                sha256,
                limits.withSlots(maxConcurrent),
                polling,
                defaults,
                groups,
                nowOpen,
                approval,
                notifications,
                night,
                region);
    }

    /**
     * The same without the approvals that have been given.
     *
     * @param whole to the wave as a whole
     * @param isAgreed to which groups
     */
    public Plan agreed(boolean whole, Predicate<PlannedGroup> isAgreed) {
        return new Plan(
                wave,
                change,
                account,
                sha256,
                limits,
                polling,
                defaults,
                groups.stream()
                        .map(group -> isAgreed.test(group) ? group.agreed() : group)
                        .toList(),
                window,
                whole ? null : approval,
                notifications,
                night,
                region);
    }

    /** How many jobs all groups have together. */
    public int size() {
        return groups.stream().mapToInt(group -> group.jobs().size()).sum();
    }
}
