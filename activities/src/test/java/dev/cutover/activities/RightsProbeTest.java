package dev.cutover.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.Facts.Probe;
import dev.cutover.activities.Facts.Probe.Right;
import dev.cutover.smc.SmcException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what SMC says of the job says that the right is there. */
class RightsProbeTest {

    @ParameterizedTest
    @CsvSource({
        "InvalidParameter.JobId,                 400, GRANTED",
        "InvalidParameter,                       404, GRANTED",
        "ReplicationJob.InvalidStatus,           400, GRANTED",
        "ReplicationJob.NotFound,                404, GRANTED",
        "InvalidJobId.NotFound,                  404, GRANTED",
        "Forbidden.RAM,                          403, FORBIDDEN",
        "Forbidden.SubUser,                      400, FORBIDDEN",
        "InvalidAccountStatus.NotEnoughBalance,  400, ACCOUNT_REFUSED",
        "InvalidAccessKeyId.NotFound,            404, ACCOUNT_REFUSED",
        "InvalidTimeStamp.Expired,               400, ACCOUNT_REFUSED",
        "NoPermission,                           403, UNCLEAR",
        "ReplicationJob.Locked,                  403, UNCLEAR",
        "InvalidParameter.JobId,                 401, UNCLEAR",
        "MissingParameter,                       400, UNCLEAR",
        "QuotaExceeded.Job,                      400, UNCLEAR",
        "Mystery,                                400, UNCLEAR",
        "ReplicationJob.Broken,                  500, UNCLEAR",
    })
    void each_code(String code, int status, Right right) {
        SmcException refusal = new SmcException.Refused(status, code, "x", "r-1");
        assertThat(RightsProbe.of(new ScriptedSmc().fails(refusal))).isEqualTo(new Probe(right, code));
    }

    @Test
    void what_is_no_answer_about_the_job_is_told_as_it_came() {
        SmcException silence = new SmcException.NoClearAnswer("a reset", null);
        assertThat(RightsProbe.of(new ScriptedSmc().fails(silence)))
                .isEqualTo(new Probe(Right.UNCLEAR, silence.getMessage()));
        assertThat(RightsProbe.of(new ScriptedSmc().answers("r-1")).right()).isEqualTo(Right.UNCLEAR);
    }
}
