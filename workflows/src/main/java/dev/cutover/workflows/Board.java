package dev.cutover.workflows;

import dev.cutover.contract.Action;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.JobRow;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Reason;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveMemory;
import dev.cutover.contract.WaveProgress;
import dev.cutover.contract.WaveProgress.GroupProgress;
import dev.cutover.contract.WaveResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that a wave knows, and which job goes next. Knows nothing of Temporal. */
final class Board {

    private final Plan plan;
    private final Instant startedAt;
    private final Map<JobId, Job> jobs = new LinkedHashMap<>();
    private final Map<String, List<Job>> groups = new LinkedHashMap<>();
    private final List<Action> actions;
    private int actionsLeftOut;
    private final List<String> updateIds;
    private Standing standing;
    private Instant endedAt;
    private boolean takingUp;

    Board(Plan plan, WaveMemory memory) {
        this.plan = plan;
        this.startedAt = memory.startedAt();
        this.standing = memory.standing();
        this.actions = new ArrayList<>(memory.actions());
        this.actionsLeftOut = memory.actionsLeftOut();
        this.updateIds = new ArrayList<>(memory.updateIds());
        // From the first moment: an update may come before the workflow itself runs.
        this.takingUp = memory.rows().isEmpty();
        int index = 0;
        for (PlannedGroup group : plan.groups()) {
            List<Job> members = new ArrayList<>();
            for (PlannedJob planned : group.jobs()) {
                Job job = new Job(planned, group, row(memory, index++));
                members.add(job);
                jobs.put(planned.id(), job);
            }
            groups.put(group.name(), members);
        }
    }

    private static JobRow row(WaveMemory memory, int index) {
        return index < memory.rows().size() ? memory.rows().get(index) : JobRow.fresh();
    }

    // What happens to jobs.

    void see(List<Observation> news) {
        for (Observation seen : news) {
            job(seen.job()).ifPresent(job -> job.see(seen));
        }
    }

    Optional<Job> job(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    List<Job> jobs() {
        return new ArrayList<>(jobs.values());
    }

    /** The jobs that take a slot now: ready first, then group order, then the longest expected run. */
    List<Job> next() {
        if (standing != Standing.OPEN) {
            return List.of();
        }
        List<Job> ready = new ArrayList<>();
        for (PlannedGroup group : plan.groups()) {
            if (isOpen(group)) {
                groups.get(group.name()).stream()
                        .filter(Job::isReady)
                        .sorted(Comparator.comparing(
                                (Job job) -> plan.defaults().expectedDuration(job.planned()),
                                Comparator.reverseOrder()))
                        .forEach(ready::add);
            }
        }
        int free = Math.max(
                0, plan.limits().maxConcurrent() - in(JobState.CUTTING_OVER).size());
        return ready.subList(0, Math.min(free, ready.size()));
    }

    /** What follows of itself: groups that can never start are deferred; a drained wave lets go of what is not in flight. */
    void settle() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (PlannedGroup group : plan.groups()) {
                changed |= isHopeless(group) && leave(groups.get(group.name()), Reason.GROUP_BEFORE_NOT_DONE);
            }
        }
        if (standing == Standing.DRAINED) {
            leave(jobs(), Reason.DRAINED);
        }
    }

    private static boolean leave(List<Job> members, Reason why) {
        // Of one that somebody else cuts over it must first be known who.
        List<Job> waiting = members.stream()
                .filter(job -> job.isWatched() && !job.hasMetRival())
                .toList();
        waiting.forEach(job -> job.leave(why));
        return !waiting.isEmpty();
    }

    boolean isOver() {
        return jobs.values().stream().allMatch(job -> job.state().isOutcome());
    }

    void end(Instant at) {
        endedAt = at;
    }

    /** It is known what earlier executions left in flight. */
    void endTakeUp() {
        takingUp = false;
    }

    /** Whether it is still being found out what earlier executions left in flight. */
    boolean isTakingUp() {
        return takingUp;
    }

    // What operators do.

    Standing standing() {
        return standing;
    }

    void stand(Standing newStanding) {
        standing = newStanding;
    }

    void note(Action action) {
        actions.add(action);
        if (actions.size() > WaveMemory.KEPT_ACTIONS) {
            actions.remove(0);
            actionsLeftOut++;
        }
    }

    boolean knowsUpdate(String id) {
        return updateIds.contains(id);
    }

    void rememberUpdate(String id) {
        updateIds.add(id);
        if (updateIds.size() > WaveMemory.KEPT_UPDATE_IDS) {
            updateIds.remove(0);
        }
    }

    List<Action> actions() {
        return actions;
    }

    int actionsLeftOut() {
        return actionsLeftOut;
    }

    // How it stands.

    List<Job> in(JobState state) {
        return jobs.values().stream().filter(job -> job.isIn(state)).toList();
    }

    private boolean isOpen(PlannedGroup group) {
        return group.after().stream()
                .allMatch(before -> groups.get(before).stream().allMatch(Job::isThrough));
    }

    private boolean isHopeless(PlannedGroup group) {
        return group.after().stream()
                .anyMatch(before -> groups.get(before).stream().anyMatch(Job::isLost));
    }

    /** The groups behind a blocked job, however far: a person has to act before a job of theirs can go on. */
    private Set<String> stuckGroups() {
        Set<String> stuck = new LinkedHashSet<>();
        boolean grows = true;
        while (grows) {
            grows = false;
            for (PlannedGroup group : plan.groups()) {
                boolean isStuck = group.after().stream()
                        .anyMatch(before -> stuck.contains(before)
                                || groups.get(before).stream().anyMatch(Job::isBlocked));
                grows |= isStuck && stuck.add(group.name());
            }
        }
        return stuck;
    }

    /** Nothing goes on without a person. */
    boolean isSettled() {
        if (!in(JobState.CUTTING_OVER).isEmpty()) {
            return false;
        }
        if (standing != Standing.OPEN) {
            return true;
        }
        Set<String> stuck = stuckGroups();
        return in(JobState.WATCHING).stream()
                .allMatch(job -> stuck.contains(job.group().name()));
    }

    JobCounts counts() {
        return counts(jobs());
    }

    private static JobCounts counts(List<Job> members) {
        return JobCounts.of(members.stream().map(Job::state).toList());
    }

    WaveProgress progress() {
        JobCounts counts = counts();
        return new WaveProgress(
                plan.wave(),
                plan.change(),
                plan.account(),
                plan.sha256(),
                counts.outcome(),
                standing,
                isSettled(),
                startedAt,
                endedAt,
                counts,
                (int) jobs.values().stream().filter(Job::isOverdue).count(),
                (int) jobs.values().stream().filter(Job::isReadyAgain).count(),
                plan.groups().stream().map(this::progress).toList(),
                null,
                null,
                false,
                20,
                20);
    }

    private GroupProgress progress(PlannedGroup group) {
        return new GroupProgress(
                group.name(),
                group.after(),
                isOpen(group),
                counts(groups.get(group.name())),
                GroupPhase.WAITING,
                0,
                false,
                null,
                null,
                false,
                null,
                List.of());
    }

    List<JobLine> lines() {
        return jobs.values().stream().map(Job::line).toList();
    }

    JobPage page(int page) {
        List<JobLine> all = lines();
        int pages = Math.max(1, (all.size() + JobPage.ROWS - 1) / JobPage.ROWS);
        int from = (int) Math.min(all.size(), Math.max(0, page - 1L) * JobPage.ROWS);
        int to = Math.min(all.size(), from + JobPage.ROWS);
        return new JobPage(page, pages, all.subList(from, to));
    }

    WaveMemory memory() {
        return new WaveMemory(
                startedAt,
                standing,
                jobs.values().stream().map(Job::row).toList(),
                actions,
                actionsLeftOut,
                updateIds,
                null,
                null,
                null,
                false,
                List.of(),
                null);
    }

    WaveResult result() {
        JobCounts counts = counts();
        return new WaveResult(counts.outcome(), endedAt, counts, plan, memory(), progress());
    }
}
