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
        "400, QuotaExceeded.RunningJob,                  UNKNOWN_CODE",
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
    void what_was_not_sent_is_unavailable_or_the_accounts_trouble() {
        assertThat(Failure.of(new SmcException.NotSent("no route", null)).kind())
                .isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(Failure.of(new SmcException.NotSent("no key", true, null)).kind())
                .isEqualTo(FailureKind.ACCOUNT);
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
