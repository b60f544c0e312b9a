package dev.cutover.workflows.wave;

import dev.cutover.workflows.AccountTrouble;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** An activity that is asked in the background. One that fails for good rests before it may be asked again, so that nothing spins. */
final class Question<T> {

    private static final Logger log = Workflow.getLogger(Question.class);

    private final Duration rest;
    private Promise<T> answer;
    private CancellationScope scope;
    private Promise<Void> resting;
    private ActivityFailure refusal;

    /** @param rest how long after a failure that no retry helps with */
    Question(Duration rest) {
        this.rest = rest;
    }

    /** Whether it waits for an answer, or rests. */
    boolean isOpen() {
        return answer != null || resting != null;
    }

    /** Whether {@link #take} has something to do. */
    boolean isDue() {
        return (answer != null && answer.isCompleted()) || (resting != null && resting.isCompleted());
    }

    /** @param activity starts it */
    void ask(Supplier<Promise<T>> activity) {
        scope = Workflow.newCancellationScope(() -> answer = activity.get());
        scope.run();
    }

    /** Nobody waits for the answer any more. */
    void withdraw(String why) {
        if (answer != null) {
            scope.cancel(why);
            answer = null;
        }
    }

    /** The answer, once; empty when there is none. */
    Optional<T> take() {
        if (!isDue()) {
            return Optional.empty();
        }
        Promise<T> given = answer;
        answer = null;
        resting = null;
        if (given == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(given.get());
        } catch (ActivityFailure failure) {
            if (AccountTrouble.isBehind(failure)) {
                refusal = failure;
                return Optional.empty();
            }
            log.error("A question failed for good and is asked again", failure);
            resting = Workflow.newTimer(rest);
            return Optional.empty();
        }
    }

    /** It is not asked again at once. */
    void rest() {
        if (resting == null) {
            resting = Workflow.newTimer(rest);
        }
    }

    /** The trouble of the account that it came to instead of an answer, once. */
    Optional<AccountTrouble> takeRefusal() {
        Optional<AccountTrouble> trouble = Optional.ofNullable(refusal).map(AccountTrouble::of);
        refusal = null;
        return trouble;
    }
}
