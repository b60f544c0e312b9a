package dev.cutover.starter.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cutover.contract.Action;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.Hold;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Outlook;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Selection;
import dev.cutover.contract.StepTold;
import dev.cutover.contract.Try;
import dev.cutover.contract.WaveOutcome;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.contract.Window;
import java.time.Instant;
import java.util.List;

/**
 * What a wave did. Its JSON is public: {@code docs/schema/report.schema.json} describes it, and a change that a reader could trip over raises
 * {@link #SCHEMA_VERSION}.
 *
 * @param endedAt {@code null} while it runs
 * @param window as operators extended it; {@code null}: it has none
 * @param hold why it is held, or {@code null}
 * @param preflight what the wave's newest preflight found, or {@code null}
 * @param groups in the order of the plan
 * @param actionsLeftOut how many older actions are not in here
 */
public record Report(
        int schemaVersion,
        String wave,
        String change,
        String account,
        String planSha256,
        WaveOutcome outcome,
        Instant startedAt,
        Instant endedAt,
        Window window,
        Hold hold,
        Preflight preflight,
        Counts counts,
        List<Group> groups,
        List<Job> jobs,
        List<Action> actions,
        int actionsLeftOut) {

    public static final int SCHEMA_VERSION = 1;

    /** One without a preflight. */
    public Report(
            int schemaVersion,
            String wave,
            String change,
            String account,
            String planSha256,
            WaveOutcome outcome,
            Instant startedAt,
            Instant endedAt,
            Window window,
            Hold hold,
            Counts counts,
            List<Group> groups,
            List<Job> jobs,
            List<Action> actions,
            int actionsLeftOut) {
        this(
                schemaVersion,
                wave,
                change,
                account,
                planSha256,
                outcome,
                startedAt,
                endedAt,
                window,
                hold,
                null,
                counts,
                groups,
                jobs,
                actions,
                actionsLeftOut);
    }

    /**
     * What was known before anything was cut over.
     *
     * @param forecast in a sentence; {@code null}: nothing was known of the jobs
     * @param expected when the wave was expected to be through, as likely as not; {@code null}: not in its window
     * @param expectedAtLatest in nine nights of ten; {@code null}: not in its window
     * @param findings the worst first
     */
    public record Preflight(
            Instant at, String forecast, Instant expected, Instant expectedAtLatest, List<Found> findings) {

        /** {@code null} when there was none. */
        static Preflight of(PreflightReport told) {
            if (told == null) {
                return null;
            }
            Outlook outlook = told.outlook();
            return new Preflight(
                    told.at(),
                    outlook == null ? null : outlook.headline(),
                    outlook == null ? null : outlook.through().p50(),
                    outlook == null ? null : outlook.through().p90(),
                    told.findings().stream()
                            .map(finding -> new Found(
                                    finding.kind().word(),
                                    finding.kind().severity().word(),
                                    finding.size(),
                                    finding.detail()))
                            .toList());
        }
    }

    /**
     * @param jobs how many it is about; zero: the account
     * @param detail what was seen of the account, or {@code null}
     */
    public record Found(String finding, String severity, int jobs, String detail) {}

    /** How many jobs are in which state; those beside {@code total} add up to it. The last three are only there while the wave runs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Counts(
            int total,
            int done,
            int failed,
            int unfinished,
            int deferred,
            int skipped,
            Integer watching,
            Integer cuttingOver,
            Integer blocked) {

        static Counts of(JobCounts counts) {
            boolean underWay = counts.watching() + counts.cuttingOver() + counts.blocked() > 0;
            return new Counts(
                    counts.total(),
                    counts.done(),
                    counts.failed(),
                    counts.unfinished(),
                    counts.deferred(),
                    counts.skipped(),
                    underWay ? counts.watching() : null,
                    underWay ? counts.cuttingOver() : null,
                    underWay ? counts.blocked() : null);
        }
    }

    /**
     * One group.
     *
     * @param split some of its servers are cut over, and others are not
     * @param frozenSince since when it stands still for its cutover, or {@code null}
     * @param frozenMinutes how long it stood still before that
     * @param waitsForApproval nobody has agreed to it yet, and it is its turn
     * @param waiting the step that a person has to look at, or {@code null}
     * @param steps what became of its hooks, oldest first: the newest six
     * @param selectedBy how its jobs were found when the wave was started; {@code null}: the plan lists them
     */
    public record Group(
            String name,
            List<String> after,
            GroupPhase phase,
            boolean split,
            Instant frozenSince,
            long frozenMinutes,
            boolean waitsForApproval,
            WaitingStep waiting,
            List<StepTold> steps,
            String selectedBy) {

        /** @param select how its jobs were found, or {@code null} */
        static Group of(GroupProgress group, Selection select) {
            return new Group(
                    group.name(),
                    group.after(),
                    group.phase(),
                    group.split(),
                    group.frozenSince(),
                    group.frozen() == null ? 0 : group.frozen().toMinutes(),
                    group.waitsForApproval(),
                    group.waiting(),
                    group.steps(),
                    select == null ? null : select.query().words() + "; at most " + select.atMost());
        }
    }

    /**
     * One job.
     *
     * @param verifying SMC is through with it; what is left is the user's own
     * @param prepared its before-hook ran, and its undo has not succeeded
     * @param reason why it stands where it stands, or {@code null}
     * @param code SMC's code behind the reason, or {@code null}
     * @param waitingSeenAt when it was last seen to become {@code Waiting}, or {@code null}
     * @param cutOverAt when the call that took effect was sent, or {@code null}
     * @param finishedAt when {@code Finished} was first seen, or {@code null}
     * @param attempts one a cutover call on the wire, oldest first
     * @param attemptsLeftOut how many between the first and the last ones are not in here
     * @param attemptsUnknown there may be more attempts: a cutover was ended by force, or Temporal no longer keeps it
     * @param steps what became of its hooks, oldest first
     */
    public record Job(
            String id,
            String name,
            String group,
            JobState state,
            Reason reason,
            String code,
            boolean verifying,
            boolean prepared,
            Instant waitingSeenAt,
            Instant cutOverAt,
            Instant finishedAt,
            String imageId,
            String instanceId,
            List<Attempt> attempts,
            int attemptsLeftOut,
            boolean attemptsUnknown,
            List<StepTold> steps) {

        static Job of(JobLine line, CutoverStory story) {
            return new Job(
                    line.job().value(),
                    line.name(),
                    line.group(),
                    line.state(),
                    line.reason(),
                    line.code(),
                    line.verifying(),
                    line.prepared(),
                    line.waitingSeenAt(),
                    story.cutOverAt(),
                    story.finishedAt(),
                    story.imageId(),
                    story.instanceId(),
                    story.tries().stream().map(Attempt::of).toList(),
                    story.leftOut(),
                    story.incomplete(),
                    story.steps());
        }
    }

    /**
     * One cutover call.
     *
     * @param at when it was sent; {@code null} when only its being possible is known
     */
    public record Attempt(
            Instant at, Try.Answer answer, String code, String requestId, String statusBefore, String statusAfter) {

        static Attempt of(Try one) {
            return new Attempt(
                    one.at(), one.answer(), one.code(), one.requestId(), one.statusBefore(), one.statusAfter());
        }
    }
}
