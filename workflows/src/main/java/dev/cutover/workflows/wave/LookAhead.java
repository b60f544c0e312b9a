package dev.cutover.workflows.wave;

import dev.cutover.contract.Finding;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PreflightChecks;
import dev.cutover.contract.PreflightChecks.CheckRequest;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.Window;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.board.Ahead;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Moment;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A wave's own preflights: one when it begins, before anything is cut over, and one more right before its window opens. */
final class LookAhead {

    private final Plan plan;
    private final Board board;
    private final boolean wanted;
    private Promise<PreflightReport> underWay;
    private CancellationScope scope;
    private Instant askedAt;

    /** @param wanted an older history has none */
    LookAhead(Plan plan, Board board, boolean wanted) {
        this.plan = plan;
        this.board = board;
        this.wanted = wanted;
        if (wanted) {
            board.awaitPreflight();
        }
    }

    void ask(Instant now) {
        if (underWay == null && isDue(now)) {
            askedAt = now;
            CheckRequest request = new CheckRequest(Ahead.asItStands(plan, board), false, WaveProgress.MOST_NAMED);
            PreflightChecks checks =
                    Workflow.newActivityStub(PreflightChecks.class, Policies.preflight(plan, plan.size() + " jobs"));
            scope = Workflow.newCancellationScope(() -> underWay = Async.function(checks::check, request));
            scope.run();
        }
    }

    /** Nobody waits for what it finds any more. */
    void end() {
        if (underWay != null && !underWay.isCompleted()) {
            scope.cancel("the wave is over");
        }
    }

    private boolean isDue(Instant now) {
        if (!wanted || board.isOver()) {
            return false;
        }
        if (board.awaitsPreflight()) {
            return !board.isAccountInTrouble() && (askedAt == null || !now.isBefore(onceMore()));
        }
        Instant again = again();
        return again != null
                && !now.isBefore(again)
                && !board.hours().hasOpened(now)
                && board.preflight().at().isBefore(again);
    }

    /** When one that was refused is tried again. */
    private Instant onceMore() {
        return askedAt.plus(Policies.PREFLIGHT_REST);
    }

    /** Right before the window opens; {@code null}: it has no such time. */
    private Instant again() {
        Window window = board.hours().window();
        return window == null || window.opens() == null ? null : window.opens().minus(Policies.PREFLIGHT_AHEAD);
    }

    boolean hasNews() {
        return underWay != null && underWay.isCompleted();
    }

    void takeNews() {
        if (!hasNews()) {
            return;
        }
        try {
            PreflightReport report = underWay.get();
            // By the clock that decides when it is due; the worker's own may be off.
            board.take(new PreflightReport(askedAt, report.findings(), report.outlook()));
        } catch (ActivityFailure failure) {
            String why = failure.getCause() instanceof ApplicationFailure told
                    ? told.getOriginalMessage()
                    : "SMC gave no answer in time";
            board.take(failed(new Finding(FindingKind.NOT_CARRIED_OUT, List.of(), 0, why)));
        }
        underWay = null;
    }

    /** The night does not depend on it. What an earlier one found still holds. */
    private PreflightReport failed(Finding why) {
        List<Finding> findings = new ArrayList<>();
        findings.add(why);
        PreflightReport before = board.preflight();
        if (before != null) {
            before.findings().stream()
                    .filter(finding -> finding.kind() != FindingKind.NOT_CARRIED_OUT)
                    .forEach(findings::add);
        }
        return new PreflightReport(askedAt, findings, before == null ? null : before.outlook());
    }

    /** When it is due by itself. */
    Moment moment() {
        if (wanted && board.awaitsPreflight() && underWay == null && askedAt != null) {
            return new Moment(onceMore(), "the preflight is tried again");
        }
        return new Moment(wanted ? again() : null, "a last look before the window opens");
    }
}
