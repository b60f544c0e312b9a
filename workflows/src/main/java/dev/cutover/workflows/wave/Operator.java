package dev.cutover.workflows.wave;

import dev.cutover.contract.Action;
import dev.cutover.contract.ActionAccepted;
import dev.cutover.contract.ExtendAction;
import dev.cutover.contract.Hold;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.SetAction;
import dev.cutover.contract.Standing;
import dev.cutover.contract.StepAction;
import dev.cutover.contract.WaveAction;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Group;
import dev.cutover.workflows.board.Job;
import io.temporal.workflow.UpdateInfo;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.function.Consumer;

/** Carries out what operators say, once, and notes who said it and why; and what a wave does in an operator's stead. */
final class Operator {

    private static final String ALL = "all jobs";

    /** Who acts when the wave does something by itself. */
    private static final String ITSELF = "cutover";

    private final Board board;
    private final Cutovers cutovers;
    private final Steps steps;
    private boolean acted;

    Operator(Board board, Cutovers cutovers, Steps steps) {
        this.board = board;
        this.cutovers = cutovers;
        this.steps = steps;
    }

    ActionAccepted hold(WaveAction action) {
        Hold hold = new Hold(HoldReason.BY_HAND, action.actor() + ": " + action.reason(), now(), false);
        return carriedOut("hold", action.actor(), ALL, action.reason(), () -> board.holdBecause(hold));
    }

    ActionAccepted resume(WaveAction action) {
        return carriedOut("resume", action.actor(), ALL, action.reason(), () -> {
            if (board.isAccountInTrouble()) {
                board.probe();
            } else {
                forgive(board.hold());
                board.goOn();
            }
        });
    }

    /** Who resumes what was held by hand has not seen what would have held it meanwhile: it holds again, and says why. */
    private void forgive(Hold hold) {
        if (hold == null || hold.reason() != HoldReason.BY_HAND) {
            board.safeguards().forgive();
        }
    }

    ActionAccepted drain(WaveAction action) {
        return carriedOut("drain", action.actor(), ALL, action.reason(), board::drain);
    }

    ActionAccepted skip(JobsAction action) {
        return onJobs("skip", action.target(), action, Job::skip);
    }

    ActionAccepted retry(JobsAction action) {
        return action.restart()
                ? onJobs("retry", action.target() + " (restarted)", action, Job::restart)
                : onJobs("retry", action.target(), action, Job::retry);
    }

    ActionAccepted markDone(JobsAction action) {
        String target = action.target() + (action.override() ? " (whatever SMC says)" : "");
        return onJobs("markDone", target, action, job -> job.markDone(board.goesWithGroup(job)));
    }

    ActionAccepted approve(StepAction action) {
        return carriedOut("approve", action.actor(), target(action), action.reason(), () -> {
            if (action.group() == null) {
                board.approve();
            } else {
                board.group(action.group()).ifPresent(Group::approve);
            }
        });
    }

    ActionAccepted confirm(StepAction action) {
        return carriedOut("confirm", action.actor(), target(action), action.reason(), () -> {
            if (action.job() != null) {
                cutovers.confirm(action.job());
            } else {
                board.group(action.group()).ifPresent(group -> steps.confirm(group, now()));
            }
        });
    }

    private String target(StepAction action) {
        if (action.job() != null) {
            return board.job(action.job())
                    .map(job -> job.planned().name())
                    .orElse(action.job().value());
        }
        return action.group() == null ? "the wave" : "group " + action.group();
    }

    ActionAccepted extend(ExtendAction action) {
        String target = (action.lastStart() == null ? "" : "last start " + action.lastStart() + " ")
                + (action.closes() == null ? "" : "closes " + action.closes());
        return carriedOut(
                "extend",
                action.actor(),
                target.strip(),
                action.reason(),
                () -> board.hours().extend(action.lastStart(), action.closes()));
    }

    ActionAccepted set(SetAction action) {
        return carriedOut(
                "set",
                action.actor(),
                "maxConcurrent " + action.maxConcurrent(),
                action.reason(),
                () -> board.slots().set(action.maxConcurrent()));
    }

    private ActionAccepted onJobs(String name, String target, JobsAction action, Consumer<Job> deed) {
        return carriedOut(
                name,
                action.actor(),
                target,
                action.reason(),
                () -> action.jobs().forEach(id -> board.job(id).ifPresent(deed)));
    }

    private ActionAccepted carriedOut(String name, String actor, String target, String reason, Runnable deed) {
        if (!isRepeated()) {
            Workflow.getCurrentUpdateInfo().map(UpdateInfo::getUpdateId).ifPresent(board.log()::rememberUpdate);
            deed.run();
            note(name, actor, target, reason);
        }
        return new ActionAccepted(cutovers.refs());
    }

    /** Whether the update at hand comes again after a continue-as-new: the run before has carried it out. */
    boolean isRepeated() {
        return Workflow.getCurrentUpdateInfo()
                .map(UpdateInfo::getUpdateId)
                .filter(board.log()::knowsUpdate)
                .isPresent();
    }

    /** In Temporal's Web UI somebody cancelled the wave: that means drain. */
    void drainOnCancel(String why) {
        if (board.standing() != Standing.DRAINED) {
            board.drain();
            note("drain", "Temporal", ALL, why == null || why.isBlank() ? "cancel requested" : why);
        }
    }

    void holdByItself(Hold hold) {
        board.holdBecause(hold);
        note("hold", ITSELF, ALL, hold.why());
    }

    void goOnByItself(String why) {
        board.goOn();
        if (board.hold() == null) {
            note("resume", ITSELF, ALL, why);
        } else {
            note("hold", ITSELF, ALL, why + "; held as before: " + board.hold().why());
        }
    }

    private void note(String name, String actor, String target, String reason) {
        String shortened = reason.length() <= WaveAction.LONGEST_REASON
                ? reason
                : reason.substring(0, WaveAction.LONGEST_REASON - 3) + "...";
        board.log().note(new Action(now(), actor, name, target, shortened));
        acted = true;
    }

    /** Whether something was done that the wave has not taken in yet. */
    boolean hasActed() {
        return acted;
    }

    void takeActed() {
        acted = false;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
