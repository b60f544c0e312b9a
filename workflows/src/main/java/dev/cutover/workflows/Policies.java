package dev.cutover.workflows;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Polling;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * Every time limit of the product. A whole wait of {@code null} is as long as it takes: what must end then is ended by the flow, not by a
 * timeout. Which failures are verdicts, and not retried, stands in {@link FailureKind}; those who only look come to none.
 */
enum Policies {
    //         one try    whole wait  first gap          longest gap  verdicts
    WATCH(seconds(60), null, seconds(1), minutes(10), false),
    CUT_OVER(seconds(60), null, null /* settle */, minutes(10), true),
    AWAIT_END(seconds(60), null, seconds(1), minutes(10), true),
    ASK_TEMPORAL(seconds(60), null, seconds(1), minutes(1), false),
    READ_NOTES(seconds(10), seconds(60), seconds(1), seconds(5), false);

    /** Within one try of {@link #CUT_OVER}: no call leaves later. Well below the try, so that nobody has given it up yet. */
    static final Duration CALL_BUDGET = seconds(40);

    /** So many unclear answers end the tries: over an hour with the default settle time. */
    static final int UNCLEAR_LIMIT = 10;

    /** So many acknowledged or unclear calls without effect end a cutover. */
    static final int ROUNDS_WITHOUT_EFFECT = 5;

    /** How often Temporal is asked about cutovers that a wave cannot hear of otherwise. */
    static final Duration FOLLOW_INTERVAL = minutes(1);

    /** Jobs a chunk: what SMC describes at a time. */
    static final int CHUNK = 50;

    /** History events after which a wave continues as new; the engine's advice for batches. */
    static final int CONTINUE_AFTER_EVENTS = 2_000;

    private final Duration oneTry;
    private final Duration wholeWait;
    private final Duration firstGap;
    private final Duration longestGap;
    private final boolean verdicts;

    Policies(Duration oneTry, Duration wholeWait, Duration firstGap, Duration longestGap, boolean verdicts) {
        this.oneTry = oneTry;
        this.wholeWait = wholeWait;
        this.firstGap = firstGap;
        this.longestGap = longestGap;
        this.verdicts = verdicts;
    }

    Duration oneTry() {
        return oneTry;
    }

    /** The longest gap; for {@link #CUT_OVER} never below the settle time. */
    Duration longestGap(Polling polling) {
        return this == CUT_OVER && polling.settle().compareTo(longestGap) > 0 ? polling.settle() : longestGap;
    }

    ActivityOptions options(Polling polling) {
        RetryOptions.Builder retries = RetryOptions.newBuilder()
                // A crash tells nothing: the next try must not come within the settle time of a call that may have
                // left.
                .setInitialInterval(firstGap == null ? polling.settle() : firstGap)
                .setBackoffCoefficient(2)
                .setMaximumInterval(longestGap(polling));
        if (verdicts) {
            retries.setDoNotRetry(FailureKind.doNotRetry());
        }
        ActivityOptions.Builder options = ActivityOptions.newBuilder()
                .setStartToCloseTimeout(oneTry)
                .setRetryOptions(retries.build())
                .setCancellationType(
                        this == CUT_OVER
                                ? ActivityCancellationType.WAIT_CANCELLATION_COMPLETED
                                : ActivityCancellationType.TRY_CANCEL);
        if (wholeWait != null) {
            options.setScheduleToCloseTimeout(wholeWait);
        }
        return options.build();
    }

    /** How long after its end a terminated cutover may still have sent a call, and how long SMC may not show it. */
    static Duration quietAfterTermination(Polling polling) {
        return CUT_OVER.oneTry.plus(polling.settle());
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}
