package dev.cutover.starter.plan;

import dev.cutover.contract.Canary;
import dev.cutover.contract.FoundJob;
import dev.cutover.contract.FoundNames;
import dev.cutover.contract.JobDefaults;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Limits;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Polling;
import dev.cutover.contract.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan of jobs that were found: its groups by name, those that belong to none last. What can never be cut over stands in comments, with the
 * reason.
 */
public final class Proposal {

    /** One group of all jobs. */
    private static final String ALL = "all";

    /** Of jobs that have nothing of what they are grouped by. */
    private static final String REST = "rest";

    private final String wave;
    private final String account;
    private final JobQuery query;
    private final Grouping grouping;
    private final List<FoundJob> able;
    private final List<FoundJob> leftOut;
    private final Map<String, List<FoundJob>> groups = new TreeMap<>();
    private final List<FoundJob> rest = new ArrayList<>();

    /** @param grouping {@code null}: one group */
    public Proposal(String wave, String account, JobQuery query, List<FoundJob> found, Grouping grouping) {
        this.wave = wave;
        this.account = account;
        this.query = query;
        this.grouping = grouping;
        this.able = found.stream().filter(job -> job.obstacle() == null).toList();
        this.leftOut = found.stream().filter(job -> job.obstacle() != null).toList();
        for (FoundJob job : able) {
            String value = grouping == null ? ALL : grouping.of(job);
            (value == null ? rest : groups.computeIfAbsent(value, key -> new ArrayList<>())).add(job);
        }
    }

    /** How many jobs it has. */
    public int size() {
        return able.size();
    }

    /** Those that can never be cut over. */
    public List<FoundJob> leftOut() {
        return leftOut;
    }

    /** {@code 290 jobs in 3 groups; 10 are left out, each with its reason}. */
    public String summary() {
        int count = groups.size() + (rest.isEmpty() ? 0 : 1);
        return JobRoll.counted(size()) + " in " + count + (count == 1 ? " group" : " groups")
                + (leftOut.isEmpty() ? "" : "; " + leftOut.size() + " left out, each with its reason in a comment");
    }

    /** As YAML, each job with its id. */
    public String listing() {
        FoundNames names = new FoundNames(List.of(), able);
        Map<JobId, List<String>> above = new HashMap<>();
        List<PlannedGroup> planned = new ArrayList<>();
        GroupNames called = new GroupNames();
        groups.forEach((value, jobs) -> planned.add(listed(called.of(value), jobs, names, above)));
        if (!rest.isEmpty()) {
            planned.add(listed(called.of(REST), rest, names, above));
        }
        return PlanWriter.yaml(plan(planned), new PlanComments(head(), Map.of(), above));
    }

    private static PlannedGroup listed(
            String name, List<FoundJob> jobs, FoundNames names, Map<JobId, List<String>> above) {
        return new PlannedGroup(
                name,
                List.of(),
                jobs.stream()
                        .map(job -> {
                            String called = names.of(job);
                            if (job.name() != null && !called.equals(job.name())) {
                                above.put(job.id(), List.of("at SMC: " + job.name()));
                            }
                            return new PlannedJob(job.id(), called, null, null, null, null);
                        })
                        .toList(),
                null);
    }

    /** As YAML, with the filters instead of the jobs: at most as many as there are now. */
    public String selecting() {
        List<PlannedGroup> planned = new ArrayList<>();
        GroupNames called = new GroupNames();
        List<FoundJob> missed = new ArrayList<>(rest);
        groups.forEach((value, jobs) -> {
            if (grouping != null && !SelectKeys.canSay(value)) {
                missed.addAll(jobs);
                return;
            }
            JobQuery own = grouping == null ? query : grouping.within(query, value);
            planned.add(
                    new PlannedGroup(called.of(value), List.of(), List.of(), null, new Selection(own, jobs.size())));
        });
        List<String> head = new ArrayList<>(head());
        if (!missed.isEmpty()) {
            head.add("");
            head.add("Not selected, because they have no " + grouping.words() + ", or none that a plan can have:");
            missed.forEach(job -> head.add("  " + told(job)));
        }
        return PlanWriter.yaml(plan(planned), new PlanComments(head, Map.of(), Map.of()));
    }

    private Plan plan(List<PlannedGroup> planned) {
        Limits usual = Limits.defaults();
        return new Plan(
                wave,
                null,
                account,
                "",
                new Limits(
                        usual.maxConcurrent(),
                        usual.holdAfterFailures(),
                        usual.holdAfterBlockedPercent(),
                        new Canary(1, List.of())),
                Polling.defaults(),
                JobDefaults.defaults(),
                planned,
                null,
                null,
                null);
    }

    private List<String> head() {
        List<String> head = new ArrayList<>();
        head.add("Found by: " + query.words() + ". " + summary() + ".");
        head.add("It has no window: without one it begins at once. See docs/plan.md.");
        if (!leftOut.isEmpty()) {
            head.add("");
            head.add("Left out:");
            leftOut.forEach(job -> head.add("  " + told(job) + " " + job.obstacle()));
        }
        return head;
    }

    private static String told(FoundJob job) {
        return job.spokenName() + " (" + job.id() + ")";
    }
}
