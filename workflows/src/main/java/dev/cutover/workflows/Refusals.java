package dev.cutover.workflows;

import dev.cutover.contract.CutoverWave;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobsAction;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveAction;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** When an operator's word makes no sense now, and what the operator then reads. */
final class Refusals {

    private final Board board;
    private final BooleanSupplier isRepeated;

    /** @param isRepeated whether the update at hand was carried out already: then it is answered again, not refused */
    Refusals(Board board, BooleanSupplier isRepeated) {
        this.board = board;
        this.isRepeated = isRepeated;
    }

    void hold(WaveAction action) {
        if (isRepeated.getAsBoolean()) {
            return;
        }
        checkWords(action.actor(), action.reason());
        refuseIf(board.isOver(), "the wave is over");
        refuseIf(board.standing() == Standing.HELD, "the wave is held already");
        refuseIf(board.standing() == Standing.DRAINED, "the wave is drained: it starts nothing any more");
    }

    void resume(WaveAction action) {
        if (isRepeated.getAsBoolean()) {
            return;
        }
        checkWords(action.actor(), action.reason());
        refuseIf(board.isOver(), "the wave is over");
        refuseIf(board.standing() == Standing.OPEN, "the wave is not held");
        refuseIf(board.standing() == Standing.DRAINED, "the wave is drained, which is for good: start its plan again");
    }

    void drain(WaveAction action) {
        if (isRepeated.getAsBoolean()) {
            return;
        }
        checkWords(action.actor(), action.reason());
        refuseIf(board.isOver(), "the wave is over");
        refuseIf(board.standing() == Standing.DRAINED, "the wave is drained already");
    }

    void skip(JobsAction action) {
        check(action, Job::isWatched, "cannot be skipped", "only a job that is watched or blocked can be skipped");
    }

    void retry(JobsAction action) {
        check(action, Job::isBlocked, "cannot be retried", "only a blocked job can be retried");
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
        List<String> others = action.jobs().stream()
                .flatMap(id -> board.job(id).stream())
                .filter(makesSense.negate())
                .map(job -> job.planned().name() + " (" + job.state().word() + ")")
                .toList();
        refuseIf(!others.isEmpty(), some(others) + " " + verdict + ": " + rule);
        List<String> contested = action.jobs().stream()
                .flatMap(id -> board.job(id).stream())
                .filter(Job::hasMetRival)
                .map(job -> job.planned().name())
                .toList();
        refuseIf(
                !contested.isEmpty(),
                "it is just being found out who else cuts over " + some(contested) + ": try again in a moment");
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
