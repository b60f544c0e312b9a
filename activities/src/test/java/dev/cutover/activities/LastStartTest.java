package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Evidence;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.ReplicationJobs.Verdict;
import dev.cutover.contract.Try;
import dev.cutover.contract.Try.Answer;
import dev.cutover.smc.SmcException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No call leaves after the last start, however late something woke up. */
class LastStartTest extends CallAttemptStory {

    private static final Instant LAST_START = Dial.MIDNIGHT.plusSeconds(300);

    LastStartTest() {
        notAfter = LAST_START;
    }

    private void assertTooLate(ApplicationFailure failure, Evidence tries) {
        assertThat(failure.getType()).isEqualTo(FailureKind.TOO_LATE.name());
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getOriginalMessage()).contains(LAST_START.toString());
        assertThat(evidence(failure)).isEqualTo(tries);
        assertThat(failure.getDetails().get(1, String.class)).isNull();
        assertThat(smc.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "299.999, true", "300, true", "300.001, false", "86400, false"})
    void an_attempt_that_begins_then_calls_or_does_not_even_note_it(double seconds, boolean called) {
        clock.pass(millis(seconds));
        smc.shows(JOB, "Waiting").answers("R-1");
        if (called) {
            assertThat(run().verdict()).isEqualTo(Verdict.ACCEPTED);
        } else {
            assertTooLate(fail(), Evidence.none());
            assertThat(attempt.noted).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"20, true", "20.001, false", "25, false", "3600, false"})
    void one_that_is_stalled_between_its_note_and_the_wire_sends_nothing_after_it(double seconds, boolean called) {
        clock.pass(Duration.ofSeconds(280));
        smc.shows(JOB, "Waiting").answers("R-1").beforeCall(() -> clock.pass(millis(seconds)));
        if (called) {
            assertThat(run().verdict()).isEqualTo(Verdict.ACCEPTED);
        } else {
            assertTooLate(fail(), Evidence.none());
            assertThat(attempt.noted).hasSize(1);
        }
    }

    @Test
    void nor_does_one_whose_machine_slept() {
        smc.shows(JOB, "Waiting")
                .answers("R-1")
                .beforeCall(() -> clock.passWhileTheMachineSleeps(Duration.ofSeconds(301)));
        assertTooLate(fail(), Evidence.none());
    }

    @Test
    void nor_does_one_whose_clock_was_set_back() {
        clock.pass(Duration.ofSeconds(280));
        smc.shows(JOB, "Waiting").answers("R-1").beforeCall(() -> {
            clock.pass(Duration.ofSeconds(25));
            clock.setBack(Duration.ofHours(1));
        });
        assertTooLate(fail(), Evidence.none());
    }

    @Test
    void one_that_found_no_way_to_smc_until_then_is_too_late_as_well() {
        clock.pass(Duration.ofSeconds(295));
        smc.shows(JOB, "Waiting")
                .answersAfter(() -> clock.pass(Duration.ofSeconds(20)), new SmcException.NotSent("no route", null));
        ApplicationFailure failure = fail();
        assertThat(failure.getType()).isEqualTo(FailureKind.TOO_LATE.name());
        assertThat(evidence(failure)).isEqualTo(Evidence.none());
    }

    @Test
    void a_call_that_left_in_time_and_is_answered_later_counts() {
        clock.pass(Duration.ofSeconds(299));
        smc.shows(JOB, "Waiting", "Running/Syncing").answersAfter(() -> clock.pass(Duration.ofSeconds(5)), "R-1");
        assertThat(run().verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void without_a_last_start_the_hour_does_not_matter() {
        notAfter = null;
        clock.pass(Duration.ofDays(1));
        smc.shows(JOB, "Waiting").answers("R-1");
        assertThat(run().verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"500, InternalError", "400, Throttling.User", "403, Forbidden.RAM"})
    void after_it_a_job_that_was_never_called_needs_no_look_that_succeeds(int status, String code) {
        clock.pass(Duration.ofSeconds(301));
        smc.shows(JOB, id -> {
            throw new SmcException.Refused(status, code, "no", "R-1");
        });
        assertTooLate(fail(), Evidence.none());
    }

    @ParameterizedTest
    @CsvSource({"Running/Syncing, NOT_WAITING", "Finished, FINISHED_BEFORE"})
    void after_it_the_state_is_told_as_before_it(String status, Verdict verdict) {
        clock.pass(Duration.ofSeconds(301));
        smc.shows(JOB, status);
        assertThat(run().verdict()).isEqualTo(verdict);
    }

    @Test
    void after_it_trouble_is_told_as_before_it() {
        clock.pass(Duration.ofSeconds(301));
        smc.shows(JOB, "InError");
        assertThat(fail().getType()).isEqualTo(FailureKind.JOB_IN_ERROR.name());
    }

    @Nested
    class AfterACallThatMayHaveTakenEffect {

        AfterACallThatMayHaveTakenEffect() {
            attempt = new FakeAttempt(2, new Notes(1, Evidence.none().plus(unclearAt(LAST_START.minusSeconds(10)))));
        }

        private Evidence seenWaiting() {
            return Evidence.none()
                    .plus(new Try(LAST_START.minusSeconds(10), Answer.UNCLEAR, null, null, "Waiting", "Waiting"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Running/Syncing", "Running/Cleaning", "Finished"})
        void a_job_that_is_not_waiting_any_more_is_adopted(String status) {
            clock.pass(Duration.ofSeconds(301));
            smc.shows(JOB, status);
            assertThat(run().verdict()).isEqualTo(Verdict.ADOPTED);
        }

        @ParameterizedTest
        @CsvSource({"301, PT49S", "349.999, PT0.001S"})
        void one_that_shows_waiting_is_not_believed_before_the_settle_time_has_passed(double seconds, Duration left) {
            clock.pass(millis(seconds));
            smc.shows(JOB, "Waiting");
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(FailureKind.UNCLEAR.name());
            assertThat(failure.getNextRetryDelay()).isEqualTo(left);
            assertThat(failure.isNonRetryable()).isFalse();
            assertThat(smc.calls).isEmpty();
        }

        @Test
        void and_then_it_is_too_late_and_not_called_again() {
            clock.pass(Duration.ofSeconds(350));
            smc.shows(JOB, "Waiting");
            assertTooLate(fail(), seenWaiting());
        }

        @Test
        void a_look_that_fails_is_tried_again_because_the_state_has_to_tell() {
            clock.pass(Duration.ofSeconds(350));
            smc.shows(JOB, id -> {
                throw new SmcException.Refused(500, "InternalError", "no", "R-1");
            });
            ApplicationFailure failure = fail();
            assertThat(failure.getType()).isEqualTo(FailureKind.UNAVAILABLE.name());
            assertThat(failure.isNonRetryable()).isFalse();
        }

        @Test
        void also_when_it_was_a_call_of_an_earlier_cutover() {
            attempt = new FakeAttempt(1, null);
            touched = true;
            clock.pass(Duration.ofSeconds(350));
            smc.shows(JOB, id -> {
                throw new SmcException.Refused(500, "InternalError", "no", "R-1");
            });
            assertThat(fail().getType()).isEqualTo(FailureKind.UNAVAILABLE.name());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Unclear before, this one sent so many seconds before the last start: the next look.
        "0,  10,  PT1M",
        "0,  200, PT1M",
        "3,  10,  PT1M",
        "3,  59,  PT1M",
        "3,  200, PT3M20.001S",
        "3,  300, PT5M0.001S",
        "1,  300, PT2M",
    })
    void after_an_unclear_call_the_state_is_asked_for_as_soon_as_no_call_can_follow_any_more(
            int unclearBefore, int secondsBefore, Duration gap) {
        clock.pass(Duration.ofHours(2));
        notAfter = clock.instant().plusSeconds(secondsBefore);
        attempt = new FakeAttempt(unclearBefore + 1, new Notes(unclearBefore, unclear(unclearBefore)));
        smc.shows(JOB, "Waiting").fails(new SmcException.NoClearAnswer("reset", null));
        assertThat(fail().getNextRetryDelay()).isEqualTo(gap);
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
