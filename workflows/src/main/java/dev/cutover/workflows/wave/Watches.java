package dev.cutover.workflows.wave;

import dev.cutover.contract.JobId;
import dev.cutover.contract.Plan;
import dev.cutover.contract.ReplicationJobs;
import dev.cutover.contract.ReplicationJobs.WatchRequest;
import dev.cutover.contract.ReplicationJobs.WatchResult;
import dev.cutover.contract.ReplicationJobs.WatchedJob;
import dev.cutover.contract.Standing;
import dev.cutover.workflows.AccountTrouble;
import dev.cutover.workflows.Policies;
import dev.cutover.workflows.board.Board;
import dev.cutover.workflows.board.Job;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps one activity a chunk asking SMC for news of its jobs. */
final class Watches {

    private final Plan plan;
    private final Board board;
    private final List<Chunk> chunks = new ArrayList<>();

    Watches(Plan plan, Board board) {
        this.plan = plan;
        this.board = board;
        List<Job> jobs = board.jobs();
        for (int from = 0; from < jobs.size(); from += Policies.CHUNK) {
            chunks.add(new Chunk(jobs.subList(from, Math.min(jobs.size(), from + Policies.CHUNK))));
        }
    }

    /** Whether there are news that {@link #takeNews} has not told the board yet. */
    boolean hasNews() {
        return chunks.stream().anyMatch(chunk -> chunk.question.isDue());
    }

    /** Empty unless SMC refuses the account. */
    Optional<AccountTrouble> takeNews() {
        chunks.forEach(Chunk::takeNews);
        return chunks.stream().flatMap(chunk -> chunk.takeRefusal().stream()).reduce((one, other) -> one);
    }

    /**
     * Sees to it that each job to be watched is, and as what it is known. Before the window opens only what may stand prepared is asked about, and
     * nothing more while the account is in trouble: what was asked before ends by itself.
     */
    void refresh(Instant now) {
        if (!board.isAccountInTrouble()) {
            boolean opened = board.hours().hasOpened(now);
            chunks.forEach(chunk -> chunk.refresh(opened));
        }
    }

    /** Nobody waits for news any more. */
    void end() {
        chunks.forEach(chunk -> chunk.question.withdraw("the wave is over"));
    }

    private final class Chunk {

        private final List<Job> jobs;
        private final Question<WatchResult> question =
                new Question<>(plan.polling().interval());
        private Map<JobId, WatchedJob> asked = new LinkedHashMap<>();

        Chunk(List<Job> jobs) {
            this.jobs = jobs;
        }

        void takeNews() {
            question.take().ifPresent(result -> {
                board.note(null);
                board.see(result.news());
            });
        }

        /** A drained wave is not held for it, and asks on. */
        Optional<AccountTrouble> takeRefusal() {
            Optional<AccountTrouble> trouble = question.takeRefusal();
            if (trouble.isPresent() && board.standing() == Standing.DRAINED) {
                question.rest();
            }
            return trouble;
        }

        void refresh(boolean opened) {
            Map<JobId, WatchedJob> wanted = wanted(opened);
            if (question.isOpen() && covers(wanted)) {
                return;
            }
            question.withdraw("the jobs to watch have changed");
            if (!question.isOpen() && !wanted.isEmpty()) {
                start(wanted);
            }
        }

        private void start(Map<JobId, WatchedJob> wanted) {
            asked = wanted;
            WatchRequest request = new WatchRequest(
                    new ArrayList<>(wanted.values()), plan.polling().interval());
            ReplicationJobs activities = Workflow.newActivityStub(
                    ReplicationJobs.class, Policies.WATCH.options(plan.polling(), summary(wanted.size())));
            question.ask(() -> Async.function(activities::watch, request));
        }

        private static String summary(int jobs) {
            return jobs == 1 ? "1 job" : jobs + " jobs";
        }

        private Map<JobId, WatchedJob> wanted(boolean opened) {
            Map<JobId, WatchedJob> wanted = new LinkedHashMap<>();
            for (Job job : jobs) {
                if (job.isWatched() && (opened || board.group(job).isBound())) {
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
                return already != null && already.known() == job.known();
            });
        }
    }
}
