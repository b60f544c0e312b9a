package dev.cutover.activities;

import dev.cutover.contract.FailureKind;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;

/** Something of the user's own did not do what it was asked for: how it failed, and when it is tried again. Its sentence tells no secret. */
final class NotDone extends Exception {

    private static final long serialVersionUID = 1L;

    static final Duration FIRST_GAP = Duration.ofSeconds(10);
    static final Duration LONGEST_GAP = Duration.ofMinutes(2);

    private final transient Failure failure;
    private final Duration delay;

    private NotDone(FailureKind kind, String sentence, Duration delay) {
        super(sentence);
        this.failure = new Failure(kind, null, sentence);
        this.delay = delay;
    }

    /** For good, until a person has mended what the sentence names. */
    static NotDone refused(String sentence) {
        return new NotDone(FailureKind.HOOK_REFUSED, sentence, null);
    }

    /** No answer that counts; it is tried again, at growing distances. */
    static NotDone silent(String sentence) {
        return new NotDone(FailureKind.HOOK_SILENT, sentence, null);
    }

    /** It goes on, or has to wait for others. */
    static NotDone notYet(String sentence, Duration delay) {
        return new NotDone(FailureKind.NOT_YET, sentence, delay);
    }

    /** @param attempt from 1 */
    ApplicationFailure asFailureOf(int attempt) {
        if (!failure.isRetried()) {
            return failure.end();
        }
        return failure.retry(delay == null ? gapAfter(attempt) : delay);
    }

    private static Duration gapAfter(int attempt) {
        Duration gap = FIRST_GAP;
        for (int more = attempt; more > 1 && gap.compareTo(LONGEST_GAP) < 0; more--) {
            gap = gap.multipliedBy(2);
        }
        return gap.compareTo(LONGEST_GAP) < 0 ? gap : LONGEST_GAP;
    }
}
