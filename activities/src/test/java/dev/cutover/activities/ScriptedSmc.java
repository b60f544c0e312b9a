package dev.cutover.activities;

import dev.cutover.smc.CallGuard;
import dev.cutover.smc.JobFilter;
import dev.cutover.smc.JobStatus;
import dev.cutover.smc.PagesRead;
import dev.cutover.smc.ReplicationJob;
import dev.cutover.smc.Smc;
import dev.cutover.smc.SmcException;
import dev.cutover.smc.SourceServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** SMC as a test tells it: what each look shows, and what each call is answered with. */
final class ScriptedSmc implements Smc {

    /** What a look finds, or why it fails; the last one stays. */
    interface Answer {
        Optional<ReplicationJob> to(String jobId) throws SmcException;
    }

    /** What a call is answered with: a request id, or a failure. */
    interface Call {
        String answer() throws SmcException;
    }

    private final Map<String, Deque<Answer>> shows = new LinkedHashMap<>();
    private final Deque<Call> answers = new ArrayDeque<>();
    final List<List<String>> looks = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final List<String> starts = new ArrayList<>();
    final List<JobFilter> finds = new ArrayList<>();
    private List<ReplicationJob> listing = List.of();
    private SmcException noListing;
    private Function<List<String>, SmcException> refusal = jobs -> null;
    private Runnable beforeCall = () -> {};

    /** The next looks at a job show these, one after the other; {@code null} is a job that is missing. */
    ScriptedSmc shows(String jobId, String... statuses) {
        for (String status : statuses) {
            Optional<ReplicationJob> job = Optional.ofNullable(status).map(word -> job(jobId, word));
            shows(jobId, id -> job);
        }
        return this;
    }

    ScriptedSmc shows(String jobId, Answer answer) {
        shows.computeIfAbsent(jobId, id -> new ArrayDeque<>()).add(answer);
        return this;
    }

    ScriptedSmc answers(String requestId) {
        answers.add(() -> requestId);
        return this;
    }

    /** What happens between the wire and the answer. */
    ScriptedSmc answersAfter(Runnable happening, String requestId) {
        answers.add(() -> {
            happening.run();
            return requestId;
        });
        return this;
    }

    ScriptedSmc answersAfter(Runnable happening, SmcException exception) {
        answers.add(() -> {
            happening.run();
            throw exception;
        });
        return this;
    }

    ScriptedSmc fails(SmcException exception) {
        return answersAfter(() -> {}, exception);
    }

    /** A look at these jobs together is refused when the function says so. */
    ScriptedSmc refuses(Function<List<String>, SmcException> when) {
        refusal = when;
        return this;
    }

    /** What happens between the decision to call and the wire. */
    ScriptedSmc beforeCall(Runnable happening) {
        beforeCall = happening;
        return this;
    }

    /** Whatever the filter. */
    ScriptedSmc lists(ReplicationJob... jobs) {
        listing = List.of(jobs);
        return this;
    }

    ScriptedSmc listsNothing(SmcException exception) {
        noListing = exception;
        return this;
    }

    @Override
    public List<ReplicationJob> describeReplicationJobs(List<String> jobIds) throws SmcException {
        synchronized (this) {
            looks.add(List.copyOf(jobIds));
        }
        // Not under the lock: it may wait for another look.
        SmcException refused = refusal.apply(jobIds);
        if (refused != null) {
            throw refused;
        }
        List<ReplicationJob> found = new ArrayList<>();
        for (String jobId : jobIds) {
            next(jobId).to(jobId).ifPresent(found::add);
        }
        return found;
    }

    private synchronized Answer next(String jobId) {
        Deque<Answer> coming = shows.get(jobId);
        if (coming == null) {
            return id -> Optional.empty();
        }
        return coming.size() > 1 ? coming.remove() : coming.peek();
    }

    @Override
    public String cutOverReplicationJob(String jobId, boolean syncData, CallGuard guard) throws SmcException {
        beforeCall.run();
        Optional<String> refused = guard.refusal();
        if (refused.isPresent()) {
            throw new SmcException.NotSent(refused.get(), null);
        }
        calls.add(jobId + " " + syncData);
        return answers.remove().answer();
    }

    @Override
    public List<ReplicationJob> findReplicationJobs(JobFilter filter, PagesRead progress) throws SmcException {
        finds.add(filter);
        if (listing.isEmpty()) {
            throw noListing;
        }
        progress.read(1, 1);
        return listing;
    }

    /** Is answered as a cutover call is. */
    @Override
    public String startReplicationJob(String jobId) throws SmcException {
        starts.add(jobId);
        return answers.remove().answer();
    }

    @Override
    public String stopReplicationJob(String jobId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SourceServer> describeSourceServers(List<String> sourceIds) {
        throw new UnsupportedOperationException();
    }

    /** {@code Waiting}, {@code Running/Syncing} or, for a job that is not incremental, {@code Waiting!}. */
    static ReplicationJob job(String jobId, String words) {
        return job(jobId, words, List.of());
    }

    static ReplicationJob job(String jobId, String words, List<ReplicationJob.Run> runs) {
        boolean runOnce = words.endsWith("!");
        String[] parts = words.replace("!", "").split("/", 2);
        String status = parts[0];
        return new ReplicationJob(
                jobId,
                "server",
                "s-1",
                "cn-shanghai",
                statusOf(status),
                status,
                parts.length > 1 ? parts[1] : null,
                status.equals("InError") ? "SourceServer.Offline" : null,
                runOnce,
                Duration.ofHours(24),
                null,
                status.equals("Finished") ? "m-1" : null,
                null,
                runs);
    }

    private static JobStatus statusOf(String word) {
        return switch (word) {
            case "Ready" -> JobStatus.READY;
            case "Running" -> JobStatus.RUNNING;
            case "Stopped" -> JobStatus.STOPPED;
            case "Waiting" -> JobStatus.WAITING;
            case "InError" -> JobStatus.IN_ERROR;
            case "Finished" -> JobStatus.FINISHED;
            case "Expired" -> JobStatus.EXPIRED;
            case "Deleting" -> JobStatus.DELETING;
            default -> JobStatus.UNRECOGNISED;
        };
    }
}
