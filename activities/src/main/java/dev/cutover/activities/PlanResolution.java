package dev.cutover.activities;

import dev.cutover.contract.Account.Finished;
import dev.cutover.contract.Account.LeftOut;
import dev.cutover.contract.Account.ResolvedPlan;
import dev.cutover.contract.FoundJob;
import dev.cutover.contract.FoundNames;
import dev.cutover.contract.JobId;
import dev.cutover.contract.JobQuery;
import dev.cutover.contract.Plan;
import dev.cutover.contract.PlannedGroup;
import dev.cutover.contract.PlannedJob;
import dev.cutover.contract.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gives each group that selects its jobs, by name and then by id. Reads the account by a function, and changes nothing. */
final class PlanResolution {

    /** So many jobs are named in a sentence. */
    private static final int MOST_NAMED = 5;

    private final Plan plan;
    private final Map<String, List<FoundJob>> chosen = new LinkedHashMap<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<Finished> finished = new ArrayList<>();

    /** @param listing the jobs that match a query, sorted */
    PlanResolution(Plan plan, Function<JobQuery, List<FoundJob>> listing) {
        this.plan = plan;
        for (PlannedGroup group : plan.groups()) {
            if (group.select() != null) {
                choose(group.name(), group.select(), listing);
            }
        }
        refuseShared();
        refuseTooMany();
    }

    ResolvedPlan result() {
        List<PlannedJob> listed = plan.groups().stream()
                .filter(group -> group.select() == null)
                .flatMap(group -> group.jobs().stream())
                .toList();
        FoundNames names = new FoundNames(
                listed, chosen.values().stream().flatMap(List::stream).toList());
        return new ResolvedPlan(
                plan.withGroups(plan.groups().stream()
                        .map(group -> group.select() == null ? group : filled(group, names))
                        .toList()),
                leftOut,
                refusals,
                finished);
    }

    private PlannedGroup filled(PlannedGroup group, FoundNames names) {
        List<PlannedJob> jobs = chosen.get(group.name()).stream()
                .map(job -> new PlannedJob(job.id(), names.of(job), null, null, null, null))
                .toList();
        return group.withJobs(jobs);
    }

    private void choose(String group, Selection select, Function<JobQuery, List<FoundJob>> listing) {
        chosen.put(group, List.of());
        JobQuery query = select.query();
        String obstacle = query.status() == null ? null : FoundJob.obstacle(query.status());
        if (obstacle != null) {
            refuse(
                    group,
                    "selects jobs in status " + query.status() + ", and such a job " + obstacle
                            + ": select status Waiting, or leave the status out.");
            return;
        }
        List<FoundJob> found = listing.apply(query);
        List<FoundJob> able =
                found.stream().filter(job -> job.obstacle() == null).toList();
        found.stream()
                .filter(job -> job.obstacle() != null)
                .forEach(job -> leftOut.add(new LeftOut(group, job, job.obstacle())));
        if (found.isEmpty()) {
            refuse(
                    group,
                    "selects " + query.words()
                            + ", and the account has no such job: `cutover jobs` with the same filters shows what there is.");
        } else if (able.isEmpty()) {
            String why = "selects " + query.words() + ", and of the " + counted(found.size())
                    + " found none can be cut over (" + reasons(found)
                    + "): change the selection, or take the group out.";
            if (found.stream().allMatch(FoundJob::hasFinished)) {
                finished.add(new Finished(group, sentence(group, why)));
            } else {
                refuse(group, why);
            }
        } else if (able.size() > select.atMost()) {
            refuse(
                    group,
                    "selects " + query.words() + " and finds " + counted(able.size()) + ", and atMost is "
                            + select.atMost() + ": raise it, or select fewer.");
        }
        chosen.put(group, able);
    }

    private static String reasons(List<FoundJob> found) {
        Map<String, Long> counts =
                found.stream().collect(Collectors.groupingBy(FoundJob::obstacle, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", "));
    }

    /** What two groups have is cut over by neither: nobody knows which one is meant. */
    private void refuseShared() {
        Map<JobId, String> owners = new LinkedHashMap<>();
        for (PlannedGroup group : plan.groups()) {
            if (group.select() == null) {
                group.jobs().forEach(job -> owners.put(job.id(), group.name()));
            }
        }
        Map<String, List<String>> shared = new LinkedHashMap<>();
        chosen.forEach((group, jobs) -> {
            for (FoundJob job : jobs) {
                String owner = owners.putIfAbsent(job.id(), group);
                if (owner != null) {
                    String pair = "'" + owner + "' " + (chosen.containsKey(owner) ? "selects" : "lists")
                            + " and group '" + group + "' selects";
                    shared.computeIfAbsent(pair, key -> new ArrayList<>())
                            .add(job.spokenName() + " (" + job.id() + ")");
                }
            }
        });
        shared.forEach((pair, jobs) -> refusals.add(
                "Group " + pair + " the same " + counted(jobs.size()) + ", " + named(jobs) + ": take it out of one."));
    }

    private void refuseTooMany() {
        int listed = plan.groups().stream()
                .filter(group -> group.select() == null)
                .mapToInt(group -> group.jobs().size())
                .sum();
        int size = listed + chosen.values().stream().mapToInt(Collection::size).sum();
        if (size > Plan.MOST_JOBS) {
            refusals.add(String.format(
                    "The wave would have %,d jobs, at most %,d are allowed: split it into several waves.",
                    size, Plan.MOST_JOBS));
        }
    }

    private void refuse(String group, String why) {
        refusals.add(sentence(group, why));
    }

    private static String sentence(String group, String why) {
        return "Group '" + group + "' " + why;
    }

    private static String named(List<String> jobs) {
        String some = jobs.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return jobs.size() <= MOST_NAMED ? some : some + " and " + (jobs.size() - MOST_NAMED) + " more";
    }

    private static String counted(int jobs) {
        return jobs == 1 ? "1 job" : jobs + " jobs";
    }
}
