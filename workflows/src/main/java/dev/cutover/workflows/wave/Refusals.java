package dev.cutover.workflows.wave;

import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.ExtendAction;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.SetAction;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Standing;
import dev.cutover.contract.StepAction;
import dev.cutover.contract.WaveAction;
import dev.cutover.contract.Window;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Group;
import dev.cutover.workflows.board.Job;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** When an operator's word makes no sense now, and what the operator then reads. */
final class Refusals {

    private final Board board;
    private final BooleanSupplier isRepeated;
    private final Supplier<Instant> clock;

    /** @param isRepeated whether the update at hand was carried out already: then it is answered again, not refused */
    Refusals(Board board, BooleanSupplier isRepeated, Supplier<Instant> clock) {
        this.board = board;
        this.isRepeated = isRepeated;
        this.clock = clock;
    }

    void hold(WaveAction action) {
        check(action.actor(), action.reason(), () -> {
            boolean forItsAccountOnly = board.isAccountInTrouble() && !board.isHeldBesides();
            refuseIf(board.standing() == Standing.HELD && !forItsAccountOnly, "the wave is held already");
            refuseIf(board.standing() == Standing.DRAINED, "the wave is drained: it starts nothing any more");
        });
    }

    void resume(WaveAction action) {
        check(action.actor(), action.reason(), () -> {
            refuseIf(board.standing() == Standing.OPEN, "the wave is not held");
            refuseIf(
                    board.standing() == Standing.DRAINED,
                    "the wave is drained, which is for good: start its plan again");
            refuseIf(
                    board.hold() != null && board.hold().probing(),
                    "the wave was resumed, and is trying one call before it goes on");
        });
    }

    void drain(WaveAction action) {
        check(
                action.actor(),
                action.reason(),
                () -> refuseIf(board.standing() == Standing.DRAINED, "the wave is drained already"));
    }

    void skip(JobsAction action) {
        check(action, Job::isWatched, "cannot be skipped", "only a job that is watched or blocked can be skipped");
    }

    void retry(JobsAction action) {
        check(action, Job::isBlocked, "cannot be retried", "only a blocked job can be retried");
        if (isRepeated.getAsBoolean()) {
            return;
        }
        refuse(
                action,
                job -> action.restart()
                        && job.known() != Sighting.IN_ERROR
                        && job.known() != Sighting.STOPPED
                        && job.known() != Sighting.NEVER_STARTED,
                "cannot be restarted: SMC starts only a job that is in error, paused or was never started");
        refuse(
                action,
                job -> board.hours().isPastLastStart(clock.get()) && job.trail().needsCall(),
                "cannot be called any more: the last start has passed; extend it first");
    }

    void markDone(JobsAction action) {
        check(
                action,
                Job::isWatched,
                "cannot be marked",
                "only a job that is watched or blocked can be marked as done");
        if (isRepeated.getAsBoolean()) {
            return;
        }
        refuse(
                action,
                job -> !action.override() && job.known() != Sighting.FINISHED,
                "cannot be marked as done: SMC does not show it as Finished; override that if you know better");
    }

    void approve(StepAction action) {
        check(action.actor(), action.reason(), () -> {
            if (action.group() == null) {
                refuseIf(board.isApproved(), "the wave does not wait for an approval");
            } else {
                Group group = known(action.group());
                refuseIf(group.isApproved(), "group " + group.name() + " does not wait for an approval");
                refuseIf(!group.any(Job::isWatched), "no job of group " + group.name() + " is left to approve");
            }
            refuseIf(
                    board.hours().isPastLastStart(clock.get()),
                    "the last start has passed, and nothing would come of it: extend it first");
        });
    }

    void confirm(StepAction action) {
        check(action.actor(), action.reason(), () -> {
            refuseIf(
                    (action.group() == null) == (action.job() == null),
                    "name either the group or the job whose step it is");
            if (action.group() != null) {
                Group group = known(action.group());
                refuseIf(group.waiting() == null, "group " + group.name() + " has no step that waits for a person");
                return;
            }
            Job job = board.job(action.job()).orElse(null);
            refuseIf(job == null, "not in this wave: " + action.job());
            refuseIf(
                    !job.isInFlight() || !job.standing().isUndoFailing(),
                    job.planned().name() + " has no step that waits for a person");
        });
    }

    void extend(ExtendAction action) {
        check(action.actor(), action.reason(), () -> {
            Window window = board.hours().window();
            refuseIf(window == null, "the wave has no window: it goes on for as long as it takes");
            refuseIf(
                    action.lastStart() == null && action.closes() == null,
                    "say the new last start, the new end, or both");
            checkLater("last start", action.lastStart(), window.lastStart());
            checkLater("end", action.closes(), window.closes());
            Window longer = window.extended(action.lastStart(), action.closes());
            refuseIf(
                    longer.lastStart().isAfter(longer.closes()),
                    "the last start (" + spoken(longer.lastStart()) + ") would come after the end ("
                            + spoken(longer.closes()) + "): give a later end too (--closes)");
        });
    }

    private void checkLater(String what, Instant wanted, Instant present) {
        if (wanted == null) {
            return;
        }
        refuseIf(!wanted.isAfter(clock.get()), "the new " + what + " (" + spoken(wanted) + ") has passed");
        refuseIf(
                !wanted.isAfter(present),
                "the new " + what + " (" + spoken(wanted) + ") is not later than the present one (" + spoken(present)
                        + ")");
    }

    private String spoken(Instant at) {
        return board.hours().spoken(at);
    }

    void set(SetAction action) {
        check(action.actor(), action.reason(), () -> {
            refuseIf(action.maxConcurrent() == null, "say what to set");
            refuseIf(
                    action.maxConcurrent() < 1 || action.maxConcurrent() > SetAction.MOST_CONCURRENT,
                    "maxConcurrent is a number from 1 to " + SetAction.MOST_CONCURRENT);
            refuseIf(
                    action.maxConcurrent() == board.slots().most(),
                    "maxConcurrent is " + action.maxConcurrent() + " already");
        });
    }

    private Group known(String name) {
        Group group = board.group(name).orElse(null);
        refuseIf(group == null, "there is no group " + name);
        return group;
    }

    private void check(String actor, String reason, Runnable further) {
        if (isRepeated.getAsBoolean()) {
            return;
        }
        checkWords(actor, reason);
        refuseIf(board.isOver(), "the wave is over");
        further.run();
    }

    private void check(JobsAction action, Predicate<Job> makesSense, String verdict, String rule) {
        if (isRepeated.getAsBoolean()) {
            return;
        }
        checkWords(action.actor(), action.reason());
        refuseIf(
                action.target() == null || action.target().length() > JobsAction.LONGEST_TARGET,
                "the target is missing or over " + JobsAction.LONGEST_TARGET + " characters");
        refuseIf(board.isOver(), "the wave is over");
        refuseIf(
                board.isTakingUp(),
                "the wave is still finding out what earlier executions left in flight: try again in a moment");
        refuseIf(action.jobs().isEmpty(), "no job is named");
        List<JobId> strangers =
                action.jobs().stream().filter(id -> board.job(id).isEmpty()).toList();
        refuseIf(!strangers.isEmpty(), "not in this wave: " + some(strangers));
        List<String> others = jobs(action)
                .filter(makesSense.negate())
                .map(job -> job.planned().name() + " (" + job.state().word() + ")")
                .toList();
        refuseIf(!others.isEmpty(), some(others) + " " + verdict + ": " + rule);
        List<String> contested = jobs(action)
                .filter(Job::hasMetRival)
                .map(job -> job.planned().name())
                .toList();
        refuseIf(
                !contested.isEmpty(),
                "it is just being found out who else cuts over " + some(contested) + ": try again in a moment");
    }

    private void refuse(JobsAction action, Predicate<Job> rule, String verdict) {
        List<String> those =
                jobs(action).filter(rule).map(job -> job.planned().name()).toList();
        refuseIf(!those.isEmpty(), some(those) + " " + verdict);
    }

    private Stream<Job> jobs(JobsAction action) {
        return action.jobs().stream().flatMap(id -> board.job(id).stream());
    }

    private static void checkWords(String actor, String reason) {
        refuseIf(
                actor == null || actor.isBlank() || actor.length() > WaveAction.LONGEST_ACTOR,
                "who acts is missing or over " + WaveAction.LONGEST_ACTOR + " characters");
        refuseIf(
                reason == null || reason.isBlank() || reason.length() > WaveAction.LONGEST_REASON,
                "the reason is missing or over " + WaveAction.LONGEST_REASON + " characters");
    }

    private static String some(List<?> all) {
        int shown = Math.min(10, all.size());
        String list = String.join(
                ", ", all.subList(0, shown).stream().map(String::valueOf).toList());
        return all.size() > shown ? list + " and " + (all.size() - shown) + " more" : list;
    }

    private static void refuseIf(boolean senseless, String sentence) {
        if (senseless) {
            throw ApplicationFailure.newNonRetryableFailure(sentence, CutoverWave.REFUSED);
        }
    }
}
