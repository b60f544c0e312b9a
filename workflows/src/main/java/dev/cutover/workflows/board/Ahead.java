package dev.cutover.workflows.board;

import dev.cutover.contract.Action;
import dev.cutover.contract.Finding;
import dev.cutover.contract.Finding.About;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.FindingKind.Severity;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Outlook;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.PreflightReport;
import dev.cutover.forecast.Outlooks;
import dev.cutover.forecast.PlanAhead;
import dev.cutover.forecast.PlanAhead.Known;
import dev.cutover.forecast.Spread;
import dev.cutover.forecast.Stage;
import dev.cutover.forecast.WaveAhead;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is to come of a wave as it stands. It is shown, and nothing is decided by it. */
public final class Ahead implements PlanAhead.Knowledge {

    /** What operators do that makes another forecast of a wave which has not begun. */
    private static final List<String> CHANGES = List.of("extend", "set", "retry");

    private final Board board;
    private final Set<JobId> inTrouble;

    private Ahead(Board board) {
        this.board = board;
        this.inTrouble = inTrouble(board.preflight());
    }

    /** Before it opens the wave has asked nothing itself: its preflight knows more. */
    public static Outlook of(Plan plan, Board board, Instant now) {
        if (!board.hours().hasOpened(now) && holds(board.preflight(), board)) {
            return board.preflight().outlook();
        }
        WaveAhead wave = PlanAhead.of(asItStands(plan, board), now, new Ahead(board))
                .withSlots(board.slots().now());
        return Outlooks.of(plan, board.safeguards().isCanaryPassed() ? wave.withCanary(null) : wave);
    }

    /** The plan as operators have changed it, without the approvals that they have given. */
    public static Plan asItStands(Plan plan, Board board) {
        return plan.changed(board.hours().window(), board.slots().most())
                .agreed(
                        board.isApproved(),
                        group -> board.group(group.name())
                                .filter(Group::isApproved)
                                .isPresent());
    }

    /** Whether the forecast of a preflight is still one of this wave. */
    private static boolean holds(PreflightReport preflight, Board board) {
        if (preflight == null || preflight.outlook() == null) {
            return false;
        }
        // What is changed while it looks, it has not seen; what failed keeps the forecast of one before it.
        Instant made = preflight.outlook().at();
        Instant since = made.isBefore(preflight.at()) ? made : preflight.at();
        return board.log().actions().stream().noneMatch(action -> isChange(action, since))
                && board.jobs().stream()
                        .noneMatch(job -> job.isOver()
                                || job.isInFlight()
                                || job.standing().isVouchedFor());
    }

    private static boolean isChange(Action action, Instant since) {
        return CHANGES.contains(action.action()) && !action.at().isBefore(since);
    }

    /** What the preflight saw to be in the way. The wrong servers are blocked by the wave itself, until somebody vouches for them. */
    private static Set<JobId> inTrouble(PreflightReport preflight) {
        Set<JobId> jobs = new LinkedHashSet<>();
        if (preflight != null) {
            preflight.of(Severity.BLOCKER).stream()
                    .filter(Ahead::isSeen)
                    .flatMap(finding -> finding.about().stream())
                    .map(About::job)
                    .forEach(jobs::add);
        }
        return jobs;
    }

    private static boolean isSeen(Finding finding) {
        return finding.kind() != FindingKind.WRONG_SERVER && finding.kind() != FindingKind.WRONG_REGION;
    }

    @Override
    public Known of(PlannedJob planned) {
        Job job = board.job(planned.id()).orElseThrow();
        // No more is known than what nine in ten take.
        Spread past = job.pastRuns() == null ? null : Spread.exactly(job.pastRuns());
        Stage stage = stage(job);
        return new Known(stage, null, stage == Stage.IN_FLIGHT ? job.standing().since() : null, past);
    }

    private Stage stage(Job job) {
        if (job.isOver()) {
            return job.isThrough() ? Stage.THROUGH : Stage.LOST;
        }
        if (job.isBlocked()) {
            return Stage.BLOCKED;
        }
        if (job.awaitsGroup()) {
            return Stage.THROUGH;
        }
        if (!job.isInFlight()) {
            return job.known() == null && inTrouble.contains(job.id()) ? Stage.BLOCKED : Stage.AHEAD;
        }
        return job.standing().isSlotFree() ? Stage.VERIFYING : Stage.IN_FLIGHT;
    }

    @Override
    public boolean isPrepared(PlannedGroup unit) {
        return board.group(unit.name())
                .filter(group -> group.isBound() && group.phase() != GroupPhase.UNDO)
                .isPresent();
    }
}
