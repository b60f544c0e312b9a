package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.Evidence;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.ReplicationJobs.CallResult;
import dev.cutover.contract.ReplicationJobs.Verdict;
import dev.cutover.contract.Try;
import dev.cutover.contract.Try.Answer;
import dev.cutover.smc.SmcException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An attempt behind others: what it makes of what they left. */
class LaterCallAttemptTest extends CallAttemptStory {

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
        void a_refusal_for_its_state_long_after_an_unclear_call_is_a_conflict_again() {
            clock.pass(SETTLE);
            smc.shows(JOB, "Waiting").fails(new SmcException.Refused(400, "ReplicationJob.InvalidStatus", "no", "R-1"));
            assertThat(fail().getType()).isEqualTo(FailureKind.STATE_CONFLICT.name());
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
}
