package dev.cutover.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where a wave stands.
 *
 * @param settled nothing goes on without a person: nothing is in flight, and no job can still come to its turn by itself
 * @param overdue how many jobs are in flight past their completion deadline
 * @param hold why it is held; {@code null} unless it is
 * @param window as it was extended, or {@code null}
 * @param waitsForApproval nobody has agreed to the wave as a whole yet
 * @param maxConcurrent as it was set
 * @param slots as many as SMC's quota lets it use now; the same as {@code maxConcurrent} unless it was exceeded
 * @param preflight what its newest preflight found, or {@code null}
 * @param outlook when it will be through as things are; {@code null}: it is over, or an older worker told
 * @param readyAgain how many blocked jobs a retry would get on now: they are {@code Waiting}, or {@code Finished}
 */
public record WaveProgress(
        String wave,
        String change,
        String account,
        String planSha256,
        WaveOutcome outcome,
        Standing standing,
        boolean settled,
        Instant startedAt,
        Instant endedAt,
        JobCounts counts,
        int overdue,
        int readyAgain,
        List<GroupProgress> groups,
        Hold hold,
        Window window,
        boolean waitsForApproval,
        int maxConcurrent,
        int slots,
        PreflightReport preflight,
        Outlook outlook) {

    /** How many jobs of one finding are named. */
    public static final int MOST_NAMED = 20;

    public WaveProgress {
        groups = Words.list(groups);
    }

    /** One without a preflight. */
    public WaveProgress(
            String wave,
            String change,
            String account,
            String planSha256,
            WaveOutcome outcome,
            Standing standing,
            boolean settled,
            Instant startedAt,
            Instant endedAt,
            JobCounts counts,
            int overdue,
            int readyAgain,
            List<GroupProgress> groups,
            Hold hold,
            Window window,
            boolean waitsForApproval,
            int maxConcurrent,
            int slots) {
        this(
                wave,
                change,
                account,
                planSha256,
                outcome,
                standing,
                settled,
                startedAt,
                endedAt,
                counts,
                overdue,
                readyAgain,
                groups,
                hold,
                window,
                waitsForApproval,
                maxConcurrent,
                slots,
                null,
                null);
    }

    /** The same of a wave that ended in another way than it could tell. */
    public WaveProgress endedAs(WaveOutcome ending) {
        return new WaveProgress(
                wave,
                change,
                account,
                planSha256,
                ending,
                standing,
                true,
                startedAt,
                endedAt,
                counts,
                overdue,
                readyAgain,
                groups,
                hold,
                window,
                waitsForApproval,
                maxConcurrent,
                slots,
                preflight,
                null);
    }

    /** What it leaves prepared, or perhaps, if it is ended by force now. One without a before-hook may still have to ask its after-hook. */
    public List<PerhapsPrepared> perhapsPrepared() {
        return groups.stream()
                .filter(group -> group.frozenSince() != null || group.phase().isUnderWay())
                .map(group -> new PerhapsPrepared(
                        group.name(), group.frozenSince() == null ? startedAt : group.frozenSince()))
                .toList();
    }

    /** The same with what is to come. */
    public WaveProgress withOutlook(Outlook ahead) {
        return new WaveProgress(
                wave,
                change,
                account,
                planSha256,
                outcome,
                standing,
                settled,
                startedAt,
                endedAt,
                counts,
                overdue,
                readyAgain,
                groups,
                hold,
                window,
                waitsForApproval,
                maxConcurrent,
                slots,
                preflight,
                ahead);
    }

    /**
     * @param open whether all groups that it comes after are through
     * @param ready how many of its jobs could start now
     * @param split some of its servers are cut over and others are not
     * @param frozenSince since when it stands still for its cutover, or {@code null}
     * @param frozen how long it stood still before that
     * @param waitsForApproval nobody has agreed to it yet, and it is its turn
     * @param waiting the step that a person has to confirm, or that does not succeed; or {@code null}
     * @param steps what became of its hooks, oldest first; the newest {@link #MOST_STEPS}
     */
    public record GroupProgress(
            String name,
            List<String> after,
            boolean open,
            JobCounts counts,
            GroupPhase phase,
            int ready,
            boolean split,
            Instant frozenSince,
            Duration frozen,
            boolean waitsForApproval,
            WaitingStep waiting,
            List<StepTold> steps) {

        public static final int MOST_STEPS = 6;

        public GroupProgress {
            after = Words.list(after);
            steps = Words.list(steps);
        }
    }

    /**
     * A step that a person has to look at.
     *
     * @param text the instruction of a manual step; of another, why it does not succeed
     * @param manual whether it is confirmed by a person; else it is tried on, and a person who did it by hand may confirm it
     */
    public record WaitingStep(HookStep step, String text, boolean manual, Instant since) {}
}
