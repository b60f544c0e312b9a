package dev.cutover.workflows.board;

import dev.cutover.contract.Canary;
import dev.cutover.contract.FailureKind;
import dev.cutover.contract.Found;
import dev.cutover.contract.Hold;
import dev.cutover.contract.HoldReason;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Marks;
import dev.cutover.contract.Marks.SeenCode;
import dev.cutover.contract.Reason;
import dev.cutover.workflows.Policies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** When a wave stops by itself for a person to look. What an operator has resumed it in spite of does not hold it again. */
public final class Safeguards {

    private static final List<Reason> UNDOCUMENTED = Stream.of(
                    FailureKind.UNKNOWN_CODE, FailureKind.JOB_STATUS_UNKNOWN, FailureKind.UNRECOGNISED)
            .map(Reason::of)
            .toList();

    /** Why a unit is in trouble as a whole. */
    private static final List<Reason> WHOLE_GROUP = Stream.of(
                    FailureKind.HOOK_REFUSED, FailureKind.NOT_VERIFIED, FailureKind.PREPARED_IN_VAIN)
            .map(Reason::of)
            .toList();

    private final Limits limits;
    private final List<Group> groups;
    private final List<Job> jobs;
    private final List<String> forgivenCodes;
    private final Map<String, JobId> seenCodes = new LinkedHashMap<>();
    private int forgivenFailures;
    private int forgivenBlocked;
    private boolean canaryPassed;

    Safeguards(Limits limits, List<Group> groups, Marks marks) {
        this.limits = limits;
        this.groups = groups;
        this.jobs = groups.stream().flatMap(group -> group.jobs().stream()).toList();
        this.forgivenCodes = new ArrayList<>(marks.forgivenCodes());
        this.forgivenFailures = marks.forgivenFailures();
        this.forgivenBlocked = marks.forgivenBlocked();
        marks.seenCodes().forEach(seen -> seenCodes.put(seen.code(), seen.job()));
        this.canaryPassed = marks.canaryPassed() || limits.canary() == null;
    }

    /** Remembers what must not be forgotten when an operator skips or retries the job that it was seen on. */
    public void look() {
        withUnknownCode().forEach(job -> seenCodes.putIfAbsent(job.standing().code(), job.id()));
    }

    private Stream<Job> withUnknownCode() {
        return jobs.stream()
                .filter(job -> job.isBlocked()
                        && Reason.of(FailureKind.UNKNOWN_CODE)
                                .equals(job.standing().reason())
                        && job.standing().code() != null);
    }

    /** Why the wave must be held now, if it must. */
    public Optional<Hold> check(Instant now) {
        forgivenFailures = Math.min(forgivenFailures, failures());
        forgivenBlocked = Math.min(forgivenBlocked, blocked());
        Optional<Concern> canary = canary();
        canaryPassed = canaryPassed || (canary.isEmpty() && canaryWentWell());
        return canary.or(this::codes)
                .or(this::decisions)
                .or(this::budgets)
                .map(found -> new Hold(found.reason(), shortened(found.detail()), now, false));
    }

    private record Concern(HoldReason reason, String detail) {}

    private Optional<Concern> canary() {
        if (canaryPassed) {
            return Optional.empty();
        }
        List<Job> canaries = canaries();
        // Where any of a group will do, and none is left that could, they are all in the way.
        boolean none = canaries.stream().allMatch(job -> job.isBlocked() || job.isOver());
        return canaries.stream()
                .filter(job ->
                        isAmiss(job) || UNDOCUMENTED.contains(job.standing().reason()) || (none && job.isBlocked()))
                .findFirst()
                .map(job -> new Concern(HoldReason.CANARY, described(job)))
                .or(() -> provedNothing(canaries));
    }

    /** Where none is left and none was cut over, whoever comes next would be the first: a person decides that. */
    private Optional<Concern> provedNothing(List<Job> canaries) {
        boolean over = canaries.stream().allMatch(Job::isOver);
        boolean others = jobs.stream().anyMatch(job -> !job.isOver());
        return over && others && canaries.stream().noneMatch(Safeguards::isProof)
                ? Optional.of(
                        new Concern(HoldReason.CANARY, "this wave cut none of it over: " + described(canaries.get(0))))
                : Optional.empty();
    }

    /** The first that waits for no other. */
    private Group firstGroup() {
        return groups.stream()
                .filter(group -> group.planned().after().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** Of a canary that may be any of a group, one that is in trouble before it was touched is merely none. */
    private boolean isAmiss(Job job) {
        boolean inTrouble = job.isBlocked() || job.isLost();
        return inTrouble && (job.trail().isTouched() || !limits.canary().jobs().isEmpty());
    }

    private List<Job> canaries() {
        Canary canary = limits.canary();
        if (!canary.jobs().isEmpty()) {
            return jobs.stream().filter(job -> canary.jobs().contains(job.id())).toList();
        }
        return firstGroup().jobs();
    }

    private boolean canaryWentWell() {
        List<Job> canaries = canaries();
        boolean all =
                canaries.stream().allMatch(Job::isOver) && canaries.stream().anyMatch(Safeguards::isProof);
        if (!limits.canary().jobs().isEmpty() || firstGroup().planned().isUnit()) {
            return all;
        }
        return all
                || canaries.stream().filter(Safeguards::isProof).count()
                        >= limits.canary().first();
    }

    /** One that was finished before proves nothing, unless an earlier execution of this wave had cut it over. */
    private static boolean isProof(Job job) {
        boolean before = Reason.of(Found.FINISHED_BEFORE).equals(job.standing().reason());
        return job.isIn(JobState.DONE) && (!before || job.trail().isCalled());
    }

    /** How many more jobs of a group may start while the canary is on its way. */
    int room(Group group) {
        if (canaryPassed) {
            return Integer.MAX_VALUE;
        }
        if (!limits.canary().jobs().isEmpty()) {
            return group.any(job -> mayGo(job)) ? Integer.MAX_VALUE : 0;
        }
        if (group != firstGroup()) {
            return 0;
        }
        if (group.planned().isUnit()) {
            return Integer.MAX_VALUE;
        }
        long begun = group.jobs().stream()
                .filter(job -> job.isInFlight() || isProof(job))
                .count();
        return Math.max(0, limits.canary().first() - (int) begun);
    }

    /** Whether it may start while the canary is on its way. A group that is one unit goes as a whole. */
    boolean mayGo(Job job) {
        Canary canary = limits.canary();
        return canaryPassed
                || canary.jobs().isEmpty()
                || canary.jobs().contains(job.id())
                || (job.group().isUnit()
                        && job.group().jobs().stream()
                                .anyMatch(one -> canary.jobs().contains(one.id())));
    }

    /** The second job that is refused with the same code that nobody knows. */
    private Optional<Concern> codes() {
        return withUnknownCode()
                .filter(job -> !job.id().equals(seenCodes.get(job.standing().code())))
                .map(job -> job.standing().code())
                .filter(code -> !forgivenCodes.contains(code))
                .findFirst()
                .map(code -> new Concern(HoldReason.UNKNOWN_CODE, code));
    }

    private Optional<Concern> decisions() {
        return groups.stream()
                .filter(Group::asksForDecision)
                .findFirst()
                .map(group -> new Concern(HoldReason.GROUP, "group " + group.name()));
    }

    private Optional<Concern> budgets() {
        int failures = failures() - forgivenFailures;
        if (limits.holdAfterFailures() != null && failures >= limits.holdAfterFailures()) {
            return Optional.of(new Concern(HoldReason.FAILURES, jobs(failures) + " after they were touched"));
        }
        int blocked = blocked() - forgivenBlocked;
        if (limits.holdAfterBlockedPercent() != null
                && blocked >= Policies.FEWEST_BLOCKED
                && blocked * 100L >= (long) limits.holdAfterBlockedPercent() * jobs.size()) {
            return Optional.of(new Concern(HoldReason.BLOCKED_JOBS, jobs(blocked) + " before they were touched"));
        }
        return Optional.empty();
    }

    private static String jobs(int count) {
        return count == 1 ? "1 job" : count + " jobs";
    }

    private int failures() {
        return troubles(job -> job.trail().isTouched() && (job.isBlocked() || job.isLost()));
    }

    private int blocked() {
        return troubles(job -> !job.trail().isTouched() && (job.isBlocked() || job.isIn(JobState.FAILED)));
    }

    /** A unit whose own hook refused is one trouble, however many jobs it has. */
    private int troubles(Predicate<Job> rule) {
        int count = 0;
        for (Group group : groups) {
            boolean asOne = false;
            for (Job job : group.jobs()) {
                if (rule.test(job)) {
                    boolean withGroup = group.planned().isUnit()
                            && WHOLE_GROUP.contains(job.standing().reason());
                    count += withGroup && asOne ? 0 : 1;
                    asOne |= withGroup;
                }
            }
        }
        return count;
    }

    /** An operator goes on, knowing what there is. */
    public void forgive() {
        forgivenFailures = failures();
        forgivenBlocked = blocked();
        canaryPassed = canaryPassed || canary().isPresent();
        jobs.stream()
                .filter(job -> Reason.of(FailureKind.UNKNOWN_CODE)
                        .equals(job.standing().reason()))
                .map(job -> job.standing().code())
                .filter(code -> code != null && !forgivenCodes.contains(code))
                .forEach(forgivenCodes::add);
        groups.stream().filter(Group::asksForDecision).forEach(Group::goOn);
    }

    private static String described(Job job) {
        return job.planned().name() + ": " + job.state().word()
                + (job.standing().reason() == null ? "" : ", " + job.standing().reason())
                + (job.standing().code() == null ? "" : " (" + job.standing().code() + ")");
    }

    private static String shortened(String detail) {
        return detail.substring(0, Math.min(detail.length(), Hold.LONGEST_DETAIL));
    }

    public int forgivenFailures() {
        return forgivenFailures;
    }

    public int forgivenBlocked() {
        return forgivenBlocked;
    }

    public List<String> forgivenCodes() {
        return forgivenCodes;
    }

    public List<SeenCode> seenCodes() {
        List<SeenCode> seen = new ArrayList<>();
        seenCodes.forEach((code, job) -> seen.add(new SeenCode(code, job)));
        return seen;
    }

    public boolean isCanaryPassed() {
        return canaryPassed;
    }
}
