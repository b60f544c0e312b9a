package dev.cutover.acceptance.cloud;

import dev.cutover.smc.AccessKey;
import dev.cutover.smc.CallGuard;
import dev.cutover.smc.Credentials;
import dev.cutover.smc.JobFilter;
import dev.cutover.smc.ReplicationJob;
import dev.cutover.smc.SmcClient;
import dev.cutover.smc.SmcException;
import dev.cutover.smc.SmcSettings;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** With the client of this product. */
final class OurCaller implements Caller {

    private final SmcClient client;

    OurCaller(String hostAndPort, Key key) {
        client = new SmcClient(
                SmcSettings.at(URI.create("http://" + hostAndPort)),
                Credentials.fixed(new AccessKey(key.id(), key.secret(), key.token(), null)),
                Clock.systemUTC());
    }

    @FunctionalInterface
    private interface Deed<T> {
        T result() throws SmcException;
    }

    private static <T> T told(Deed<T> deed) throws Refused, Unclear {
        try {
            return deed.result();
        } catch (SmcException.Refused refusal) {
            throw new Refused(refusal.code(), refusal.requestId());
        } catch (SmcException unclear) {
            throw new Unclear(unclear);
        }
    }

    @Override
    public List<Job> jobs(List<String> ids) throws Refused, Unclear {
        return told(() -> client.describeReplicationJobs(ids)).stream()
                .map(OurCaller::job)
                .toList();
    }

    @Override
    public List<Job> find(String name, String regionId, String status, Map<String, String> tags)
            throws Refused, Unclear {
        return told(() -> client.findReplicationJobs(new JobFilter(name, regionId, status, tags))).stream()
                .map(OurCaller::job)
                .toList();
    }

    @Override
    public List<Job> ofSources(List<String> sourceIds) throws Refused, Unclear {
        JobFilter filter = new JobFilter(null, null, null, sourceIds, Map.of());
        return told(() -> client.findReplicationJobs(filter)).stream()
                .map(OurCaller::job)
                .toList();
    }

    /** What SMC leaves empty is {@code null} there, and empty here. */
    private static Job job(ReplicationJob job) {
        return new Job(
                job.jobId(),
                job.name(),
                job.sourceId(),
                job.regionId(),
                job.statusText(),
                Objects.requireNonNullElse(job.businessStatusText(), ""),
                Objects.requireNonNullElse(job.errorCode(), ""),
                job.runOnce(),
                Objects.requireNonNullElse(job.imageId(), ""),
                Objects.requireNonNullElse(job.instanceId(), ""),
                job.tags(),
                job.runs().size());
    }

    @Override
    public List<Server> sourceServers(List<String> ids) throws Refused, Unclear {
        return told(() -> client.describeSourceServers(ids)).stream()
                .map(server -> new Server(
                        server.sourceId(),
                        server.name(),
                        server.stateText(),
                        Objects.requireNonNullElse(server.errorCode(), ""),
                        server.jobId()))
                .toList();
    }

    @Override
    public String cutOver(String id, boolean syncData) throws Refused, Unclear {
        return told(() -> client.cutOverReplicationJob(id, syncData, CallGuard.ALWAYS));
    }

    @Override
    public String start(String id) throws Refused, Unclear {
        return told(() -> client.startReplicationJob(id));
    }

    @Override
    public String stop(String id) throws Refused, Unclear {
        return told(() -> client.stopReplicationJob(id));
    }

    @Override
    public void close() {
        client.close();
    }
}
