package dev.cutover.workflows.wave;

import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.Hook;
import dev.cutover.contract.HookInput;
import dev.cutover.contract.HookStep;
import dev.cutover.contract.Hooks;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Phase;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Standing;
import dev.cutover.contract.StepTold;
import dev.cutover.contract.WaveProgress.WaitingStep;
import dev.cutover.workflows.HookRun;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Group;
import dev.cutover.workflows.board.Job;
import dev.cutover.workflows.board.Moment;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries out the hooks of groups. A step under way when the wave continues as new is asked for again, under the same key. */
final class Steps {

    private static final HookRun.Outcome CONFIRMED = new HookRun.Outcome(true, "confirmed by a person");

    private final Plan plan;
    private final Board board;
    private final Map<String, Running> running = new LinkedHashMap<>();

    Steps(Plan plan, Board board) {
        this.plan = plan;
        this.board = board;
    }

    /**
     * One step under way.
     *
     * @param outcome {@code null} while a person is waited for
     * @param until when a person is waited for no more, or an undo that failed is tried again; {@code null}: until the outcome is there
     * @param confirmed a person has done it while it was under way
     */
    private record Running(
            HookStep step, Instant beganAt, Promise<HookRun.Outcome> outcome, Instant until, boolean confirmed) {

        Running(HookStep step, Instant beganAt, Promise<HookRun.Outcome> outcome, Instant until) {
            this(step, beganAt, outcome, until, false);
        }

        boolean isUnderWay() {
            return outcome != null && !outcome.isCompleted();
        }

        HookRun.Outcome itsOutcome() {
            return confirmed && !outcome.get().done() ? CONFIRMED : outcome.get();
        }

        boolean isDue(Instant now) {
            return (outcome != null && outcome.isCompleted()) || (until != null && !now.isBefore(until));
        }
    }

    void begin(Group unit, Instant now) {
        unit.begin(now, hook(unit, HookStep.BEFORE) != null);
    }

    /** Goes on with each unit as far as it goes by itself. */
    void advance(Instant now) {
        boolean ended = board.standing() == Standing.DRAINED || board.hours().isPastLastStart(now);
        boolean closed = board.standing() == Standing.DRAINED || board.hours().hasClosed(now);
        for (Group group : board.groups()) {
            if (!group.doubt().isOpen() && group.any(Steps::goesOn)) {
                takeUp(group, true, now);
            }
            clear(group, ended, now);
            take(group, ended, now);
            move(group, group.move(now, ended, closed), now);
            askAgain(group, ended, now);
            run(group, now);
        }
    }

    /** One of which only its own preparation is undone says nothing of how its group stands. */
    private static boolean goesOn(Job job) {
        return job.awaitsGroup() || (job.isInFlight() && job.trail().phase() != Phase.UNDO);
    }

    /**
     * What an earlier execution may have prepared. Where a job of it was called since, its before-hook had said yes, and it goes on. Where none was,
     * it may stand prepared in whole or in part, or not at all: it is undone first.
     *
     * @param ended nobody waits for what its jobs show, unless they were called
     */
    private void clear(Group group, boolean ended, Instant now) {
        if (!group.doubt().isOpen()) {
            return;
        }
        boolean unseen = group.any(job -> job.isIn(JobState.WATCHING)
                && job.known() == null
                && (!ended || job.trail().isSincePrepared()));
        boolean open = group.any(job -> job.isInFlight() || job.mayStillTakeEffect(now));
        if (group.any(this::wasCalled)) {
            takeUp(group, true, now);
        } else if (!open && !unseen) {
            takeUp(group, false, now);
            move(group, Group.Move.UNDO, now);
        }
    }

    /** Whether it shows that the before-hook of its group had said yes. What a cutover with hooks of its own does is known at its end. */
    private boolean wasCalled(Job job) {
        boolean calls = job.isInFlight() && plan.defaults().hooks(job.planned()) == null;
        return job.trail().isSincePrepared()
                && (calls || job.awaitsGroup() || job.isUnclear() || job.trail().isFinished());
    }

    /** Nothing more is called on the word that a before-hook gave to an earlier execution. */
    private void askAgain(Group group, boolean ended, Instant now) {
        boolean canCall = group.any(job -> job.isReady(now) && job.trail().needsCall());
        boolean needsYes = group.doubt().needsYes() && group.phase() == GroupPhase.CUTTING_OVER;
        if (needsYes && canCall && !ended && board.mayBegin(now)) {
            group.askAgain();
        }
    }

    /** What an earlier execution had prepared, or may have, goes on from there. */
    private void takeUp(Group group, boolean wasCalled, Instant now) {
        group.takeUp(now, hook(group, HookStep.BEFORE) != null, wasCalled);
    }

    private void move(Group group, Group.Move move, Instant now) {
        switch (move) {
            case NONE -> {}
            case PASS -> group.pass(now);
            case GIVE_UP -> group.giveUp();
            case AFTER -> {
                if (hook(group, HookStep.AFTER) == null) {
                    group.pass(now);
                } else {
                    group.beginStep(HookStep.AFTER);
                }
            }
            case UNDO -> {
                if (hook(group, HookStep.UNDO) == null || hook(group, HookStep.BEFORE) == null) {
                    group.isUndone(now, hook(group, HookStep.BEFORE) == null);
                } else {
                    group.beginStep(HookStep.UNDO);
                }
            }
        }
    }

    private static Hook hook(Group group, HookStep step) {
        Hooks hooks = group.rules().hooks();
        return hooks == null ? null : hooks.of(step);
    }

    /** The step that a group is in the middle of, or {@code null}. */
    private static HookStep stepOf(Group group) {
        return switch (group.phase()) {
            case BEFORE -> HookStep.BEFORE;
            case AFTER -> HookStep.AFTER;
            case UNDO -> HookStep.UNDO;
            case WAITING, CUTTING_OVER, THROUGH, UNRECOGNISED -> null;
        };
    }

    private void run(Group group, Instant now) {
        HookStep step = group.planned().isUnit() ? stepOf(group) : null;
        if (step == null || running.containsKey(group.name())) {
            return;
        }
        Hook hook = hook(group, step);
        if (hook.manual() == null) {
            running.put(group.name(), new Running(step, now, HookRun.start(hook, input(group, step)), null));
            return;
        }
        Instant since = group.waiting() == null ? now : group.waiting().since();
        group.waitFor(new WaitingStep(step, hook.manual().instruction(), true, since));
        // What was prepared is never left as it is only because nobody came.
        Instant until = step == HookStep.UNDO ? null : since.plus(hook.timeout());
        running.put(group.name(), new Running(step, since, null, until));
    }

    private HookInput input(Group group, HookStep step) {
        String key = String.join(
                "/",
                plan.wave(),
                Workflow.getInfo().getFirstExecutionRunId(),
                "group",
                group.name(),
                step.word(),
                String.valueOf(group.round()));
        List<HookInput.Server> servers = new ArrayList<>();
        for (Job job : group.jobs()) {
            if (!job.isIn(JobState.SKIPPED)
                    && !job.isIn(JobState.DEFERRED)
                    && !group.quorum().isLeftOut(job)) {
                servers.add(new HookInput.Server(
                        job.id(),
                        job.planned().name(),
                        job.isCutOver(),
                        job.trail().imageId(),
                        job.trail().instanceId()));
            }
        }
        return new HookInput(
                key, step, group.round(), plan.wave(), plan.change(), plan.account(), group.name(), null, servers);
    }

    private void take(Group group, boolean ended, Instant now) {
        Running step = running.get(group.name());
        if (step == null) {
            return;
        }
        boolean isWanted = !ended && group.quorum().candidates() > 0;
        boolean isInVain = !isWanted && step.step() == HookStep.BEFORE && step.outcome() == null;
        if (!step.isDue(now) && !isInVain) {
            return;
        }
        running.remove(group.name());
        if (isInVain) {
            withdraw(group, step, now);
        } else if (step.outcome() != null) {
            end(group, step, step.itsOutcome(), now);
        } else if (hook(group, step.step()).manual() != null) {
            end(group, step, new HookRun.Outcome(false, "nobody confirmed it in time"), now);
        }
        // Else an undo that failed has rested, and is run again.
    }

    /** Nobody needs to prepare it any more. A person may have begun to: that is undone. */
    private void withdraw(Group group, Running step, Instant now) {
        group.note(
                new StepTold(step.step(), group.round(), step.beganAt(), now, false, "it is not waited for any more"));
        group.waitFor(null);
        group.endStart();
        move(group, Group.Move.UNDO, now);
    }

    /** A person has done it. An attempt that is under way is waited for: it must not undo what is prepared after it. */
    void confirm(Group group, Instant now) {
        Running known = running.get(group.name());
        if (known != null && known.isUnderWay()) {
            group.waitFor(null);
            running.put(group.name(), new Running(known.step(), known.beganAt(), known.outcome(), null, true));
            return;
        }
        // Right after a continue-as-new it is not known yet what runs.
        Instant since = group.waiting() == null ? now : group.waiting().since();
        Running step = known == null ? new Running(stepOf(group), since, null, null) : known;
        if (step.step() != null) {
            running.remove(group.name());
            end(group, step, CONFIRMED, now);
        }
    }

    private void end(Group group, Running step, HookRun.Outcome outcome, Instant now) {
        group.note(new StepTold(step.step(), group.round(), step.beganAt(), now, outcome.done(), outcome.output()));
        if (step.step() == HookStep.UNDO && !outcome.done()) {
            // It is tried until it succeeds, or until a person has done it.
            Instant since = group.waiting() == null ? now : group.waiting().since();
            group.waitFor(new WaitingStep(HookStep.UNDO, outcome.output(), false, since));
            running.put(group.name(), new Running(HookStep.UNDO, now, null, now.plus(Policies.UNDO_REST)));
            return;
        }
        group.waitFor(null);
        switch (step.step()) {
            case BEFORE -> endBefore(group, outcome.done(), now);
            case AFTER -> endAfter(group, outcome.done(), now);
            case UNDO -> group.isUndone(now, true);
            case UNRECOGNISED -> {}
        }
    }

    private void endBefore(Group group, boolean done, Instant now) {
        if (done) {
            group.isPrepared();
            group.doubt().hearYes();
            return;
        }
        // It may have been prepared in part: what there is of that is undone.
        group.endStart();
        group.refuseStart();
        // One that was taken up may be cut over in part: where it stands decides.
        if (!group.doubt().needsYes()) {
            move(group, Group.Move.UNDO, now);
        }
    }

    private static void endAfter(Group group, boolean done, Instant now) {
        if (done) {
            group.pass(now);
        } else {
            group.refusePass();
        }
    }

    /** Whether a step has something new to tell. */
    boolean hasChange(Instant now) {
        return running.values().stream().anyMatch(step -> step.isDue(now));
    }

    /** Whether nothing would be asked for twice if the wave continued as new. */
    boolean isIdle() {
        return running.values().stream().allMatch(step -> step.outcome() == null);
    }

    /** When the next step is due by itself. */
    List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        running.forEach((group, step) ->
                moments.add(new Moment(step.until(), step.step().word() + " of group " + group + " is due")));
        return moments;
    }
}
