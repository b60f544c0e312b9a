package dev.cutover.workflows;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Polling;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * Every time limit of the product. A whole wait of {@code null} is as long as it takes: what must end then is ended by the flow, not by a
 * timeout. Which failures are verdicts, and not retried, stands in {@link FailureKind}; those who only ask Temporal come to none.
 *
 * <p>Every failure that a try tells names the time of the next one itself, so the gap counts after a crash only, and it does not grow: hundreds of
 * polls raise the engine's exponent, and a crash after them would wait for the longest gap. After the crash of a call it is the settle time, so
 * that no try follows sooner upon a call that may have left. Those that do not name a time have a longest gap, up to which theirs doubles.
 */
public enum Policies {
    //         one try    whole wait  gap after a crash  longest gap  verdicts
    WATCH(seconds(60), null, Gap.THE_INTERVAL, null, true),
    CUT_OVER(seconds(60), null, Gap.THE_SETTLE_TIME, null, true),
    AWAIT_END(seconds(60), null, Gap.THE_INTERVAL, null, true),
    ASK_TEMPORAL(seconds(60), null, Gap.A_SECOND, minutes(1), false),
    READ_NOTES(seconds(10), seconds(60), Gap.A_SECOND, seconds(5), false),
    RESTART(seconds(60), minutes(10), Gap.THE_INTERVAL, null, true),
    PREFLIGHT(minutes(10), minutes(15), Gap.THE_INTERVAL, null, true),
    PROBE(seconds(60), minutes(5), Gap.THE_INTERVAL, null, true),
    MESSAGE(seconds(60), minutes(10), Gap.A_SECOND, minutes(1), true),
    BEAT(seconds(30), minutes(1), Gap.A_SECOND, seconds(10), true),
    TRIAL(seconds(30), minutes(1), Gap.A_SECOND, seconds(10), true),
    LIST(minutes(5), minutes(10), Gap.A_SECOND, seconds(10), true),
    DATE_A_NIGHT(seconds(30), null, Gap.A_SECOND, minutes(1), true);

    /**
     * Within one try of {@link #CUT_OVER}: no call leaves later. With the longest call (20 s) well below the try, so that nobody has given it up
     * yet when its answer comes.
     */
    public static final Duration CALL_BUDGET = seconds(30);

    /** The longest gap between two unclear answers; never below the settle time. */
    private static final Duration LONGEST_UNCLEAR_GAP = minutes(10);

    /** So often in a row a call is refused for the job's state while the job shows {@code Waiting}; then a person has to look. */
    public static final int CONFLICTS_IN_A_ROW = 5;

    /** So many unclear answers end the tries: over an hour with the default settle time. */
    public static final int UNCLEAR_LIMIT = 10;

    /** So many acknowledged or unclear calls without effect end a cutover. */
    public static final int ROUNDS_WITHOUT_EFFECT = 5;

    /** How often Temporal is asked about cutovers that a wave cannot hear of otherwise. */
    public static final Duration FOLLOW_INTERVAL = minutes(1);

    /** So long a source server may be offline before a person has to act, and so often it is asked again. */
    public static final Duration OFFLINE_GRACE = minutes(10);

    public static final Duration OFFLINE_REST = minutes(1);

    /** So long nothing is started after SMC's quota was exceeded. */
    public static final Duration QUOTA_REST = minutes(2);

    /** After so many times prepared and undone a group waits for a person: each time its application stood still. */
    public static final int ROUNDS_OF_A_GROUP = 3;

    /** Fewer jobs than that in trouble before they were touched never hold a wave, however small it is. */
    public static final int FEWEST_BLOCKED = 4;

    /** How long before the window opens a wave looks at its jobs once more. */
    public static final Duration PREFLIGHT_AHEAD = minutes(15);

    /** How soon a preflight for which SMC refused the account is tried again, once that is not in trouble any more. */
    public static final Duration PREFLIGHT_REST = minutes(5);

    /** A preflight that tells nothing of how far it is for so long has lost its worker. */
    private static final Duration PREFLIGHT_SIGN = minutes(2);

    /** So much longer a preflight may take for each chunk of jobs: an account that has no calls to spare answers two of them in that time. */
    private static final Duration PREFLIGHT_CHUNK = seconds(20);

    /** How often a cutover past its call asks again while SMC refuses the account. */
    public static final Duration ACCOUNT_REST = minutes(5);

    /** How often people are told again that a wave is held. */
    public static final Duration HELD_REMINDER = minutes(15);

    /** How long before the last start people are told of jobs that are left. */
    public static final Duration LAST_START_NEAR = minutes(30);

    /** How long an undo rests that has not succeeded within its timeout. */
    public static final Duration UNDO_REST = minutes(5);

    /** So often a finished job is looked at until it shows what the cutover left. */
    public static final int LOOKS_AT_WHAT_IS_LEFT = 3;

    /** At a wave's end so long its last messages are waited for. */
    public static final Duration LAST_WORDS = minutes(2);

    /** A command hook that gives no sign for so long has lost its worker. */
    private static final Duration SIGN_OF_LIFE = seconds(30);

    /** Between two pages of a listing: far longer than one call to SMC, with its turn, may take. */
    private static final Duration ONE_PAGE = seconds(60);

    /** One request to a user's endpoint, and a user's own activity between two of its tries. */
    private static final Duration ONE_REQUEST = seconds(60);

    private static final Duration FIRST_HOOK_GAP = seconds(10);
    private static final Duration LONGEST_HOOK_GAP = minutes(2);

    /** Jobs a chunk: what SMC describes at a time. */
    public static final int CHUNK = 50;

    /** How often one run of a workflow may change how it is listed; a person who looks needs no more. */
    static final int LISTED_CHANGES = 200;

    /** History events after which a wave continues as new; the engine's advice for batches. */
    public static final int CONTINUE_AFTER_EVENTS = 2_000;

    /** So many times as long a history is allowed to get while a hook or a message is under way. */
    public static final int PATIENCE_TO_CONTINUE = 4;

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

    public static Duration longestUnclearGap(Polling polling) {
        return polling.settle().compareTo(LONGEST_UNCLEAR_GAP) > 0 ? polling.settle() : LONGEST_UNCLEAR_GAP;
    }

    /** @param summary what it is about, for the Web UI */
    public ActivityOptions options(Polling polling, String summary) {
        return options(polling).toBuilder().setSummary(summary).build();
    }

    public ActivityOptions options(Polling polling) {
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
        if (this == PREFLIGHT) {
            options.setHeartbeatTimeout(PREFLIGHT_SIGN);
        }
        if (this == LIST) {
            options.setHeartbeatTimeout(ONE_PAGE);
        }
        if (wholeWait != null) {
            options.setScheduleToCloseTimeout(wholeWait);
        }
        return options.build();
    }

    /** A preflight of a plan, as long as its size asks for. */
    public static ActivityOptions preflight(Plan plan, String summary) {
        Duration more = PREFLIGHT_CHUNK.multipliedBy(plan.size() / CHUNK);
        return PREFLIGHT.options(plan.polling(), summary).toBuilder()
                .setStartToCloseTimeout(PREFLIGHT.oneTry.plus(more))
                .setScheduleToCloseTimeout(PREFLIGHT.wholeWait.plus(more))
                .build();
    }

    /** A hook's whole wait is its plan's. */
    static ActivityOptions hook(Hook hook, String summary) {
        ActivityOptions.Builder options = ActivityOptions.newBuilder()
                .setScheduleToCloseTimeout(hook.timeout())
                .setStartToCloseTimeout(hook.http() == null ? hook.timeout() : ONE_REQUEST)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(FIRST_HOOK_GAP)
                        .setMaximumInterval(LONGEST_HOOK_GAP)
                        .setDoNotRetry(FailureKind.doNotRetry())
                        .build())
                .setSummary(summary);
        if (hook.command() != null) {
            options.setHeartbeatTimeout(SIGN_OF_LIFE);
        }
        if (hook.activity() != null) {
            options.setTaskQueue(hook.activity().taskQueue());
        }
        return options.build();
    }

    /** How long after its end a terminated cutover may still have sent a call, and how long SMC may not show it. */
    public static Duration quietAfterTermination(Polling polling) {
        return CUT_OVER.oneTry.plus(polling.settle());
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}
