package dev.cutover.starter.plan;

import dev.cutover.contract.Canary;
import dev.cutover.contract.GroupRules;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobLine;
import dev.cutover.contract.JobState;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The plan of what a wave left over: the jobs that are deferred or skipped, with all that counted for them. What belongs to the old night (its
 * window, deadlines) stands in comments, to be filled in; so does whatever a person has to look at first, and that is never a job of it.
 */
public final class CarryOver {

    private final Plan plan;
    private final Map<JobId, JobLine> lines = new LinkedHashMap<>();
    private final Map<String, PlannedGroup> groups = new LinkedHashMap<>();
    private final Map<String, List<PlannedJob>> left = new LinkedHashMap<>();

    /**
     * @param plan of the wave
     * @param jobs all of them, as the wave left them
     */
    public CarryOver(Plan plan, List<JobLine> jobs) {
        this.plan = plan;
        jobs.forEach(job -> lines.put(job.job(), job));
        for (PlannedGroup group : plan.groups()) {
            groups.put(group.name(), group);
            List<PlannedJob> leftOver =
                    group.jobs().stream().filter(this::isLeft).toList();
            if (!leftOver.isEmpty()) {
                left.put(group.name(), leftOver);
            }
        }
    }

    private boolean isLeft(PlannedJob job) {
        JobLine line = lines.get(job.id());
        return line != null && (line.state() == JobState.DEFERRED || line.state() == JobState.SKIPPED);
    }

    /** How many jobs are left over. */
    public int size() {
        return left.values().stream().mapToInt(List::size).sum();
    }

    /** Those that are neither done nor left over: a person has to look at them. */
    public List<JobLine> openQuestions() {
        return lines.values().stream()
                .filter(line -> line.state() != JobState.DONE
                        && line.state() != JobState.DEFERRED
                        && line.state() != JobState.SKIPPED)
                .toList();
    }

    /** The plan as YAML. Not for a wave that left nothing over: a plan without jobs is none. */
    public String yaml() {
        Map<String, List<String>> aboveGroups = new HashMap<>();
        Map<JobId, List<String>> aboveJobs = new HashMap<>();
        List<PlannedGroup> kept = new ArrayList<>();
        left.forEach((name, jobs) -> {
            kept.add(new PlannedGroup(name, after(groups.get(name)), jobs, rules(groups.get(name), jobs.size())));
            aboveGroups.put(name, ofThatNight(groups.get(name)));
            jobs.forEach(job -> aboveJobs.put(job.id(), List.of(story(lines.get(job.id())))));
        });
        Plan next = new Plan(
                name(plan.wave()),
                plan.change(),
                plan.account(),
                plan.sha256(),
                limits(),
                plan.polling(),
                plan.defaults(),
                kept,
                null,
                plan.approval() == null ? null : CarriedTimes.withoutDeadline(plan.approval()),
                plan.notifications(),
                null,
                plan.region());
        return PlanWriter.yaml(next, new PlanComments(head(), aboveGroups, aboveJobs));
    }

    private List<String> head() {
        List<String> head = new ArrayList<>();
        head.add("Carried over from wave " + plan.wave() + ": " + JobRoll.counted(size()) + " of " + plan.size() + ".");
        List<JobLine> open = openQuestions();
        if (!open.isEmpty()) {
            head.add("");
            head.add("Not in this plan, because a person has to look first:");
            open.forEach(line ->
                    head.add("  " + line.name() + " (" + line.job() + ", group " + line.group() + ") " + story(line)));
        }
        head.addAll(new CarriedTimes(plan).ofThePlan());
        return head;
    }

    private List<String> ofThatNight(PlannedGroup group) {
        List<String> told = new ArrayList<>(new CarriedTimes(plan).of(group));
        Integer minReady = group.rules().minReady();
        int size = left.get(group.name()).size();
        String part = size + " of " + JobRoll.counted(group.jobs().size()) + (size == 1 ? " is" : " are") + " left";
        if (minReady != null && minReady > size) {
            told.add("minReady was " + minReady + ", and " + part + ".");
        }
        if (group.isUnit() && size < group.jobs().size()) {
            told.add("Only " + part + ": its hooks will be called for these.");
        }
        return told;
    }

    /** {@code deferred: why} */
    private static String story(JobLine line) {
        String why = line.why();
        return Words.spoken(line.state()) + (why.isEmpty() ? "" : ": " + why);
    }

    /** The groups that are left among those that it came after, also by way of others. */
    private List<String> after(PlannedGroup group) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> rest = new ArrayList<>(group.after());
        while (!rest.isEmpty()) {
            String before = rest.remove(0);
            if (groups.containsKey(before) && seen.add(before) && !left.containsKey(before)) {
                rest.addAll(groups.get(before).after());
            }
        }
        return seen.stream().filter(left::containsKey).toList();
    }

    private static GroupRules rules(PlannedGroup group, int size) {
        GroupRules rules = group.rules();
        return new GroupRules(
                rules.approval() == null ? null : CarriedTimes.withoutDeadline(rules.approval()),
                rules.hooks(),
                rules.minReady() == null ? null : Integer.valueOf(Math.min(rules.minReady(), size)),
                null,
                rules.onFailure(),
                rules.ignoreFit());
    }

    private Limits limits() {
        Limits limits = plan.limits();
        return new Limits(
                limits.maxConcurrent(), limits.holdAfterFailures(), limits.holdAfterBlockedPercent(), canary());
    }

    /** Those of a named canary that are left; a number counts anew. */
    private Canary canary() {
        Canary canary = plan.limits().canary();
        if (canary == null || canary.first() > 0) {
            return canary;
        }
        Set<JobId> ids =
                left.values().stream().flatMap(List::stream).map(PlannedJob::id).collect(Collectors.toSet());
        List<JobId> jobs = canary.jobs().stream().filter(ids::contains).toList();
        return jobs.isEmpty() ? null : new Canary(0, jobs);
    }

    /** Of the wave of what is left: the old name with {@code -carry-over}, counted on from there. Never the old one. */
    static String name(String old) {
        return WaveName.next(old, "-carry-over");
    }
}
