package dev.cutover.contract;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Looks at all that can be known of a plan before its night. Changes nothing. */
@ActivityInterface(namePrefix = "Preflight.")
public interface PreflightChecks {

    /** Fails, to be tried again, while SMC gives no answer. What SMC refuses is a finding. Its heartbeat details are an {@link Account.Listed}. */
    @ActivityMethod
    PreflightReport check(CheckRequest request);

    /**
     * @param plan with all its jobs: nothing is selected here
     * @param probeRights whether the right to cut over is tried, with a job id that does not exist
     * @param mostNamed how many jobs are named of one finding
     */
    record CheckRequest(Plan plan, boolean probeRights, int mostNamed) {}
}
