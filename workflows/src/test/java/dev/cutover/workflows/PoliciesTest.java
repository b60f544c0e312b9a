package dev.cutover.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Hook;
import dev.cutover.contract.Plan;
import dev.cutover.contract.Polling;
import dev.cutover.workflows.stage.Plans;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number of the policies, a second time: none changes by accident. */
class PoliciesTest {

    private static final Polling POLLING = new Polling(Duration.ofSeconds(30), Duration.ofSeconds(75));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "WATCH,        PT1M,  -,    PT30S,    -,     1, true,  TRY_CANCEL",
                "CUT_OVER,     PT1M,  -,    PT1M15S,  -,     1, true,  WAIT_CANCELLATION_COMPLETED",
                "AWAIT_END,    PT1M,  -,    PT30S,    -,     1, true,  TRY_CANCEL",
                "ASK_TEMPORAL, PT1M,  -,    PT1S,     PT1M,  2, false, TRY_CANCEL",
                "READ_NOTES,   PT10S, PT1M, PT1S,     PT5S,  2, false, TRY_CANCEL",
                "RESTART,      PT1M,  PT10M, PT30S,   -,     1, true,  TRY_CANCEL",
                "PROBE,        PT1M,  PT5M, PT30S,    -,     1, true,  TRY_CANCEL",
                "MESSAGE,      PT1M,  PT10M, PT1S,    PT1M,  2, true,  TRY_CANCEL",
                "BEAT,         PT30S, PT1M, PT1S,     PT10S, 2, true,  TRY_CANCEL",
                "TRIAL,        PT30S, PT1M, PT1S,     PT10S, 2, true,  TRY_CANCEL",
                "PREFLIGHT,    PT10M, PT15M, PT30S,   -,     1, true,  TRY_CANCEL",
                "LIST,         PT5M,  PT10M, PT1S,    PT10S, 2, true,  TRY_CANCEL",
                "DATE_A_NIGHT, PT30S, -,    PT1S,     PT1M,  2, true,  TRY_CANCEL",
            })
    void each_policy(
            Policies policy,
            Duration oneTry,
            Duration wholeWait,
            Duration firstGap,
            Duration longestGap,
            double growth,
            boolean verdicts,
            ActivityCancellationType cancellation) {
        ActivityOptions options = policy.options(POLLING);
        assertThat(options.getStartToCloseTimeout()).isEqualTo(oneTry);
        assertThat(options.getScheduleToCloseTimeout()).isEqualTo(wholeWait);
        assertThat(options.getScheduleToStartTimeout()).isNull();
        assertThat(options.getHeartbeatTimeout())
                .isEqualTo(
                        switch (policy) {
                            case LIST -> Duration.ofMinutes(1);
                            case PREFLIGHT -> Duration.ofMinutes(2);
                            default -> null;
                        });
        assertThat(options.getRetryOptions().getInitialInterval()).isEqualTo(firstGap);
        assertThat(options.getRetryOptions().getMaximumInterval()).isEqualTo(longestGap);
        assertThat(options.getRetryOptions().getBackoffCoefficient()).isEqualTo(growth);
        assertThat(options.getRetryOptions().getMaximumAttempts()).isZero();
        assertThat(options.getCancellationType()).isEqualTo(cancellation);
        String[] doNotRetry = options.getRetryOptions().getDoNotRetry();
        assertThat(doNotRetry == null ? new String[0] : doNotRetry)
                .isEqualTo(verdicts ? FailureKind.doNotRetry() : new String[0]);
    }

    @Test
    void each_limit() {
        assertThat(Policies.values()).hasSize(13);
        assertThat(Policies.CALL_BUDGET).isEqualTo(Duration.ofSeconds(30));
        assertThat(Policies.CONFLICTS_IN_A_ROW).isEqualTo(5);
        assertThat(Policies.UNCLEAR_LIMIT).isEqualTo(10);
        assertThat(Policies.ROUNDS_WITHOUT_EFFECT).isEqualTo(5);
        assertThat(Policies.FOLLOW_INTERVAL).isEqualTo(Duration.ofMinutes(1));
        assertThat(Policies.CHUNK).isEqualTo(50);
        assertThat(Policies.CONTINUE_AFTER_EVENTS).isEqualTo(2_000);
        assertThat(Policies.PATIENCE_TO_CONTINUE).isEqualTo(4);
        assertThat(Policies.OFFLINE_GRACE).isEqualTo(Duration.ofMinutes(10));
        assertThat(Policies.OFFLINE_REST).isEqualTo(Duration.ofMinutes(1));
        assertThat(Policies.QUOTA_REST).isEqualTo(Duration.ofMinutes(2));
        assertThat(Policies.ROUNDS_OF_A_GROUP).isEqualTo(3);
        assertThat(Policies.FEWEST_BLOCKED).isEqualTo(4);
        assertThat(Policies.HELD_REMINDER).isEqualTo(Duration.ofMinutes(15));
        assertThat(Policies.LAST_START_NEAR).isEqualTo(Duration.ofMinutes(30));
        assertThat(Policies.UNDO_REST).isEqualTo(Duration.ofMinutes(5));
        assertThat(Policies.LOOKS_AT_WHAT_IS_LEFT).isEqualTo(3);
        assertThat(Policies.LAST_WORDS).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void a_preflight_of_a_large_plan_may_take_longer() {
        Map<Integer, Duration> oneTry = Map.of(
                49, Duration.ofMinutes(10), 50, Duration.ofSeconds(620), Plan.MOST_JOBS, Duration.ofSeconds(1_400));
        oneTry.forEach((jobs, expected) -> {
            String[] ids =
                    IntStream.range(0, jobs).mapToObj(number -> "j-" + number).toArray(String[]::new);
            ActivityOptions options = Policies.preflight(Plans.plan("night", 1, ids), "x");
            assertThat(options.getStartToCloseTimeout()).isEqualTo(expected);
            assertThat(options.getScheduleToCloseTimeout()).isEqualTo(expected.plusMinutes(5));
            assertThat(options.getHeartbeatTimeout()).isEqualTo(Duration.ofMinutes(2));
        });
    }

    @Test
    void a_hook_is_tried_until_its_own_timeout_and_a_command_gives_a_sign_of_life() {
        Hook http = Plans.http(Duration.ofMinutes(7));
        ActivityOptions options = Policies.hook(http, "before of group app");
        assertThat(options.getScheduleToCloseTimeout()).isEqualTo(Duration.ofMinutes(7));
        assertThat(options.getStartToCloseTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.getHeartbeatTimeout()).isNull();
        assertThat(options.getTaskQueue()).isNull();
        assertThat(options.getRetryOptions().getInitialInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.getRetryOptions().getMaximumInterval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.getRetryOptions().getDoNotRetry()).isEqualTo(FailureKind.doNotRetry());
        Hook command = new Hook(
                null, new Hook.Command("check", null, null), null, null, Duration.ofMinutes(7), Duration.ZERO, null);
        assertThat(Policies.hook(command, "x").getHeartbeatTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(Policies.hook(command, "x").getStartToCloseTimeout()).isEqualTo(Duration.ofMinutes(7));
        Hook task =
                new Hook(null, null, null, new Hook.Task("Check", "ops"), Duration.ofMinutes(7), Duration.ZERO, null);
        assertThat(Policies.hook(task, "x").getTaskQueue()).isEqualTo("ops");
    }

    @Test
    void the_answer_of_the_latest_call_comes_before_its_try_is_given_up() {
        Duration longestCall = Duration.ofSeconds(20);
        Duration margin = Duration.ofSeconds(10);
        assertThat(Policies.CALL_BUDGET.plus(longestCall).plus(margin)).isLessThanOrEqualTo(Policies.CUT_OVER.oneTry());
    }

    @Test
    void a_crash_on_a_beat_blinds_nobody_for_long_however_many_polls_came_before_it() {
        for (Policies polling : List.of(Policies.WATCH, Policies.AWAIT_END)) {
            // A gap that does not grow.
            assertThat(polling.options(POLLING).getRetryOptions().getBackoffCoefficient())
                    .isEqualTo(1);
            assertThat(polling.options(POLLING).getRetryOptions().getInitialInterval())
                    .isEqualTo(POLLING.interval());
        }
    }

    @Test
    void no_try_follows_an_unclear_one_within_the_longest_settle_time() {
        Polling slow = new Polling(Polling.LONGEST, Polling.LONGEST.plusMinutes(5));
        ActivityOptions options = Policies.CUT_OVER.options(slow);
        assertThat(options.getRetryOptions().getInitialInterval()).isEqualTo(slow.settle());
        assertThat(Policies.longestUnclearGap(slow)).isEqualTo(slow.settle());
        assertThat(Policies.longestUnclearGap(POLLING)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void a_terminated_cutover_is_quiet_when_its_last_try_has_ended_and_settled() {
        assertThat(Policies.quietAfterTermination(POLLING)).isEqualTo(Duration.ofSeconds(60 + 75));
    }
}
