package dev.cutover.smc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One account's line to Server Migration Center, API version 2019-06-01. Retries nothing by itself: a caller that tries again has to know
 * whether the first try may have taken effect, which the {@link SmcException} tells.
 */
public interface Smc {

    /** How many ids one call may name, and how many rows a page may have. */
    int MOST_PER_CALL = 50;

    /**
     * Asks for jobs by id, one call per 50 ids; a job that does not exist is missing from the answer. An answer that may have left a job
     * out, or tells one that was not asked for, is no clear answer.
     */
    List<ReplicationJob> describeReplicationJobs(List<String> jobIds) throws SmcException;

    /** Asks for jobs by filter, following all pages; pages that do not fit together even when read anew are no clear answer. */
    default List<ReplicationJob> findReplicationJobs(JobFilter filter) throws SmcException {
        return findReplicationJobs(filter, PagesRead.IN_SILENCE);
    }

    /** The same, told page by page: an account may have thousands. */
    List<ReplicationJob> findReplicationJobs(JobFilter filter, PagesRead progress) throws SmcException;

    /**
     * Cuts a job over. Not idempotent: there is no client token.
     *
     * @param guard asked last, once the connection stands, just before the first byte of the request; not asked when no connection stands
     * @return the request id of the acknowledgement, which says only that the call was accepted
     */
    String cutOverReplicationJob(String jobId, boolean syncData, CallGuard guard) throws SmcException;

    /** Starts a job that is {@code Ready}, {@code Stopped} or {@code InError}; returns the request id. */
    String startReplicationJob(String jobId) throws SmcException;

    /** Pauses a job that is {@code Running} and {@code Syncing}; returns the request id. */
    String stopReplicationJob(String jobId) throws SmcException;

    /** How far this machine's clock is behind SMC's (negative: ahead), as the newest answer tells it, to the second; empty: none has told. */
    default Optional<Duration> clockSkew() {
        return Optional.empty();
    }

    /** Asks for source servers by id, one call per 50 ids; believed as {@link #describeReplicationJobs} is. */
    List<SourceServer> describeSourceServers(List<String> sourceIds) throws SmcException;
}
