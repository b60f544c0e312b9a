package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.contract.Evidence;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.ReplicationJobs.CallResult;
import dev.cutover.contract.ReplicationJobs.Verdict;
import dev.cutover.contract.Sighting;
import dev.cutover.contract.Try;
import dev.cutover.contract.Try.Answer;
import dev.cutover.smc.SmcException;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An attempt that is the first, or behaves as if it were. */
class CallAttemptTest extends CallAttemptStory {

    @Test
    void a_waiting_job_is_called_and_looked_at_again() {
        smc.shows(JOB, "Waiting", "Running/Syncing").answers("R-1");
        CallResult result = run();
        assertThat(result.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(result.observation().sighting()).isEqualTo(Sighting.RUNNING);
        assertThat(result.evidence().tries())
                .containsExactly(new Try(Dial.MIDNIGHT, Answer.ACCEPTED, null, "R-1", "Waiting", "Running/Syncing"));
        assertThat(smc.calls).containsExactly(JOB + " true");
    }

    @Test
    void what_is_about_to_be_sent_is_noted_before_it_is_sent() {
        smc.shows(JOB, "Waiting")
                .answers("R-1")
                .beforeCall(() -> assertThat(attempt.noted)
                        .containsExactly(new Notes(1, Evidence.none().plus(Try.sending(Dial.MIDNIGHT, "Waiting")))));
        run();
        assertThat(smc.calls).hasSize(1);
    }

    @Test
    void nothing_is_sent_when_nobody_waits_for_the_attempt_any_more() {
        smc.shows(JOB, "Waiting");
        attempt.gone(new ActivityNotExistsException(new IllegalStateException("timed out")));
        assertThatThrownBy(this::run).isInstanceOf(ActivityNotExistsException.class);
        assertThat(smc.calls).isEmpty();
    }

    @Test
    void nothing_is_sent_when_the_call_is_not_wanted_any_more_and_the_tries_are_told() {
        smc.shows(JOB, "Waiting");
        attempt.gone(new ActivityCanceledException());
        ApplicationFailure failure = fail();
        assertThat(failure.getType()).isEqualTo(FailureKind.UNAVAILABLE.name());
        assertThat(evidence(failure)).isEqualTo(Evidence.none());
        assertThat(smc.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"39.9, true", "40, false", "3600, false"})
    void nothing_is_sent_once_the_budget_is_spent(double seconds, boolean sent) {
        smc.shows(JOB, "Waiting")
                .answers("R-1")
                .beforeCall(() -> clock.pass(Duration.ofMillis((long) (seconds * 1000))));
        if (sent) {
            assertThat(run().verdict()).isEqualTo(Verdict.ACCEPTED);
        } else {
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(FailureKind.UNAVAILABLE.name());
            assertThat(evidence(failure).count()).isZero();
            assertThat(attempt.latest().evidence().count()).isZero();
        }
        assertThat(smc.calls).hasSize(sent ? 1 : 0);
    }

    @Test
    void a_call_counts_from_when_it_left() {
        smc.shows(JOB, "Waiting", "Running/Syncing").answers("R-1").beforeCall(() -> clock.pass(Duration.ofSeconds(7)));
        assertThat(run().evidence().latestEffectiveAt()).contains(Dial.MIDNIGHT.plusSeconds(7));
    }

    @Test
    void nothing_is_sent_by_an_attempt_that_slept_with_its_machine() {
        smc.shows(JOB, "Waiting").answers("R-1").beforeCall(() -> clock.passWhileTheMachineSleeps(BUDGET));
        assertThat(fail().getType()).isEqualTo(FailureKind.UNAVAILABLE.name());
        assertThat(smc.calls).isEmpty();
    }

    @Test
    void an_accepted_call_is_not_looked_after_when_there_is_no_time_left() {
        smc.shows(JOB, "Waiting", "Running/Syncing").answersAfter(() -> clock.pass(BUDGET), "R-1");
        CallResult result = run();
        assertThat(result.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(smc.looks).hasSize(1);
    }

    @Test
    void an_accepted_call_stays_accepted_when_the_look_after_it_fails() {
        smc.shows(JOB, "Waiting");
        smc.shows(JOB, id -> {
            throw new SmcException.NoClearAnswer("reset", null);
        });
        smc.answers("R-1");
        CallResult result = run();
        assertThat(result.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(result.evidence().latest().orElseThrow().statusAfter()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "400, Throttling.User, THROTTLED,   false",
        "500, InternalError,   UNAVAILABLE, false",
        "403, Forbidden.RAM,   ACCOUNT,     true",
    })
    void when_the_look_is_refused_nothing_is_sent(int status, String code, FailureKind kind, boolean ends) {
        before = unclear(1);
        smc.shows(JOB, id -> {
            throw new SmcException.Refused(status, code, "no", "R-1");
        });
        ApplicationFailure failure = fail();
        assertThat(failure.getType()).isEqualTo(kind.name());
        assertThat(failure.isNonRetryable()).isEqualTo(ends);
        assertThat(evidence(failure)).isEqualTo(before);
        assertThat(failure.getDetails().get(1, String.class)).isEqualTo(code);
        assertThat(smc.calls).isEmpty();
    }

    @Nested
    class WithoutAnyCallBefore {

        @ParameterizedTest
        @CsvSource({
            "Running/Syncing, NOT_WAITING",
            "Running,         NOT_WAITING",
            "Finished,        FINISHED_BEFORE",
        })
        void the_state_decides(String status, Verdict verdict) {
            smc.shows(JOB, status);
            assertThat(run().verdict()).isEqualTo(verdict);
            assertThat(smc.calls).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                value = {
                    "InError,   JOB_IN_ERROR",
                    "Stopped,   JOB_STOPPED",
                    "Ready,     JOB_NEVER_STARTED",
                    "Waiting!,  JOB_ONE_OFF",
                    "Running!,  JOB_ONE_OFF",
                    "Expired,   JOB_EXPIRED",
                    "Deleting,  JOB_DELETING",
                    "Paused,    JOB_STATUS_UNKNOWN",
                    "NULL,      JOB_MISSING",
                },
                nullValues = "NULL")
        void trouble_ends_the_tries(String status, FailureKind kind) {
            smc.shows(JOB, status);
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(kind.name());
            assertThat(failure.getOriginalMessage()).isEqualTo(kind.advice());
            assertThat(List.of(FailureKind.doNotRetry())).contains(failure.getType());
            assertThat(smc.calls).isEmpty();
        }
    }

    @Nested
    class WhenTheAnswerIsNotAnAcknowledgement {

        @ParameterizedTest
        @CsvSource({"500, InternalError", "503, ServiceUnavailable", "504, GatewayTimeout", "400, SignatureNonceUsed"})
        void a_server_error_or_a_nonce_that_came_twice_may_have_taken_effect(int status, String code) {
            smc.shows(JOB, "Waiting").fails(new SmcException.Refused(status, code, "failed", "R-1"));
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(FailureKind.UNCLEAR.name());
            assertThat(failure.getNextRetryDelay()).isEqualTo(SETTLE);
            assertThat(evidence(failure).tries())
                    .containsExactly(new Try(Dial.MIDNIGHT, Answer.UNCLEAR, code, "R-1", "Waiting", null));
            assertThat(attempt.latest()).isEqualTo(new Notes(1, evidence(failure)));
        }

        @Test
        void so_may_a_call_whose_answer_was_lost() {
            smc.shows(JOB, "Waiting").fails(new SmcException.NoClearAnswer("connection reset", null));
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(FailureKind.UNCLEAR.name());
            assertThat(evidence(failure).unclear()).isEqualTo(1);
        }

        @Test
        void a_call_that_was_not_sent_is_no_try() {
            smc.shows(JOB, "Waiting").fails(new SmcException.NotSent("no route", null));
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(FailureKind.UNAVAILABLE.name());
            assertThat(failure.getNextRetryDelay()).isEqualTo(INTERVAL);
            assertThat(evidence(failure).count()).isZero();
            assertThat(attempt.latest().evidence().count()).isZero();
        }

        @Test
        void a_call_that_waited_too_long_for_its_turn_is_no_try_either() {
            smc.shows(JOB, "Waiting").fails(SmcException.NotSent.spacedOut("calls are spaced out"));
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(FailureKind.THROTTLED.name());
            assertThat(failure.getNextRetryDelay()).isBetween(INTERVAL, INTERVAL.multipliedBy(4));
            assertThat(attempt.latest().evidence().count()).isZero();
        }

        @ParameterizedTest
        @CsvSource({"PT1M, UNAVAILABLE, false", "PT2M, ACCOUNT, true"})
        void without_credentials_it_is_no_try_and_ends_when_that_lasts(
                Duration keyless, FailureKind kind, boolean ends) {
            smc.shows(JOB, "Waiting").fails(SmcException.NotSent.withoutCredentials("no key", keyless));
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(kind.name());
            assertThat(failure.isNonRetryable()).isEqualTo(ends);
            assertThat(evidence(failure)).isEqualTo(Evidence.none());
        }

        @ParameterizedTest
        @CsvSource({
            "400, Throttling.User",
            "429, Anything",
        })
        void throttling_passes_is_tried_again_and_had_no_effect(int status, String code) {
            smc.shows(JOB, "Waiting").fails(new SmcException.Refused(status, code, "no", "R-1"));
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(FailureKind.THROTTLED.name());
            assertThat(failure.getNextRetryDelay()).isBetween(INTERVAL, INTERVAL.multipliedBy(4));
            assertThat(evidence(failure).latest().orElseThrow().answer()).isEqualTo(Answer.REFUSED);
            assertThat(evidence(failure).latestEffective()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "400, SourceServerState.Invalid,  SOURCE_OFFLINE",
            "400, MissingParameter,           BAD_REQUEST",
            "400, SomethingNew,               UNKNOWN_CODE",
            "400, QuotaExceeded.RunningJob,   QUOTA",
            "403, Forbidden.RAM,              ACCOUNT",
            "400, InvalidTimeStamp.Expired,   ACCOUNT",
        })
        void what_waiting_does_not_mend_ends_the_tries_and_had_no_effect(int status, String code, FailureKind kind) {
            smc.shows(JOB, "Waiting").fails(new SmcException.Refused(status, code, "no", "R-1"));
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(kind.name());
            assertThat(failure.isNonRetryable()).isTrue();
            assertThat(evidence(failure).tries())
                    .containsExactly(new Try(Dial.MIDNIGHT, Answer.REFUSED, code, "R-1", "Waiting", null));
            assertThat(failure.getDetails().get(1, String.class)).isEqualTo(code);
            assertThat(List.of(FailureKind.doNotRetry())).contains(failure.getType());
        }

        @ParameterizedTest
        @CsvSource({"ReplicationJob.InvalidStatus", "ReplicationJob.InvalidBusinessStatus"})
        void a_lost_race_is_a_reason_to_look(String code) {
            smc.shows(JOB, "Waiting", "Running/Syncing").fails(new SmcException.Refused(400, code, "no", "R-1"));
            CallResult result = run();
            assertThat(result.verdict()).isEqualTo(Verdict.NOT_WAITING);
            assertThat(result.evidence().tries())
                    .containsExactly(new Try(Dial.MIDNIGHT, Answer.REFUSED, code, "R-1", "Waiting", "Running/Syncing"));
        }

        @Test
        void a_refusal_for_its_state_of_a_job_that_still_shows_waiting_goes_back_to_the_watch() {
            smc.shows(JOB, "Waiting").fails(new SmcException.Refused(400, "ReplicationJob.InvalidStatus", "no", "R-1"));
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(FailureKind.STATE_CONFLICT.name());
            assertThat(evidence(failure).count()).isEqualTo(1);
        }
    }

    @Test
    void tries_of_an_earlier_round_are_kept_and_count() {
        before = unclear(1);
        clock.pass(SETTLE);
        smc.shows(JOB, "Waiting", "Running").answers("R-2");
        assertThat(run().evidence().count()).isEqualTo(2);
    }

    @Test
    void a_job_that_an_earlier_cutover_called_may_be_no_longer_incremental() {
        touched = true;
        smc.shows(JOB, "Running!");
        assertThat(run().verdict()).isEqualTo(Verdict.ADOPTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"NOT_YET", "THROTTLED", "UNAVAILABLE", "UNCLEAR", "HOOK_SILENT"})
    void only_these_kinds_are_retried(FailureKind kind) {
        assertThat(Set.of(FailureKind.doNotRetry())).doesNotContain(kind.name());
        assertThat(FailureKind.doNotRetry()).hasSize(FailureKind.values().length - 5);
    }

    @Test
    void a_failure_that_cannot_leave_its_notes_still_tells_its_tries() {
        smc.shows(JOB, "Waiting")
                .fails(new SmcException.NoClearAnswer("reset", null))
                .beforeCall(() -> attempt.gone(new ActivityNotExistsException(new IllegalStateException("cancelled"))));
        assertThat(evidence(fail()).unclear()).isEqualTo(1);
    }
}
