package dev.cutover.workflows.wave;

import dev.cutover.contract.CutoverNews.Milestone;
import dev.cutover.contract.CutoverOrder;
import dev.cutover.contract.CutoverResult;
import dev.cutover.contract.CutoverRuns;
import dev.cutover.contract.CutoverRuns.CutoverRef;
import dev.cutover.contract.CutoverRuns.CutoverRun;
import dev.cutover.contract.CutoverRuns.FollowRequest;
import dev.cutover.contract.Ending;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Gate;
import dev.cutover.contract.JobCutover;
import dev.cutover.contract.JobId;
import dev.cutover.contract.Phase;
import dev.cutover.contract.Plan;
import dev.cutover.contract.SearchValues;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WorkflowIds;
import dev.cutover.workflows.AccountTrouble;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Job;
import dev.cutover.workflows.board.Trail;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;

/** The cutovers in flight: starts them, tells them of the gate, and misses none that ends without a word. */
final class Cutovers {

    private static final Logger log = Workflow.getLogger(Cutovers.class);

    private final Plan plan;
    private final Board board;
    private final Orders orders;
    private final CutoverRuns runs;
    private final Map<JobId, InFlight> inFlight = new LinkedHashMap<>();

    /** Whose are the cutovers of the jobs that somebody else cuts over? */
    private final Question<List<CutoverRun>> owners = new Question<>(Policies.FOLLOW_INTERVAL);

    /** Which of the inherited cutovers have closed? */
    private final Question<List<CutoverRun>> ends = new Question<>(Policies.FOLLOW_INTERVAL);

    private Set<CutoverRef> followed = new LinkedHashSet<>();
    private final CutoverSignals signals = new CutoverSignals();
    private boolean changed;
    private AccountTrouble trouble;

    Cutovers(Plan plan, Board board, boolean searchable) {
        this.plan = plan;
        this.board = board;
        this.orders = new Orders(plan, board, searchable);
        this.runs = Workflow.newActivityStub(
                CutoverRuns.class, Policies.ASK_TEMPORAL.options(plan.polling(), "whose cutovers run"));
        Gate open = new Gate(true, null, board.hours().lastStart());
        board.jobs().stream()
                .filter(Job::isInFlight)
                .forEach(job -> inFlight.put(job.id(), new InFlight(job.trail().run(), true, open)));
    }

    /** One cutover in flight. */
    private static final class InFlight {

        /** {@code null} until the start is confirmed. */
        private String run;

        /** Started by an earlier run or execution of the wave: its end is not told by a promise. */
        private final boolean inherited;

        private Gate told;

        InFlight(String run, boolean inherited, Gate told) {
            this.run = run;
            this.inherited = inherited;
            this.told = told;
        }
    }

    /** At the first run of a wave: what earlier executions left in flight is taken up. Ends when all of it is known, however long that takes. */
    void takeUp() {
        List<JobId> all = board.jobs().stream().map(Job::id).toList();
        Map<List<JobId>, Promise<List<CutoverRun>>> asked = new LinkedHashMap<>();
        for (int from = 0; from < all.size(); from += Policies.CHUNK) {
            List<JobId> chunk = new ArrayList<>(all.subList(from, Math.min(all.size(), from + Policies.CHUNK)));
            asked.put(chunk, Async.function(runs::newest, chunk));
        }
        asked.forEach((chunk, answer) -> certain(chunk, answer).forEach(this::takeUp));
        board.endTakeUp();
    }

    private List<CutoverRun> certain(List<JobId> chunk, Promise<List<CutoverRun>> asked) {
        Promise<List<CutoverRun>> answer = asked;
        while (true) {
            try {
                return answer.get();
            } catch (ActivityFailure failure) {
                log.error("It is not known which cutovers run; they are asked about again", failure);
                Workflow.sleep(Policies.FOLLOW_INTERVAL);
                answer = Async.function(runs::newest, chunk);
            }
        }
    }

    private void takeUp(CutoverRun found) {
        Job job = board.job(found.job()).orElse(null);
        if (job == null || inFlight.containsKey(found.job())) {
            return;
        }
        boolean ours = plan.wave().equals(found.wave());
        boolean counts = ours && board.group(job).doubt().concerns(found.closedAt());
        job.rivalIsKnown();
        switch (found.state()) {
            case RUNNING -> {
                if (ours) {
                    job.adopt(found.run());
                    job.trail().ranSincePrepared(counts);
                    // It may know of another last start, and of none: it is told of this one.
                    inFlight.put(job.id(), new InFlight(found.run(), true, new Gate(true, null, null)));
                } else if (job.isWatched()) {
                    job.block(FailureKind.IN_ANOTHER_WAVE, found.wave());
                }
            }
            case ENDED_WITHOUT_REPORT -> {
                Instant quietFrom = quietFrom(found);
                if (ours || quietFrom.isAfter(now())) {
                    job.trail().remember(quietFrom, null, ours ? found.run() : null, hasHooks(job));
                    job.trail().ranSincePrepared(counts);
                }
            }
            case COMPLETED -> {
                if (found.result().ending() != Ending.DONE) {
                    rememberCalls(job, found, ours, counts);
                } else if (ours) {
                    job.trail().rememberDone(found.run(), found.result());
                    job.trail().ranSincePrepared(counts);
                }
            }
            case NONE -> {}
            case UNRECOGNISED -> job.block(FailureKind.UNRECOGNISED, null);
        }
    }

    /** Whoever's wave it was: what may have taken effect is not called again before it would show. */
    private void rememberCalls(Job job, CutoverRun found, boolean ours, boolean counts) {
        Instant callAt = found.result().lastCallAt();
        Instant settled = callAt == null ? null : callAt.plus(plan.polling().settle());
        // It may have waited itself for what an attempt before it had sent.
        Instant quietFrom = Trail.later(settled, found.result().notBefore());
        if (quietFrom != null && (ours || callAt != null || quietFrom.isAfter(now()))) {
            job.trail()
                    .remember(
                            quietFrom,
                            callAt,
                            ours ? found.run() : null,
                            found.result().prepared());
            job.trail().ranSincePrepared(counts);
        } else if (ours && (found.result().touched() || found.result().prepared())) {
            job.trail().remember(null, null, found.run(), found.result().prepared());
        }
    }

    void start(Job job) {
        Phase from = job.trail().phase();
        job.start();
        job.standing().began(now());
        CutoverOrder order = orders.of(job, from);
        JobCutover cutover = Workflow.newChildWorkflowStub(
                JobCutover.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(WorkflowIds.cutover(job.id()))
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                        .setCancellationType(ChildWorkflowCancellationType.ABANDON)
                        .setMemo(Collections.singletonMap(WorkflowIds.MEMO_WAVE, plan.wave()))
                        .setStaticSummary(job.planned().name())
                        .setTypedSearchAttributes(SearchValues.atStart(order))
                        .build());
        InFlight started = new InFlight(null, false, new Gate(true, null, order.lastStart()));
        inFlight.put(job.id(), started);
        Promise<CutoverResult> result = Async.function(cutover::run, order);
        Workflow.getWorkflowExecution(cutover).handle((execution, failure) -> {
            confirmed(job, started, execution, failure);
            return null;
        });
        result.handle((ended, failure) -> {
            closed(job, started, ended, failure);
            return null;
        });
    }

    private void confirmed(Job job, InFlight started, WorkflowExecution execution, RuntimeException failure) {
        changed = true;
        if (failure == null) {
            started.run = execution.getRunId();
            if (inFlight.get(job.id()) == started) {
                job.trail().confirm(started.run);
            }
            return;
        }
        if (inFlight.get(job.id()) == started) {
            inFlight.remove(job.id());
            job.startFailed();
        }
    }

    private void closed(Job job, InFlight started, CutoverResult result, RuntimeException failure) {
        if (started.run == null || inFlight.get(job.id()) != started) {
            return;
        }
        if (result != null) {
            ended(job.id(), started.run, result);
        } else if (failure instanceof ChildWorkflowFailure) {
            endedWithoutReport(job, now().plus(Policies.quietAfterTermination(plan.polling())));
        }
    }

    /** A cutover told how it ended; the first word counts. */
    void ended(JobId id, String run, CutoverResult result) {
        InFlight known = inFlight.get(id);
        if (known == null || (known.run != null && !known.run.equals(run))) {
            return;
        }
        board.job(id).ifPresent(job -> {
            job.trail().confirm(run);
            job.end(result, now());
        });
        inFlight.remove(id);
        changed = true;
        weigh(result);
    }

    /** What its end says of more than the one job. */
    private void weigh(CutoverResult result) {
        if (result.ending() == Ending.DONE) {
            board.slots().ease();
            board.note(null);
        } else if (result.reason() == FailureKind.QUOTA) {
            board.exceedQuota(now());
        } else if (result.reason() == FailureKind.ACCOUNT) {
            trouble = new AccountTrouble(result.code() == null ? result.detail() : result.code());
        }
    }

    boolean hasTrouble() {
        return trouble != null;
    }

    /** Empty unless SMC refused the account to a cutover. */
    Optional<AccountTrouble> takeTrouble() {
        Optional<AccountTrouble> found = Optional.ofNullable(trouble);
        trouble = null;
        return found;
    }

    private boolean hasHooks(Job job) {
        return plan.defaults().hooks(job.planned()) != null;
    }

    private void endedWithoutReport(Job job, Instant quietFrom) {
        job.endWithoutReport(quietFrom, hasHooks(job));
        inFlight.remove(job.id());
        changed = true;
    }

    /** Whether this very run is in flight, as this wave knows it. */
    boolean isInFlight(JobId id, String run) {
        InFlight known = inFlight.get(id);
        return known != null && run.equals(known.run);
    }

    /** A cutover told of something on its way. */
    void reached(JobId id, Milestone milestone, String detail) {
        if (!inFlight.containsKey(id)) {
            return;
        }
        changed = true;
        board.job(id).map(Job::standing).ifPresent(standing -> {
            switch (milestone) {
                case OVERDUE -> standing.becomeOverdue();
                case SLOT_FREE -> standing.freeSlot();
                case UNDO_FAILS -> standing.failToUndo();
                case ACCOUNT_REFUSED -> trouble = new AccountTrouble(detail);
                case UNRECOGNISED -> {}
            }
        });
    }

    /** A person has done what the undo of a job does not manage. */
    void confirm(JobId id) {
        InFlight known = inFlight.get(id);
        if (known != null && known.run != null) {
            signals.send(id, known.run, "confirm");
        }
    }

    void takeChange() {
        changed = false;
        owners.take().ifPresent(answer -> answer.forEach(this::takeUp));
        ends.take().ifPresent(answer -> answer.forEach(this::followed));
    }

    boolean hasChange() {
        return changed || owners.isDue() || ends.isDue();
    }

    /** Whether the wave may continue as new: a child whose start is not confirmed would be lost, and so may be a signal. */
    boolean allConfirmed() {
        return signals.areSent() && inFlight.values().stream().allMatch(one -> one.run != null);
    }

    /** Tells each cutover whether it may still call, once its start is confirmed. */
    void tellGate() {
        Standing standing = board.standing();
        boolean open = standing == Standing.OPEN;
        Gate now = new Gate(open, open ? null : standing.word(), board.hours().lastStart());
        inFlight.forEach((id, one) -> {
            if (one.run != null && !one.told.equals(now)) {
                one.told = now;
                signals.send(id, one.run, "gate", now);
            }
        });
    }

    /** Asks Temporal about what no promise and perhaps no signal tells: inherited cutovers, and jobs taken by somebody else. */
    void followUp() {
        List<JobId> unknown =
                board.jobs().stream().filter(Job::hasUnknownRival).map(Job::id).toList();
        if (!unknown.isEmpty() && !owners.isOpen()) {
            List<JobId> asked = new ArrayList<>(unknown.subList(0, Math.min(unknown.size(), Policies.CHUNK)));
            owners.ask(() -> Async.function(runs::newest, asked));
        }
        List<CutoverRef> inherited = new ArrayList<>();
        inFlight.forEach((id, one) -> {
            if (one.inherited) {
                inherited.add(new CutoverRef(id, one.run));
            }
        });
        if (ends.isOpen() && followed.containsAll(inherited)) {
            return;
        }
        ends.withdraw("there are more to follow");
        if (!ends.isOpen() && !inherited.isEmpty()) {
            followed = new LinkedHashSet<>(inherited);
            FollowRequest request = new FollowRequest(inherited, Policies.FOLLOW_INTERVAL);
            ends.ask(() -> Async.function(runs::follow, request));
        }
    }

    private void followed(CutoverRun found) {
        if (found.result() != null) {
            ended(found.job(), found.run(), found.result());
            return;
        }
        InFlight known = inFlight.get(found.job());
        if (known != null && found.run() != null && found.run().equals(known.run)) {
            board.job(found.job()).ifPresent(job -> endedWithoutReport(job, quietFrom(found)));
        }
    }

    List<CutoverRef> refs() {
        List<CutoverRef> refs = new ArrayList<>();
        inFlight.forEach((id, one) -> refs.add(new CutoverRef(id, one.run)));
        return refs;
    }

    private Instant quietFrom(CutoverRun found) {
        Instant closedAt = found.closedAt() == null ? now() : found.closedAt();
        return closedAt.plus(Policies.quietAfterTermination(plan.polling()));
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
