package dev.cutover.activities;

import dev.cutover.contract.FailureKind;
import dev.cutover.smc.CallGuard;
import dev.cutover.smc.JobFilter;
import dev.cutover.smc.PagesRead;
import dev.cutover.smc.ReplicationJob;
import dev.cutover.smc.Smc;
import dev.cutover.smc.SmcException;
import dev.cutover.smc.SourceServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A line to SMC for somebody who has many questions and time: a call whose turn would have come too late, or that SMC finds one too many, is made
 * again a moment later, so that what was asked before is not asked anew. All else is as the line below has it.
 */
final class PatientSmc implements Smc {

    /** How long it waits. The calls of a process are spaced out anyway. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** So often in a row SMC itself may ask for fewer calls, and so often a listing begins again with its first page. */
    private static final int MOST_IN_A_ROW = 5;

    private final Smc smc;
    private final Runnable sign;
    private final Pause pause;

    /** How a thread waits. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** @param sign is run before each call and each page; what it throws goes on */
    PatientSmc(Smc smc, Runnable sign, Pause pause) {
        this.smc = smc;
        this.sign = sign;
        this.pause = pause;
    }

    @FunctionalInterface
    private interface Call<T> {
        T answer() throws SmcException;
    }

    /** @param single it costs nobody anything to make it again when it was not sent */
    private <T> T patiently(boolean single, Call<T> call) throws SmcException {
        int inVain = 0;
        while (true) {
            sign.run();
            try {
                return call.answer();
            } catch (SmcException failure) {
                boolean isFree = single && failure instanceof SmcException.NotSent;
                inVain += isFree ? 0 : 1;
                if (Failure.of(failure).kind() != FailureKind.THROTTLED || inVain == MOST_IN_A_ROW) {
                    throw failure;
                }
            }
            await();
        }
    }

    private void await() throws SmcException.NotSent {
        try {
            pause.of(A_MOMENT);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new SmcException.NotSent("the worker ends", ending);
        }
    }

    @Override
    public List<ReplicationJob> describeReplicationJobs(List<String> jobIds) throws SmcException {
        return patiently(true, () -> smc.describeReplicationJobs(jobIds));
    }

    @Override
    public List<ReplicationJob> findReplicationJobs(JobFilter filter, PagesRead progress) throws SmcException {
        PagesRead withSign = (page, pages) -> {
            sign.run();
            progress.read(page, pages);
        };
        return patiently(false, () -> smc.findReplicationJobs(filter, withSign));
    }

    @Override
    public List<SourceServer> describeSourceServers(List<String> sourceIds) throws SmcException {
        return patiently(true, () -> smc.describeSourceServers(sourceIds));
    }

    /** A call that is made again had no effect. */
    @Override
    public String cutOverReplicationJob(String jobId, boolean syncData, CallGuard guard) throws SmcException {
        return patiently(true, () -> smc.cutOverReplicationJob(jobId, syncData, guard));
    }

    @Override
    public String startReplicationJob(String jobId) throws SmcException {
        return patiently(true, () -> smc.startReplicationJob(jobId));
    }

    @Override
    public String stopReplicationJob(String jobId) throws SmcException {
        return patiently(true, () -> smc.stopReplicationJob(jobId));
    }

    @Override
    public Optional<Duration> clockSkew() {
        return smc.clockSkew();
    }
}
