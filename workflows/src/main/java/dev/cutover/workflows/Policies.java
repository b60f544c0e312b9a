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
 *
 * <p>Every failure that a try tells names the time of the next one itself, so the gap counts after a crash only, and it does not grow: hundreds of
 * polls raise the engine's exponent, and a crash after them would wait for the longest gap. After the crash of a call it is the settle time, so
 * that no try follows sooner upon a call that may have left. Those that do not name a time have a longest gap, up to which theirs doubles.
 */
enum Policies {
    //         one try    whole wait  gap after a crash  longest gap  verdicts
    WATCH(seconds(60), null, Gap.THE_INTERVAL, null, false),
    CUT_OVER(seconds(60), null, Gap.THE_SETTLE_TIME, null, true),
    AWAIT_END(seconds(60), null, Gap.THE_INTERVAL, null, true),
    ASK_TEMPORAL(seconds(60), null, Gap.A_SECOND, minutes(1), false),
    READ_NOTES(seconds(10), seconds(60), Gap.A_SECOND, seconds(5), false);

    /**
     * Within one try of {@link #CUT_OVER}: no call leaves later. With the longest call (20 s) well below the try, so that nobody has given it up
     * yet when its answer comes.
     */
    static final Duration CALL_BUDGET = seconds(30);

    /** The longest gap between two unclear answers; never below the settle time. */
    private static final Duration LONGEST_UNCLEAR_GAP = minutes(10);

    /** So often in a row a call is refused for the job's state while the job shows {@code Waiting}; then a person has to look. */
    static final int CONFLICTS_IN_A_ROW = 5;

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

    /** How long after a crash the next try comes. */
    private enum Gap {
        THE_INTERVAL,
        THE_SETTLE_TIME,
        A_SECOND;

        Duration with(Polling polling) {
            return switch (this) {
                case THE_INTERVAL -> polling.interval();
                case THE_SETTLE_TIME -> polling.settle();
                case A_SECOND -> seconds(1);
            };
        }
    }

    private final Duration oneTry;
    private final Duration wholeWait;
    private final Gap gap;
    private final Duration longestGap;
    private final boolean verdicts;

    Policies(Duration oneTry, Duration wholeWait, Gap gap, Duration longestGap, boolean verdicts) {
        this.oneTry = oneTry;
        this.wholeWait = wholeWait;
        this.gap = gap;
        this.longestGap = longestGap;
        this.verdicts = verdicts;
    }

    Duration oneTry() {
        return oneTry;
    }

    static Duration longestUnclearGap(Polling polling) {
        return polling.settle().compareTo(LONGEST_UNCLEAR_GAP) > 0 ? polling.settle() : LONGEST_UNCLEAR_GAP;
    }

    /** @param summary what it is about, for the Web UI */
    ActivityOptions options(Polling polling, String summary) {
        return options(polling).toBuilder().setSummary(summary).build();
    }

    ActivityOptions options(Polling polling) {
        RetryOptions.Builder retries =
                RetryOptions.newBuilder().setInitialInterval(gap.with(polling)).setBackoffCoefficient(1);
        if (longestGap != null) {
            retries.setBackoffCoefficient(2).setMaximumInterval(longestGap);
        }
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
