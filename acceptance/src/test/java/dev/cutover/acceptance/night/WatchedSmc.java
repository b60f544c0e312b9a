package dev.cutover.acceptance.night;

import dev.cutover.simulator.Fault;
import dev.cutover.simulator.LedgerEntry;
import dev.cutover.simulator.Simulator;
import dev.cutover.smc.CallGuard;
import dev.cutover.smc.JobFilter;
import dev.cutover.smc.PagesRead;
import dev.cutover.smc.ReplicationJob;
import dev.cutover.smc.Smc;
import dev.cutover.smc.SmcException;
import dev.cutover.smc.SourceServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The line to SMC, and beside each cutover call how all jobs stood at SMC in truth. */
final class WatchedSmc implements Smc {

    private final Smc line;
    private final Simulator simulator;
    private final List<String> jobs;
    private final Duration showsAfter;
    private final InstantSource clock;
    private final List<Called> calls = new ArrayList<>();

    /** Cut over by an accepted call, and SMC is not through with them; since when. */
    private final Map<String, Instant> inCutover = new LinkedHashMap<>();

    /** @param showsAfter how long an accepted call leaves its job {@code Waiting} */
    WatchedSmc(Smc line, Simulator simulator, List<String> jobs, Duration showsAfter, InstantSource clock) {
        this.line = line;
        this.simulator = simulator;
        this.jobs = jobs;
        this.showsAfter = showsAfter;
        this.clock = clock;
    }

    /**
     * A call that reached SMC.
     *
     * @param truth how each job stood just before
     * @param inCutover the jobs in cutover at SMC once it had come
     */
    record Called(LedgerEntry entry, Map<String, String> truth, List<String> inCutover) {
        Instant at() {
            return Instant.parse(entry.at());
        }

        String job() {
            return entry.jobId();
        }
    }

    synchronized List<Called> calls() {
        return List.copyOf(calls);
    }

    /** How all jobs stand; those that SMC is through with are in cutover no more. */
    synchronized Map<String, String> truth() {
        Map<String, String> truth = new LinkedHashMap<>();
        jobs.forEach(job -> truth.put(job, String.valueOf(simulator.status(job))));
        Instant now = clock.instant();
        inCutover.entrySet().removeIf(one -> isThrough(truth.get(one.getKey()), Duration.between(one.getValue(), now)));
        return truth;
    }

    private boolean isThrough(String status, Duration since) {
        return status.equals("Waiting") ? since.compareTo(showsAfter) >= 0 : !status.equals("Running");
    }

    /** Whether a call of it was accepted, and SMC is not through with it. */
    synchronized boolean isInCutover(String job) {
        truth();
        return inCutover.containsKey(job);
    }

    @Override
    public synchronized String cutOverReplicationJob(String jobId, boolean syncData, CallGuard guard)
            throws SmcException {
        Map<String, String> truth = truth();
        int before = simulator.ledger().size();
        try {
            return line.cutOverReplicationJob(jobId, syncData, guard);
        } finally {
            List<LedgerEntry> ledger = simulator.ledger();
            ledger.subList(before, ledger.size()).stream()
                    .filter(entry -> entry.operation().equals(Fault.CUT_OVER))
                    .forEach(entry -> note(entry, truth));
        }
    }

    private void note(LedgerEntry entry, Map<String, String> truth) {
        if (entry.effect().equals("accepted")) {
            inCutover.put(entry.jobId(), Instant.parse(entry.at()));
        }
        calls.add(new Called(entry, truth, List.copyOf(inCutover.keySet())));
    }

    @Override
    public List<ReplicationJob> describeReplicationJobs(List<String> jobIds) throws SmcException {
        truth();
        return line.describeReplicationJobs(jobIds);
    }

    @Override
    public List<ReplicationJob> findReplicationJobs(JobFilter filter, PagesRead progress) throws SmcException {
        return line.findReplicationJobs(filter, progress);
    }

    @Override
    public String startReplicationJob(String jobId) throws SmcException {
        truth();
        return line.startReplicationJob(jobId);
    }

    @Override
    public String stopReplicationJob(String jobId) throws SmcException {
        return line.stopReplicationJob(jobId);
    }

    @Override
    public List<SourceServer> describeSourceServers(List<String> sourceIds) throws SmcException {
        return line.describeSourceServers(sourceIds);
    }
}
