package dev.cutover.activities;

import dev.cutover.activities.Facts.Probe;
import dev.cutover.activities.Facts.Probe.Right;
import dev.cutover.contract.FailureKind;
import dev.cutover.smc.CallGuard;
import dev.cutover.smc.Smc;
import dev.cutover.smc.SmcException;

/** Tries the right to cut over, with a job that does not exist. Rights are checked before the job is looked for. */
final class RightsProbe {

    /** One that SMC never gives. */
    private static final String NO_JOB = "j-00000000000000000000";

    private RightsProbe() {}

    static Probe of(Smc smc) {
        try {
            smc.cutOverReplicationJob(NO_JOB, true, CallGuard.ALWAYS);
            return new Probe(Right.UNCLEAR, "SMC took a call for a job that does not exist");
        } catch (SmcException.Refused refused) {
            return new Probe(right(refused), refused.code());
        } catch (SmcException failure) {
            return new Probe(Right.UNCLEAR, failure.getMessage());
        }
    }

    /** Only an answer about the job says that nothing was in the way before it. */
    private static Right right(SmcException.Refused refused) {
        if (refused.code().startsWith("Forbidden")) {
            return Right.FORBIDDEN;
        }
        if (Failure.of(refused).kind() == FailureKind.ACCOUNT) {
            return Right.ACCOUNT_REFUSED;
        }
        boolean isOfRights = refused.httpStatus() == 401 || refused.httpStatus() == 403;
        return !isOfRights && isAboutTheJob(refused) ? Right.GRANTED : Right.UNCLEAR;
    }

    /** What SMC says to an unknown id is not documented. */
    private static boolean isAboutTheJob(SmcException.Refused refused) {
        String code = refused.code();
        return refused.httpStatus() < 500
                && (code.startsWith("InvalidParameter") || code.contains("ReplicationJob") || code.contains("JobId"));
    }
}
