package dev.cutover.activities;

import dev.cutover.contract.JobId;
import dev.cutover.smc.SourceServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * All that a preflight has seen.
 *
 * @param looks at each job, none where SMC refused to tell of jobs
 * @param jobsRefused why SMC told of no job, or {@code null}
 * @param servers by source id
 * @param serversRefused SMC's code for telling of no source server, or {@code null}
 * @param runningElsewhere how many jobs run that are not of the plan; {@code null}: SMC did not tell
 * @param skew how far this machine's clock is behind SMC's; {@code null}: SMC did not tell
 * @param rivals the waves that cut jobs of the plan over just now, by job
 * @param waves others that run; {@code null}: Temporal did not tell
 * @param probe what became of the probe of the right to cut over; {@code null}: it was not asked for
 */
record Facts(
        Instant at,
        Map<JobId, Looks.Look> looks,
        Failure jobsRefused,
        Map<String, SourceServer> servers,
        String serversRefused,
        Integer runningElsewhere,
        Duration skew,
        Map<JobId, String> rivals,
        OtherWaves.Told waves,
        Probe probe) {

    /**
     * What a cutover call for a job that does not exist came to.
     *
     * @param said SMC's code or sentence, or {@code null}
     */
    record Probe(Right right, String said) {

        enum Right {
            /** SMC looked for the job: the right is there. */
            GRANTED,
            FORBIDDEN,
            /** It is not the right: credentials, balance or clock. */
            ACCOUNT_REFUSED,
            UNCLEAR
        }
    }
}
