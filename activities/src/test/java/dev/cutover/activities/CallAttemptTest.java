package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.contract.Evidence;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.contract.ReplicationJobs.CallRequest;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallAttemptTest {

    private static final String JOB = "j-1";
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration BUDGET = Duration.ofSeconds(40);
    private static final int UNCLEAR_LIMIT = 10;

    private final Dial clock = new Dial();
    private final ScriptedSmc smc = new ScriptedSmc();
    private FakeAttempt attempt = new FakeAttempt(1, null);
    private Evidence before = Evidence.none();
    private boolean touched;

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

        @ParameterizedTest
        @CsvSource({
            "400, Throttling.User,        THROTTLED",
            "403, Forbidden.RAM,          ACCOUNT",
        })
        void trouble_that_passes_is_tried_again_and_had_no_effect(int status, String code, FailureKind kind) {
            smc.shows(JOB, "Waiting").fails(new SmcException.Refused(status, code, "no", "R-1"));
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(kind.name());
            assertThat(failure.getNextRetryDelay()).isBetween(INTERVAL, INTERVAL.multipliedBy(4));
            assertThat(evidence(failure).latest().orElseThrow().answer()).isEqualTo(Answer.REFUSED);
            assertThat(evidence(failure).latestEffective()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "400, SourceServerState.Invalid,  SOURCE_OFFLINE",
            "400, MissingParameter,           BAD_REQUEST",
            "400, QuotaExceeded.RunningJob,   UNKNOWN_CODE",
        })
        void trouble_for_a_person_ends_the_tries(int status, String code, FailureKind kind) {
            smc.shows(JOB, "Waiting").fails(new SmcException.Refused(status, code, "no", "R-1"));
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(kind.name());
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

    @Nested
    class AfterAnUnclearCall {

        AfterAnUnclearCall() {
            attempt = new FakeAttempt(2, new Notes(1, unclear(1)));
            clock.pass(SETTLE);
        }

        @ParameterizedTest
        @CsvSource({"Running/Syncing", "Running/Cleaning", "Finished"})
        void a_job_that_is_not_waiting_any_more_is_adopted(String status) {
            smc.shows(JOB, status);
            CallResult result = run();
            assertThat(result.verdict()).isEqualTo(Verdict.ADOPTED);
            assertThat(result.evidence().latest().orElseThrow().statusAfter()).isEqualTo(status);
            assertThat(smc.calls).isEmpty();
        }

        @Test
        void run_once_tells_nothing_any_more() {
            smc.shows(JOB, "Running!");
            assertThat(run().verdict()).isEqualTo(Verdict.ADOPTED);
        }

        @Test
        void a_job_that_is_waiting_still_is_called_again() {
            smc.shows(JOB, "Waiting", "Running/Syncing").answers("R-2");
            CallResult result = run();
            assertThat(result.verdict()).isEqualTo(Verdict.ACCEPTED);
            assertThat(result.evidence().tries())
                    .extracting(Try::answer)
                    .containsExactly(Answer.UNCLEAR, Answer.ACCEPTED);
            assertThat(result.evidence().tries())
                    .extracting(Try::statusAfter)
                    .containsExactly("Waiting", "Running/Syncing");
        }

        @Test
        void it_is_not_called_before_the_settle_time_has_passed() {
            attempt = new FakeAttempt(
                    2,
                    new Notes(1, Evidence.none().plus(unclearAt(clock.instant().minusSeconds(59)))));
            smc.shows(JOB, "Waiting");
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(FailureKind.UNCLEAR.name());
            assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(1));
            assertThat(smc.calls).isEmpty();
        }

        @Test
        void a_lost_race_may_be_our_own_call() {
            smc.shows(JOB, "Waiting", "Running/Syncing")
                    .fails(new SmcException.Refused(400, "ReplicationJob.InvalidStatus", "no", "R-1"));
            assertThat(run().verdict()).isEqualTo(Verdict.ADOPTED);
        }

        @Test
        void a_refusal_for_its_state_of_a_job_that_shows_waiting_says_that_the_earlier_call_took_effect() {
            smc.shows(JOB, "Waiting").fails(new SmcException.Refused(400, "ReplicationJob.InvalidStatus", "no", "R-1"));
            assertThat(run().verdict()).isEqualTo(Verdict.ADOPTED);
        }

        @Test
        void trouble_carries_the_tries() {
            smc.shows(JOB, "InError");
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(FailureKind.JOB_IN_ERROR.name());
            assertThat(evidence(failure).latest().orElseThrow().statusAfter()).isEqualTo("InError");
            assertThat(failure.getDetails().get(1, String.class)).isEqualTo("SourceServer.Offline");
        }

        @ParameterizedTest
        @CsvSource({"1, PT2M", "2, PT4M", "3, PT8M", "4, PT10M", "8, PT10M"})
        void the_gap_doubles_up_to_the_longest(int unclearBefore, Duration gap) {
            attempt = new FakeAttempt(unclearBefore + 1, new Notes(unclearBefore, unclear(unclearBefore)));
            smc.shows(JOB, "Waiting").fails(new SmcException.NoClearAnswer("reset", null));
            assertThat(fail().getNextRetryDelay()).isEqualTo(gap);
        }

        @Test
        void it_gives_up_at_the_limit_without_calling() {
            attempt = new FakeAttempt(11, new Notes(10, unclear(UNCLEAR_LIMIT)));
            smc.shows(JOB, "Waiting");
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(FailureKind.GAVE_UP.name());
            assertThat(evidence(failure).unclear()).isEqualTo(UNCLEAR_LIMIT);
            assertThat(smc.calls).isEmpty();
        }
    }

    @Nested
    class AfterAnAttemptThatDied {

        @Test
        void between_its_note_and_its_answer_the_call_was_perhaps_sent() {
            attempt = new FakeAttempt(2, new Notes(1, Evidence.none().plus(Try.sending(Dial.MIDNIGHT, "Waiting"))));
            clock.pass(SETTLE);
            smc.shows(JOB, "Running/Syncing");
            assertThat(run().verdict()).isEqualTo(Verdict.ADOPTED);
        }

        @Test
        void without_a_note_the_call_was_perhaps_sent_too() {
            attempt = new FakeAttempt(2, null);
            smc.shows(JOB, "Running/Syncing");
            CallResult result = run();
            assertThat(result.verdict()).isEqualTo(Verdict.ADOPTED);
            assertThat(result.evidence().tries())
                    .containsExactly(new Try(null, Answer.PERHAPS_SENT, null, null, null, "Running/Syncing"));
        }

        @Test
        void a_note_of_an_attempt_long_before_says_nothing_about_the_last_one() {
            attempt = new FakeAttempt(4, new Notes(2, unclear(1)));
            clock.pass(SETTLE);
            smc.shows(JOB, "Waiting", "Running").answers("R-1");
            assertThat(run().evidence().tries())
                    .extracting(Try::answer)
                    .containsExactly(Answer.UNCLEAR, Answer.PERHAPS_SENT, Answer.ACCEPTED);
        }

        @Test
        void an_attempt_that_failed_before_its_call_says_so() {
            smc.shows(JOB, id -> {
                throw new SmcException.Refused(400, "Throttling.User", "slow down", "R-1");
            });
            fail();
            assertThat(attempt.latest()).isEqualTo(new Notes(1, Evidence.none()));
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
        assertThat(run().verdict()).isEqualTo(Verdict.NOT_WAITING);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"NOT_YET", "THROTTLED", "UNAVAILABLE", "ACCOUNT", "UNCLEAR"})
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

    private CallResult run() {
        return attempt()
                .cutOver(new CallRequest(
                        new JobId(JOB), true, before, INTERVAL, SETTLE, LONGEST, BUDGET, UNCLEAR_LIMIT, touched));
    }

    private ApplicationFailure fail() {
        return Optional.ofNullable(catchThrowableOfType(ApplicationFailure.class, this::run))
                .orElseThrow(() -> new AssertionError("it did not fail"));
    }

    private ReplicationJobsImpl attempt() {
        return new ReplicationJobsImpl(
                smc,
                new Looks(smc, clock, Duration.ZERO),
                clock,
                clock::nanos,
                new Beat(clock, new Random(1)),
                () -> attempt);
    }

    private static Evidence evidence(ApplicationFailure failure) {
        return failure.getDetails().get(0, Evidence.class);
    }

    private static Evidence unclear(int times) {
        Evidence evidence = Evidence.none();
        for (int count = 0; count < times; count++) {
            evidence = evidence.plus(unclearAt(Dial.MIDNIGHT));
        }
        return evidence;
    }

    private static Try unclearAt(Instant at) {
        return new Try(at, Answer.UNCLEAR, null, null, "Waiting", null);
    }
}
