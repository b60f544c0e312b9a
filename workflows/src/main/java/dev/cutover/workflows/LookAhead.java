package dev.cutover.workflows;

import dev.cutover.contract.Finding;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PreflightChecks;
import dev.cutover.contract.PreflightChecks.CheckRequest;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Window;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;

/** A wave's own preflights: one when it begins, before anything is cut over, and one more right before its window opens. */
final class LookAhead {

    private final Plan plan;
    private final Board board;
    private final boolean wanted;
    private Promise<PreflightReport> underWay;

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
            CheckRequest request = new CheckRequest(plan, false, Plan.MOST_JOBS);
            PreflightChecks checks = Workflow.newActivityStub(
                    PreflightChecks.class, Policies.PREFLIGHT.options(plan.polling(), plan.size() + " jobs"));
            underWay = Async.function(checks::check, request);
        }
    }

    private boolean isDue(Instant now) {
        if (!wanted || board.isOver()) {
            return false;
        }
        Instant again = again();
        return board.preflight() == null
                || (again != null
                        && !now.isBefore(again)
                        && !board.hours().hasOpened(now)
                        && board.preflight().at().isBefore(again));
    }

    /** Right before the window opens; {@code null}: it has no such time. */
    private Instant again() {
        Window window = board.hours().window();
        return window == null || window.opens() == null ? null : window.opens().minus(Policies.PREFLIGHT_AHEAD);
    }

    boolean hasNews() {
        return underWay != null && underWay.isCompleted();
    }

    void takeNews(Instant now) {
        if (!hasNews()) {
            return;
        }
        try {
            board.take(underWay.get());
        } catch (ActivityFailure failure) {
            // The night does not depend on it: what it would have found shows itself.
            String why = failure.getCause() instanceof ApplicationFailure told
                    ? told.getOriginalMessage()
                    : "SMC gave no answer in time";
            board.take(new PreflightReport(
                    now, List.of(new Finding(FindingKind.NOT_CARRIED_OUT, List.of(), 0, why)), null));
        }
        underWay = null;
    }

    /** When it is due by itself. */
    Moment moment() {
        return new Moment(wanted ? again() : null, "a last look before the window opens");
    }
}
