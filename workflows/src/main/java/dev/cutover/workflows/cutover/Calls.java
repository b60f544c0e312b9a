package dev.cutover.workflows.cutover;

import dev.cutover.contract.CutoverOrder;
import dev.cutover.contract.Evidence;
import dev.cutover.contract.Found;
import dev.cutover.contract.Try;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Optional;

/** What one cutover knows of its calls, and of those before it. */
final class Calls {

    private final CutoverOrder order;
    private Evidence tries = Evidence.none();
    private boolean touched;
    private Instant lastCallAt;

    Calls(CutoverOrder order) {
        this.order = order;
        this.touched = order.touched();
        this.lastCallAt = order.lastCallAt();
    }

    void know(Evidence evidence) {
        tries = evidence;
        // Anew each time: what was noted before it was sent may turn out not to have left, or to have been refused.
        touched = order.touched() || evidence.count() > 0;
        Optional<Try> effective = evidence.latestEffective();
        lastCallAt = effective.isEmpty()
                ? order.lastCallAt()
                : effective.map(Try::at).orElseGet(() -> Instant.ofEpochMilli(Workflow.currentTimeMillis()));
    }

    /** One more call may have been sent; nobody knows. It may be noted already. */
    void knowPerhapsSent() {
        boolean noted = tries.latest()
                .filter(newest -> newest.answer() == Try.Answer.PERHAPS_SENT && newest.statusAfter() == null)
                .isPresent();
        know(noted ? tries : tries.plus(new Try(null, Try.Answer.PERHAPS_SENT, null, null, null, null)));
    }

    /** What a look after the calls showed. */
    void seen(String status) {
        tries = tries.seen(status);
    }

    /** Whether a call of this or an earlier cutover may have taken effect; one that was refused has not. */
    boolean mayHaveTakenEffect() {
        return lastCallAt != null || order.notBefore() != null;
    }

    /** Whether the newest of this cutover's calls may have. */
    boolean mayLatestHaveTakenEffect() {
        return tries.latest()
                .filter(newest -> newest.answer().mayHaveTakenEffect())
                .isPresent();
    }

    /** How a job that is {@code Finished} got there by them. */
    Found how() {
        return tries.latestEffective()
                        .filter(one -> one.answer() == Try.Answer.ACCEPTED)
                        .isPresent()
                ? Found.ACCEPTED
                : Found.ADOPTED;
    }

    /** When the one that took effect was sent, or {@code null}. */
    Instant cutOverAt() {
        return tries.latestKnownEffectiveAt().orElse(order.lastCallAt());
    }

    Evidence tries() {
        return tries;
    }

    boolean isTouched() {
        return touched;
    }

    /** When the last that may have taken effect was sent, or {@code null}. */
    Instant lastCallAt() {
        return lastCallAt;
    }
}
