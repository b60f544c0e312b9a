package dev.cutover.workflows;

import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import dev.cutover.contract.ReplicationJobs;
import dev.cutover.contract.ReplicationJobs.WatchRequest;
import dev.cutover.contract.ReplicationJobs.WatchResult;
import dev.cutover.contract.ReplicationJobs.WatchedJob;
import dev.cutover.contract.Sighting;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/** Keeps one activity a chunk asking SMC for news of its jobs. */
final class Watches {

    private static final Logger log = Workflow.getLogger(Watches.class);

    private final Plan plan;
    private final Board board;
    private final ReplicationJobs activities;
    private final List<Chunk> chunks = new ArrayList<>();

    Watches(Plan plan, Board board) {
        this.plan = plan;
        this.board = board;
        this.activities = Workflow.newActivityStub(ReplicationJobs.class, Policies.WATCH.options(plan.polling()));
        List<Job> jobs = board.jobs();
        for (int from = 0; from < jobs.size(); from += Policies.CHUNK) {
            chunks.add(new Chunk(jobs.subList(from, Math.min(jobs.size(), from + Policies.CHUNK))));
        }
    }

    /** Whether there are news that {@link #takeNews} has not told the board yet. */
    boolean hasNews() {
        return chunks.stream().anyMatch(Chunk::hasNews);
    }

    void takeNews() {
        chunks.forEach(Chunk::takeNews);
    }

    /** Sees to it that each job to be watched is, and as what it is known. */
    void refresh() {
        chunks.forEach(Chunk::refresh);
    }

    private final class Chunk {

        private final List<Job> jobs;
        private Promise<WatchResult> pending;
        private CancellationScope scope;
        private Map<JobId, WatchedJob> asked = new LinkedHashMap<>();

        Chunk(List<Job> jobs) {
            this.jobs = jobs;
        }

        boolean hasNews() {
            return pending != null && pending.isCompleted();
        }

        void takeNews() {
            if (!hasNews()) {
                return;
            }
            Promise<WatchResult> ended = pending;
            pending = null;
            try {
                board.see(ended.get().news());
            } catch (ActivityFailure failure) {
                // Every failure of a watch is to be retried; one that is not is a fault of ours, and asking again is
                // harmless.
                log.error("A watch failed for good and is started again", failure);
            }
        }

        void refresh() {
            Map<JobId, WatchedJob> wanted = wanted();
            if (pending != null && covers(wanted)) {
                return;
            }
            if (pending != null) {
                scope.cancel("the jobs to watch have changed");
                pending = null;
            }
            if (!wanted.isEmpty()) {
                start(wanted);
            }
        }

        private void start(Map<JobId, WatchedJob> wanted) {
            asked = wanted;
            WatchRequest request = new WatchRequest(
                    new ArrayList<>(wanted.values()), plan.polling().interval());
            scope = Workflow.newCancellationScope(() -> pending = Async.function(activities::watch, request));
            scope.run();
        }

        private Map<JobId, WatchedJob> wanted() {
            Map<JobId, WatchedJob> wanted = new LinkedHashMap<>();
            for (Job job : jobs) {
                if (job.isWatched()) {
                    wanted.put(job.id(), new WatchedJob(job.id(), job.known()));
                }
            }
            return wanted;
        }

        /** A job that need not be watched any more is only left out when the chunk is asked anew. */
        private boolean covers(Map<JobId, WatchedJob> wanted) {
            if (wanted.isEmpty()) {
                return false;
            }
            return wanted.values().stream().allMatch(job -> {
                WatchedJob already = asked.get(job.job());
                return already != null && isAsKnown(already.known(), job.known());
            });
        }

        private static boolean isAsKnown(Sighting asked, Sighting known) {
            return asked == known;
        }
    }
}
