package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.contract.FailureKind;
import dev.cutover.contract.JobId;
import dev.cutover.smc.SmcException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to a job, or asked of SMC, because a person wants it. */
class StartAndProbeTest {

    private static final JobId JOB = new JobId("j-1");
    private static final String ID = JOB.value();
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Dial clock = new Dial();
    private final ScriptedSmc smc = new ScriptedSmc();
    private int attempt = 1;

    private ReplicationJobsImpl activities() {
        return Deeds.at(smc, clock, () -> new FakeAttempt(attempt, null));
    }

    private static ApplicationFailure fail(Runnable deed) {
        return Optional.ofNullable(catchThrowableOfType(ApplicationFailure.class, deed::run))
                .orElseThrow(() -> new AssertionError("it did not fail"));
    }

    private static void assertEnded(ApplicationFailure failure, FailureKind kind, String code) {
        assertThat(failure.getType()).isEqualTo(kind.name());
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getDetails().get(0, String.class)).isEqualTo(code);
        assertThat(failure.getOriginalMessage()).contains(code);
    }

    private static void assertRetried(ApplicationFailure failure, FailureKind kind) {
        assertThat(failure.getType()).isEqualTo(kind.name());
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getNextRetryDelay()).isBetween(SOON, SOON.multipliedBy(4));
    }

    private static SmcException refused(int status, String code) {
        return new SmcException.Refused(status, code, "no", "R-1");
    }

    @Nested
    class Start {

        private void restart() {
            activities().restart(JOB);
        }

        @Test
        void a_job_is_started_without_a_look() {
            smc.answers("R-1");
            restart();
            assertThat(smc.starts).containsExactly(ID);
            assertThat(smc.looks).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "400, SourceServerState.Invalid",
            "404, InvalidParameter.JobId",
            "400, QuotaExceeded.RunningJob",
            "400, SomethingNew",
        })
        void what_smc_refuses_is_told_to_a_person(int status, String code) {
            smc.fails(refused(status, code));
            assertEnded(fail(this::restart), FailureKind.RESTART_REFUSED, code);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Ready", "Stopped", "InError", "Expired", "Deleting", "Odd"})
        void a_refusal_for_its_state_is_one_when_it_does_not_run(String status) {
            smc.shows(ID, status).fails(refused(400, "ReplicationJob.InvalidStatus"));
            assertEnded(fail(this::restart), FailureKind.RESTART_REFUSED, "ReplicationJob.InvalidStatus");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Running/Syncing", "Running!", "Waiting", "Finished"})
        void somebody_else_started_it_and_that_is_as_good(String status) {
            smc.shows(ID, status).fails(refused(400, "ReplicationJob.InvalidStatus"));
            restart();
            assertThat(smc.starts).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource({"403, Forbidden.RAM", "400, InvalidAccountStatus.NotEnoughBalance"})
        void trouble_of_the_account_is_not_the_jobs(int status, String code) {
            smc.fails(refused(status, code));
            assertEnded(fail(this::restart), FailureKind.ACCOUNT, code);
        }

        @ParameterizedTest
        @CsvSource({
            "400, Throttling.User,    THROTTLED",
            "500, InternalError,      UNCLEAR",
            "503, ServiceUnavailable, UNCLEAR",
        })
        void what_may_pass_is_tried_again(int status, String code, FailureKind kind) {
            smc.fails(refused(status, code));
            assertRetried(fail(this::restart), kind);
        }

        @Test
        void so_is_what_got_no_answer_or_was_not_sent() {
            smc.fails(new SmcException.NoClearAnswer("reset", null))
                    .fails(new SmcException.NotSent("no route", null))
                    .fails(SmcException.NotSent.spacedOut("calls are spaced out"));
            assertRetried(fail(this::restart), FailureKind.UNCLEAR);
            assertRetried(fail(this::restart), FailureKind.UNAVAILABLE);
            assertRetried(fail(this::restart), FailureKind.THROTTLED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Running/Preparing", "Waiting", "Finished"})
        void a_later_attempt_finds_that_an_earlier_one_did_it(String status) {
            attempt = 2;
            smc.shows(ID, status);
            restart();
            assertThat(smc.starts).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"Ready", "Stopped", "InError"})
        void or_does_it(String status) {
            attempt = 2;
            smc.shows(ID, status).answers("R-2");
            restart();
            assertThat(smc.starts).hasSize(1);
        }

        @Test
        void a_look_that_fails_is_tried_again_and_starts_nothing() {
            attempt = 2;
            smc.refuses(jobs -> refused(500, "InternalError"));
            assertRetried(fail(this::restart), FailureKind.UNAVAILABLE);
            smc.refuses(jobs -> refused(403, "Forbidden.RAM"));
            assertEnded(fail(this::restart), FailureKind.ACCOUNT, "Forbidden.RAM");
            assertThat(smc.starts).isEmpty();
        }
    }

    @Nested
    class Probe {

        private void probe() {
            activities().probe(JOB);
        }

        @ParameterizedTest
        @CsvSource(
                value = {"Waiting", "InError", "Odd", "NULL"},
                nullValues = "NULL")
        void whatever_is_told_of_the_job_the_account_works(String status) {
            smc.shows(ID, status);
            assertThatCode(this::probe).doesNotThrowAnyException();
            assertThat(smc.looks).containsExactly(List.of(ID));
        }

        @Test
        void an_id_that_smc_does_not_like_is_no_trouble_of_the_account() {
            smc.refuses(jobs -> refused(400, "InvalidParameter.JobId"));
            assertThatCode(this::probe).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @CsvSource({"403, Forbidden.RAM", "404, InvalidAccessKeyId.NotFound", "403, NoPermission.New"})
        void what_is_refused_still_is_told(int status, String code) {
            smc.refuses(jobs -> refused(status, code));
            assertEnded(fail(this::probe), FailureKind.ACCOUNT, code);
        }

        @ParameterizedTest
        @CsvSource({"400, Throttling.User, THROTTLED", "500, InternalError, UNAVAILABLE"})
        void what_may_pass_is_tried_again(int status, String code, FailureKind kind) {
            smc.refuses(jobs -> refused(status, code));
            assertRetried(fail(this::probe), kind);
        }

        @ParameterizedTest
        @CsvSource({"PT0S, false", "PT3M, true"})
        void credentials_that_fail_are_tried_again_unless_that_lasts(Duration keyless, boolean ends) {
            smc.refuses(jobs -> SmcException.NotSent.withoutCredentials("no key", keyless));
            ApplicationFailure failure = fail(this::probe);
            assertThat(failure.isNonRetryable()).isEqualTo(ends);
            assertThat(failure.getType()).isEqualTo((ends ? FailureKind.ACCOUNT : FailureKind.UNAVAILABLE).name());
        }
    }
}
