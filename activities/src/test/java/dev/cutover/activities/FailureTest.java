package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.contract.FailureKind;
import dev.cutover.smc.SmcException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

    @ParameterizedTest
    @CsvSource({
        "500, InternalError,                             UNCLEAR",
        "503, ServiceUnavailable,                        UNCLEAR",
        "502, Whatever,                                  UNCLEAR",
        "400, Throttling,                                THROTTLED",
        "400, Throttling.User,                           THROTTLED",
        "503, Throttling.Api,                            THROTTLED",
        "429, Anything,                                  THROTTLED",
        "400, ThrottlingNot,                             UNKNOWN_CODE",
        "400, ReplicationJob.InvalidStatus,              STATE_CONFLICT",
        "400, ReplicationJob.InvalidBusinessStatus,      STATE_CONFLICT",
        "400, SourceServerState.Invalid,                 SOURCE_OFFLINE",
        "403, Forbidden,                                 ACCOUNT",
        "403, Forbidden.RAM,                             ACCOUNT",
        "404, InvalidAccessKeyId.NotFound,               ACCOUNT",
        "400, InvalidAccessKeyId.Inactive,               ACCOUNT",
        "400, SignatureDoesNotMatch,                     ACCOUNT",
        "400, InvalidSecurityToken.Expired,              ACCOUNT",
        "400, IncompleteSignature,                       ACCOUNT",
        "400, InvalidTimeStamp.Expired,                  ACCOUNT",
        "400, IllegalTimestamp,                          ACCOUNT",
        "400, InvalidAccountStatus.NotEnoughBalance,     ACCOUNT",
        "400, SignatureNonceUsed,                        UNCLEAR",
        "400, MissingParameter,                          BAD_REQUEST",
        "400, InvalidParameter,                          BAD_REQUEST",
        "404, InvalidParameter.JobId,                    BAD_REQUEST",
        "400, QuotaExceeded,                             QUOTA",
        "400, QuotaExceeded.RunningJob,                  QUOTA",
        "403, ReplicationJob.QuotaExceeded,              QUOTA",
        "400, QuotaExceed.ReplicationJob,                QUOTA",
        "429, QuotaExceeded,                             THROTTLED",
        "500, QuotaExceeded,                             UNCLEAR",
        "400, QuotaExceededNot,                          UNKNOWN_CODE",
        "409, SomethingNew,                              UNKNOWN_CODE",
    })
    void each_code_has_its_kind(int status, String code, FailureKind kind) {
        SmcException refused = new SmcException.Refused(status, code, "sentence", "R-1");
        assertThat(Failure.of(refused).kind()).isEqualTo(kind);
        assertThat(Failure.of(refused).code()).isEqualTo(code);
        assertThat(Failure.of(refused).sentence()).contains(code).contains("R-1");
    }

    @Test
    void without_a_clear_answer_a_call_is_unclear_and_a_look_merely_failed() {
        SmcException lost = new SmcException.NoClearAnswer("connection reset", null);
        assertThat(Failure.of(lost).kind()).isEqualTo(FailureKind.UNCLEAR);
        assertThat(Failure.ofLook(lost).kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(Failure.ofLook(new SmcException.Refused(500, "InternalError", "", "R-1"))
                        .kind())
                .isEqualTo(FailureKind.UNAVAILABLE);
    }

    @Test
    void a_look_that_is_refused_for_all_jobs_is_the_accounts_trouble() {
        assertThat(Failure.ofLook(new SmcException.Refused(403, "NoPermission.New", "", "R-1"))
                        .kind())
                .isEqualTo(FailureKind.ACCOUNT);
    }

    @Test
    void what_could_not_be_sent_is_unavailable() {
        assertThat(Failure.of(new SmcException.NotSent("no route", null)).kind())
                .isEqualTo(FailureKind.UNAVAILABLE);
    }

    @Test
    void what_was_not_sent_to_space_calls_out_is_throttled() {
        assertThat(Failure.of(SmcException.NotSent.spacedOut("calls are spaced out"))
                        .kind())
                .isEqualTo(FailureKind.THROTTLED);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, UNAVAILABLE", "PT1M59.999S, UNAVAILABLE", "PT2M, ACCOUNT", "PT9H, ACCOUNT"})
    void a_hiccup_of_the_credentials_is_not_yet_the_accounts_trouble(Duration keyless, FailureKind kind) {
        SmcException notSent = SmcException.NotSent.withoutCredentials("no key", keyless);
        assertThat(Failure.of(notSent).kind()).isEqualTo(kind);
        assertThat(Failure.ofLook(notSent).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "400, Throttling.User,           true",
        "500, InternalError,             true",
        "403, Forbidden.RAM,             true",
        "400, QuotaExceeded.RunningJob,  true",
        "400, InvalidParameter.JobId,    false",
        "400, SomethingNew,              false",
    })
    void what_is_not_shared_by_all_jobs_of_a_look_may_be_one_of_theirs(int status, String code, boolean shared) {
        assertThat(Failure.of(new SmcException.Refused(status, code, "", "R-1")).isSharedByAll())
                .isEqualTo(shared);
    }

    @Test
    void an_end_is_one_whatever_the_policy_says() {
        assertThat(new Failure(FailureKind.ACCOUNT, "Forbidden", "no")
                        .end("Forbidden")
                        .isNonRetryable())
                .isTrue();
        assertThat(new Failure(FailureKind.UNCLEAR, null, "lost")
                        .retry(Duration.ofSeconds(7))
                        .isNonRetryable())
                .isFalse();
    }

    @Test
    void only_not_yet_is_benign() {
        ApplicationFailure notYet = Failure.notYet("nothing new").retry(Duration.ofSeconds(7));
        assertThat(notYet.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
        assertThat(notYet.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(7));
        assertThat(notYet.getType()).isEqualTo("NOT_YET");
        assertThat(new Failure(FailureKind.UNCLEAR, null, "lost")
                        .retry(Duration.ofSeconds(7))
                        .getCategory())
                .isEqualTo(ApplicationErrorCategory.UNSPECIFIED);
    }
}
