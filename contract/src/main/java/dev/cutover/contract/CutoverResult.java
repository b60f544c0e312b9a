package dev.cutover.contract;

import java.time.Instant;
import java.util.List;

/**
 * One server's story, told at its end.
 *
 * @param reason why it did not end as done, or {@code null}
 * @param code SMC's code behind the reason, or {@code null}
 * @param detail a sentence for the operator, or {@code null}
 * @param phase how far it got
 * @param touched whether a cutover call was sent for this job, in this or an earlier cutover
 * @param lastCallAt when the last call that may have taken effect was sent, or {@code null}
 * @param cutOverAt when the call that took effect was sent, or {@code null}
 * @param finishedAt when {@code Finished} was first seen, or {@code null}
 * @param found how a done job got there, or {@code null}
 * @param tries the calls of this run
 * @param prepared its before-hook ran and its undo has not succeeded; what its after-hook let pass is not prepared any more
 * @param steps what became of its hooks in this run
 * @param notBefore as in {@link CutoverOrder}
 * @param previousRun as in {@link CutoverOrder}
 */
public record CutoverResult(
        JobId job,
        Ending ending,
        FailureKind reason,
        String code,
        String detail,
        Phase phase,
        boolean touched,
        Instant lastCallAt,
        Instant cutOverAt,
        Instant finishedAt,
        Found found,
        String imageId,
        String instanceId,
        Evidence tries,
        String previousRun,
        boolean prepared,
        List<StepTold> steps,
        Instant notBefore) {

    public CutoverResult {
        steps = Words.list(steps);
        tries = tries == null ? Evidence.none() : tries;
    }

    /** One that might call at once. */
    public CutoverResult(
            JobId job,
            Ending ending,
            FailureKind reason,
            String code,
            String detail,
            Phase phase,
            boolean touched,
            Instant lastCallAt,
            Instant cutOverAt,
            Instant finishedAt,
            Found found,
            String imageId,
            String instanceId,
            Evidence tries,
            String previousRun,
            boolean prepared,
            List<StepTold> steps) {
        this(
                job,
                ending,
                reason,
                code,
                detail,
                phase,
                touched,
                lastCallAt,
                cutOverAt,
                finishedAt,
                found,
                imageId,
                instanceId,
                tries,
                previousRun,
                prepared,
                steps,
                null);
    }

    /** The same for the wave, which keeps no tries and no steps. */
    public CutoverResult withoutTries() {
        return new CutoverResult(
                job,
                ending,
                reason,
                code,
                detail,
                phase,
                touched,
                lastCallAt,
                cutOverAt,
                finishedAt,
                found,
                imageId,
                instanceId,
                null,
                previousRun,
                prepared,
                null,
                notBefore);
    }
}
