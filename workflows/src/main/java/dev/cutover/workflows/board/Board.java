package dev.cutover.workflows.board;

import dev.cutover.contract.Approval;
import dev.cutover.contract.Finding;
import dev.cutover.contract.FindingKind;
import dev.cutover.contract.GroupPhase;
import dev.cutover.contract.GroupRow;
import dev.cutover.contract.Hold;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.JobCounts;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobPage;
import dev.cutover.contract.JobRow;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Marks;
import dev.cutover.contract.Observation;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.PreflightReport;
import dev.cutover.contract.Standing;
import dev.cutover.contract.WaveMemory;
import dev.cutover.contract.WaveProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** All that a wave knows. Knows nothing of Temporal. */
public final class Board {

    private final Plan plan;
    private final Instant startedAt;
    private final Map<JobId, Job> jobs = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final ActionLog log;
    private final Hours hours;
    private final Fit fit;
    private final Slots slots;
    private final Safeguards safeguards;
    private Standing standing;
    private Hold hold;
    private Hold heldBefore;
    private boolean approved;
    private PreflightReport preflight;
    private boolean awaitsPreflight;
    private Instant endedAt;
    private boolean takingUp;

    public Board(Plan plan, WaveMemory memory) {
        this.plan = plan;
        this.startedAt = memory.startedAt();
        this.standing = memory.standing();
        this.hold = memory.hold();
        this.heldBefore = memory.heldBefore();
        this.preflight = memory.preflight();
        this.approved = memory.approved();
        this.log = new ActionLog(memory);
        this.hours = new Hours(memory.window() == null ? plan.window() : memory.window());
        this.fit = new Fit(plan, hours);
        this.slots = new Slots(plan.limits().maxConcurrent(), memory.maxConcurrent(), memory.marks());
        // From the first moment: an update may come before the workflow itself runs.
        this.takingUp = memory.rows().isEmpty();
        for (PlannedGroup planned : plan.groups()) {
            List<Job> members = new ArrayList<>();
            for (PlannedJob one : planned.jobs()) {
                Job job = new Job(one, planned, at(memory.rows(), jobs.size(), JobRow.fresh()));
                members.add(job);
                jobs.put(one.id(), job);
            }
            groups.put(
                    planned.name(), new Group(planned, members, at(memory.groups(), groups.size(), GroupRow.fresh())));
        }
        this.safeguards = new Safeguards(plan.limits(), groups(), memory.marks());
    }

    private static <T> T at(List<T> rows, int index, T otherwise) {
        return index < rows.size() ? rows.get(index) : otherwise;
    }

    // What happens to jobs.

    public void see(List<Observation> news) {
        for (Observation seen : news) {
            job(seen.job()).ifPresent(job -> job.see(seen, goesWithGroup(job)));
        }
    }

    /**
     * Whether it is done only when its group is. Of a group that an earlier execution may have prepared that holds for what this wave has called
     * since: what somebody else finished says nothing of how the group stands.
     */
    public boolean goesWithGroup(Job job) {
        Group group = group(job);
        return group.isOnItsWay() && (!group.doubt().isOpen() || job.trail().isSincePrepared());
    }

    public Optional<Job> job(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    public List<Job> jobs() {
        return new ArrayList<>(jobs.values());
    }

    public List<Group> groups() {
        return new ArrayList<>(groups.values());
    }

    public Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    public Group group(Job job) {
        return groups.get(job.group().name());
    }

    /** Nothing begins before the first preflight has been carried out. */
    public void awaitPreflight() {
        awaitsPreflight = preflight == null || !preflight.hasLooked();
    }

    public boolean awaitsPreflight() {
        return awaitsPreflight;
    }

    /** Whether jobs may take slots now. What stands prepared in vain is undone whatever this says. */
    public boolean mayBegin(Instant now) {
        return standing == Standing.OPEN && hours.hasOpened(now) && isApproved() && !awaitsPreflight;
    }

    /** A preflight has been carried out. What it says of the wrong server is not left to chance: a person has to look. */
    public void take(PreflightReport report) {
        awaitsPreflight = !report.hasLooked();
        preflight = report.naming(WaveProgress.MOST_NAMED);
        for (Finding finding : report.findings()) {
            if (finding.kind() == FindingKind.WRONG_SERVER || finding.kind() == FindingKind.WRONG_REGION) {
                finding.about().forEach(about -> job(about.job()).ifPresent(Job::refuseServer));
            }
        }
    }

    /** {@code null}: there has been none. */
    public PreflightReport preflight() {
        return preflight;
    }

    public boolean isOver() {
        return groups.values().stream().allMatch(Group::isOver);
    }

    public void end(Instant at) {
        endedAt = at;
    }

    /** It is known what earlier executions left in flight. */
    public void endTakeUp() {
        takingUp = false;
    }

    /** Whether it is still being found out what earlier executions left in flight. */
    public boolean isTakingUp() {
        return takingUp;
    }

    /** SMC runs as many jobs as it may. */
    public void exceedQuota(Instant now) {
        slots.exceeded(slotsInUse(now), now);
    }

    // Whether, and when.

    Fit fit() {
        return fit;
    }

    int slotsInUse(Instant now) {
        return (int) jobs.values().stream().filter(job -> job.holdsSlot(now)).count();
    }

    /** How many slots are kept by jobs that are past their deadline. */
    int slotsOverdue() {
        return (int) jobs.values().stream()
                .filter(job -> job.isInFlight() && job.standing().isOverdue())
                .count();
    }

    /** Whether all groups that it comes after are through. */
    public boolean isItsTurn(Group group) {
        return group.planned().after().stream()
                .allMatch(before -> groups.get(before).isThrough());
    }

    /** Whether one that it comes after can never be through. */
    boolean isHopeless(Group group) {
        return group.planned().after().stream()
                .anyMatch(before -> groups.get(before).isHopeless());
    }

    // What operators do, and what protects.

    public Standing standing() {
        return standing;
    }

    public Hold hold() {
        return hold;
    }

    /** Trouble of the account comes before every other reason, which stays when that is mended. */
    public void holdBecause(Hold why) {
        if (isAccountInTrouble() && why.reason() != HoldReason.ACCOUNT) {
            heldBefore = why;
            return;
        }
        if (hold != null && !isAccountInTrouble()) {
            heldBefore = hold;
        }
        standing = Standing.HELD;
        hold = why;
    }

    public void goOn() {
        hold = heldBefore;
        heldBefore = null;
        standing = hold == null ? Standing.OPEN : Standing.HELD;
    }

    public void drain() {
        hold = isAccountInTrouble() && !hold.probing() ? hold : null;
        standing = Standing.DRAINED;
        heldBefore = null;
    }

    /** A drained wave is not held for its account: that is told, until SMC takes it again ({@code null}). */
    public void note(Hold trouble) {
        hold = standing == Standing.DRAINED ? trouble : hold;
    }

    /** Whether it stays held when its account is mended. */
    public boolean isHeldBesides() {
        return heldBefore != null;
    }

    /** Whether the account is in trouble: nobody asks SMC about jobs until it is mended. */
    public boolean isAccountInTrouble() {
        return standing == Standing.HELD && hold != null && hold.reason() == HoldReason.ACCOUNT;
    }

    /** It was resumed, and one harmless call is tried first. */
    public void probe() {
        hold = new Hold(hold.reason(), hold.detail(), hold.since(), true);
    }

    public boolean isApproved() {
        return approved || plan.approval() == null;
    }

    public void approve() {
        approved = true;
    }

    public ActionLog log() {
        return log;
    }

    public Hours hours() {
        return hours;
    }

    public Slots slots() {
        return slots;
    }

    public Safeguards safeguards() {
        return safeguards;
    }

    // How it stands.

    public List<Job> in(JobState state) {
        return jobs.values().stream().filter(job -> job.isIn(state)).toList();
    }

    /** The groups behind a blocked job, however far: a person has to act before a job of theirs can go on. */
    private Set<String> stuckGroups() {
        Set<String> stuck = new LinkedHashSet<>();
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Group group : groups.values()) {
                grows |= isStuck(group, stuck) && stuck.add(group.name());
            }
        }
        return stuck;
    }

    private boolean isStuck(Group group, Set<String> stuck) {
        boolean waitsForItself = group.waiting() != null
                || (!group.isApproved() && !startsAnyway(group.rules().approval()))
                || (group.planned().isUnit() && group.any(Job::isBlocked));
        return waitsForItself
                || group.planned().after().stream()
                        .anyMatch(before ->
                                stuck.contains(before) || groups.get(before).any(Job::isBlocked));
    }

    /** Nothing goes on without a person. */
    boolean isSettled(Instant now) {
        if (jobs.values().stream().anyMatch(Job::isInFlight)
                || groups.values().stream().anyMatch(group -> isStepping(group) && group.waiting() == null)) {
            return false;
        }
        if (standing != Standing.OPEN || (!isApproved() && !startsAnyway(plan.approval()) && hours.hasOpened(now))) {
            return true;
        }
        Set<String> stuck = stuckGroups();
        return in(JobState.WATCHING).stream()
                .allMatch(job -> stuck.contains(job.group().name()));
    }

    private static boolean startsAnyway(Approval approval) {
        return approval.deadline() != null && approval.startAnyway();
    }

    private static boolean isStepping(Group group) {
        return group.isBound() && group.phase() != GroupPhase.CUTTING_OVER;
    }

    public JobCounts counts() {
        return JobCounts.of(jobs.values().stream().map(Job::state).toList());
    }

    public WaveProgress progress(Instant now) {
        JobCounts counts = counts();
        return new WaveProgress(
                plan.wave(),
                plan.change(),
                plan.account(),
                plan.sha256(),
                counts.outcome(),
                standing,
                isSettled(now),
                startedAt,
                endedAt,
                counts,
                (int) jobs.values().stream()
                        .filter(job -> job.standing().isOverdue())
                        .count(),
                (int) jobs.values().stream().filter(Job::isReadyAgain).count(),
                groups.values().stream()
                        .map(group -> group.progress(now, isItsTurn(group)))
                        .toList(),
                hold,
                hours.window(),
                !isApproved() && !isOver(),
                slots.most(),
                slots.now(),
                preflight,
                null);
    }

    public List<JobLine> lines() {
        return jobs.values().stream().map(JobRecords::line).toList();
    }

    public JobPage page(int page) {
        List<JobLine> all = lines();
        int pages = Math.max(1, (all.size() + JobPage.ROWS - 1) / JobPage.ROWS);
        int from = (int) Math.min(all.size(), Math.max(0, page - 1L) * JobPage.ROWS);
        int to = Math.min(all.size(), from + JobPage.ROWS);
        return new JobPage(page, pages, all.subList(from, to));
    }

    /** @param marks what it has told */
    public WaveMemory memory(Marks marks) {
        return new WaveMemory(
                startedAt,
                standing,
                jobs.values().stream().map(JobRecords::row).toList(),
                log.actions(),
                log.leftOut(),
                log.updateIds(),
                hold,
                Objects.equals(hours.window(), plan.window()) ? null : hours.window(),
                slots.set(),
                approved,
                groups.values().stream().map(Group::row).toList(),
                marks,
                heldBefore,
                preflight);
    }
}
